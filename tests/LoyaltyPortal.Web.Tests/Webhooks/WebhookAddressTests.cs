using System.Net;
using System.Net.Sockets;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Webhooks;
using LoyaltyPortal.Web.Tests.Messages.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Webhooks;

/// <summary>A webhook leads out of the house, whatever its name says today and tomorrow.</summary>
public sealed class WebhookAddressTests
{
    private static readonly WebhookSettings Strict = new(AllowPrivate: false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://shop.example/hooks?a=b", null)]
    [InlineData("https://shop.example:8443/", null)]
    [InlineData("https://8.8.8.8/", null)]
    [InlineData("", AddressFault.NoAddress)]
    [InlineData("shop.example/hooks", AddressFault.NoAddress)]
    [InlineData("https:///hooks", AddressFault.NoAddress)]
    [InlineData("http://shop.example/", AddressFault.NotHttps)]
    [InlineData("http://127.0.0.1:5000/", AddressFault.NotHttps)]
    [InlineData("ftp://shop.example/", AddressFault.NotHttps)]
    [InlineData("https://name:word@shop.example/", AddressFault.TooMuch)]
    [InlineData("https://shop.example/#a", AddressFault.TooMuch)]
    [InlineData("https://shop.example:22/", AddressFault.Port)]
    [InlineData("https://shop.example:80/", AddressFault.Port)]
    [InlineData("https://nobody.example/", AddressFault.UnknownHost)]
    [InlineData("https://inside.example/", AddressFault.NotPublic)]
    [InlineData("https://mixed.example/", AddressFault.NotPublic)]
    [InlineData("https://127.0.0.1/", AddressFault.NotPublic)]
    [InlineData("https://2130706433/", AddressFault.NotPublic)]
    [InlineData("https://0x7f.1/", AddressFault.NotPublic)]
    [InlineData("https://[::1]/", AddressFault.NotPublic)]
    [InlineData("https://[::ffff:169.254.169.254]/", AddressFault.NotPublic)]
    public async Task What_is_typed_is_checked(string typed, AddressFault? fault)
    {
        var check = await new WebhookAddresses(Strict, new Names()).CheckAsync(typed, Stop);

        Assert.Equal(fault, (check as AddressCheck.Refused)?.Why);
        Assert.Equal(fault is null, check is AddressCheck.Good);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused_at_the_connection()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        var port = new Uri(receiver.Address).Port;

        var refused = await PostAsync(new WebhookAddresses(Strict, new HostNames()), $"http://localhost:{port}/");
        var told = await PostAsync(
            new WebhookAddresses(new WebhookSettings(AllowPrivate: true), new HostNames()),
            $"http://localhost:{port}/"
        );

        Assert.Equal("private-address", Assert.IsType<Posted.Failed>(refused).Failure.Fault);
        Assert.IsType<Posted.Taken>(told);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_name_that_was_public_when_the_webhook_was_made_is_refused_once_it_leads_inside()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        var names = new Names();
        var addresses = new WebhookAddresses(Strict, names);
        var address = $"https://shop.example:{new Uri(receiver.Address).Port}/";
        Assert.IsType<AddressCheck.Good>(await addresses.CheckAsync(address, Stop));
        names.Known["shop.example"] = [IPAddress.Loopback];

        var refused = await PostAsync(addresses, address);

        Assert.Equal("private-address", Assert.IsType<Posted.Failed>(refused).Failure.Fault);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_an_endless_answer_is_not_read()
    {
        await using var inside = await LocalGateway.AnsweringAsync(200);
        await using var redirecting = await LocalGateway.StartAsync(
            (context, _, _) =>
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = inside.Address + "/secret";
                return Task.CompletedTask;
            }
        );
        await using var endless = await LocalGateway.StartAsync(
            async (context, _, self) =>
            {
                var more = new byte[65_536];
                while (!self.Closing.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(more, context.RequestAborted);
                }
            }
        );
        var addresses = new WebhookAddresses(new WebhookSettings(AllowPrivate: true), new HostNames());

        var redirected = await PostAsync(addresses, redirecting.Address);
        var taken = await PostAsync(addresses, endless.Address);

        Assert.Equal("http-307", Assert.IsType<Posted.Failed>(redirected).Failure.Fault);
        Assert.Empty(inside.All);
        Assert.IsType<Posted.Taken>(taken);
    }

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("false", false, false)]
    [InlineData(null, false, false)]
    public void Private_addresses_are_allowed_by_word(string? value, bool isDevelopment, bool allows) =>
        Assert.Equal(allows, Settings(value, isDevelopment).AllowPrivate);

    [Theory]
    [InlineData("true", false)]
    [InlineData("maybe", true)]
    public void Private_addresses_outside_Development_stop_the_start(string value, bool isDevelopment) =>
        Assert.Throws<StartRefusedException>(() => Settings(value, isDevelopment));

    private static WebhookSettings Settings(string? value, bool isDevelopment) =>
        WebhookSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection([new("Webhooks:AllowPrivate", value)]).Build(),
            isDevelopment
        );

    private static async Task<Posted> PostAsync(WebhookAddresses addresses, string to)
    {
        using var clients = new OneClient(addresses);
        var sender = new WebhookSender(clients, TimeProvider.System);
        var delivery = new WebhookDelivery { Event = WebhookEvents.Test, Body = "{}" };
        return await sender.SendAsync(new WebhookTarget(to, [WebhookSecret.New()]), delivery, Stop);
    }

    private sealed class OneClient(WebhookAddresses addresses) : IHttpClientFactory, IDisposable
    {
        private readonly SocketsHttpHandler handler = WebhookConnection.HandlerFor(addresses);

        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);

        public void Dispose() => handler.Dispose();
    }

    private sealed class Names : IHostNames
    {
        public Dictionary<string, IPAddress[]> Known { get; } =
            new()
            {
                ["shop.example"] = [IPAddress.Parse("8.8.4.4")],
                ["inside.example"] = [IPAddress.Parse("192.168.1.10")],
                ["mixed.example"] = [IPAddress.Parse("8.8.4.4"), IPAddress.Parse("10.1.1.1")],
            };

        public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation) =>
            Known.TryGetValue(host, out var found)
                ? Task.FromResult(found)
                : throw new SocketException((int)SocketError.HostNotFound);
    }
}
