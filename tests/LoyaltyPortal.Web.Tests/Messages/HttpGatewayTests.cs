using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Xml.Linq;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Messages;
using LoyaltyPortal.Web.Tests.Messages.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages;

/// <summary>One call to a gateway: what it is asked, and what its answer means.</summary>
public sealed class HttpGatewayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gateway_is_asked_as_configured()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(202);
        var message = Senders.Message("Код \"1\"\nи &");
        var sender = Senders.Gateway(
            gateway.Address + "/send/{medium}?to={phone}&n={digits}",
            ("Http:Method", "PUT"),
            ("Http:Headers:Authorization", "Bearer gateway-key"),
            ("Http:Headers:Idempotency-Key", "{id}"),
            ("Http:Body", """{"to": "{to}", "text": "{text}", "id": "{id}"}""")
        );

        Assert.IsType<Sending.Sent>(await sender.SendAsync(message, Stop));

        var asked = Assert.Single(gateway.All);
        Assert.Equal(("PUT", "/send/sms"), (asked.Method, asked.Path));
        Assert.Equal(("+79261234567", "79261234567"), ((string?)asked.Query["to"], (string?)asked.Query["n"]));
        Assert.Equal("Bearer gateway-key", asked.Headers.Authorization);
        Assert.Equal(message.Id.ToString(), asked.Headers["Idempotency-Key"]);
        Assert.Equal("application/json; charset=utf-8", asked.Headers.ContentType);
        var body = JsonDocument.Parse(asked.Body).RootElement;
        Assert.Equal(message.Text, body.GetProperty("text").GetString());
        Assert.Equal(message.Id, body.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_gateway_that_is_asked_by_address_alone_gets_no_body()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(200);
        var sender = Senders.Gateway(gateway.Address + "/?text={text}", ("Http:Method", "GET"));

        Assert.IsType<Sending.Sent>(await sender.SendAsync(Senders.Message("a&b=c #{to}"), Stop));

        var asked = Assert.Single(gateway.All);
        Assert.Equal(("GET", "a&b=c #{to}", ""), (asked.Method, (string?)asked.Query["text"], asked.Body));
    }

    [Fact]
    public async Task A_gateway_that_hangs_is_left_after_its_time_and_tried_again()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (_, _, self) => Task.Delay(Timeout.Infinite, self.Closing).ContinueWith(_ => { }, TaskScheduler.Default)
        );
        var clock = Stopwatch.StartNew();

        var failure = await FailsAsync(Senders.Gateway(gateway.Address, ("Http:Timeout", "1")));

        Assert.Equal(new SendFailure("http-timeout", true), failure);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_body_that_never_ends_is_left_after_its_time_too()
    {
        await using var gateway = await LocalGateway.StartAsync(
            async (context, _, self) =>
            {
                await context.Response.WriteAsync("o", self.Closing);
                await context.Response.Body.FlushAsync(self.Closing);
                await Task.Delay(Timeout.Infinite, self.Closing).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        );

        var failure = await FailsAsync(
            Senders.Gateway(gateway.Address, ("Http:Timeout", "1"), ("Http:Success:BodyContains", "ok"))
        );

        Assert.Equal("http-timeout", failure.Fault);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(204, false)]
    public async Task A_status_that_is_no_success_says_whether_another_try_may_go_better(int status, bool mayRetry)
    {
        await using var gateway = await LocalGateway.StartAsync(
            (context, _, _) =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        );

        var failure = await FailsAsync(Senders.Gateway(gateway.Address, ("Http:Success:Status", "200-203")));

        Assert.Equal(new SendFailure($"http-{status}", mayRetry), failure);
    }

    [Fact]
    public async Task Which_refusals_are_for_good_can_be_configured()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(401);

        Assert.True((await FailsAsync(Senders.Gateway(gateway.Address, ("Http:RetryStatus", "401,500-599")))).MayRetry);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("9999999", 86_400)]
    [InlineData("soon", null)]
    public async Task A_pause_that_a_busy_gateway_asks_for_is_told_and_is_a_day_at_most(string header, int? seconds)
    {
        await using var gateway = await LocalGateway.StartAsync(
            (context, _, _) =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = header;
                return Task.CompletedTask;
            }
        );

        var failure = await FailsAsync(Senders.Gateway(gateway.Address));

        Assert.Equal(seconds is { } some ? TimeSpan.FromSeconds(some) : null, failure.RetryAfter);
    }

    [Theory]
    [InlineData("""{"status": "error", "code": 7}""", false)]
    [InlineData("""{"status": "ok", "items": [{"code": 0}]}""", true)]
    [InlineData("""{"status": "ok", "items": [{"code": 5}]}""", false)]
    [InlineData("""{"status": "ok", "items": []}""", false)]
    [InlineData("status: ok", false)]
    public async Task An_answer_of_200_whose_body_says_no_is_a_failure(string body, bool isTaken)
    {
        await using var gateway = await LocalGateway.AnsweringAsync(200, body);
        var sender = Senders.Gateway(
            gateway.Address,
            ("Http:Success:BodyContains", "ok"),
            ("Http:Success:JsonPath", "$.items.0.code"),
            ("Http:Success:JsonEquals", "0")
        );

        var came = await sender.SendAsync(Senders.Message(), Stop);

        Assert.Equal(isTaken ? new Sending.Sent() : Sending.ForNow("http-answer-says-no"), came);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await LocalGateway.AnsweringAsync(200);
        await using var gateway = await LocalGateway.StartAsync(
            (context, _, _) =>
            {
                context.Response.Redirect(other.Address, permanent: false, preserveMethod: true);
                return Task.CompletedTask;
            }
        );

        Assert.Equal("http-307", (await FailsAsync(Senders.Gateway(gateway.Address))).Fault);
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task A_gateway_that_cannot_prove_its_name_gets_nothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var gateway = await LocalGateway.StartAsync((_, _, _) => Task.CompletedTask, certificate);

        Assert.Equal(new SendFailure("http-no-trust", true), await FailsAsync(Senders.Gateway(gateway.Address)));
        Assert.Empty(gateway.All);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_tried_again()
    {
        string address;
        await using (var gateway = await LocalGateway.AnsweringAsync(200))
        {
            address = gateway.Address;
        }

        Assert.Equal(new SendFailure("http-unreachable", true), await FailsAsync(Senders.Gateway(address)));
    }

    /// <summary>500 texts of what breaks templates, each read back as the gateway would.</summary>
    [Fact]
    public async Task Whatever_a_text_holds_it_arrives_as_it_was_and_as_one_value()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(200);
        var json = Sender("application/json", """{"a": "{text}", "b": "{subject}"}""");
        var form = Sender("application/x-www-form-urlencoded", "a={text}&b={subject}");
        var xml = Sender("application/xml", "<m a='{text}'><b>{subject}</b></m>");
        var random = new Random(20270301);
        for (var i = 0; i < 125; i++)
        {
            var message = Senders.Message(
                Text(random, withControls: i % 2 == 0),
                subject: Text(random, withControls: false)
            );
            foreach (var sender in new[] { json, form })
            {
                Assert.IsType<Sending.Sent>(await sender.SendAsync(message, Stop));
            }
            var document = JsonDocument.Parse(gateway.All[^2].Body).RootElement;
            Assert.Equal(message.Text, document.GetProperty("a").GetString());
            Assert.Equal(message.Subject, document.GetProperty("b").GetString());
            var fields = QueryHelpers.ParseQuery(gateway.All[^1].Body);
            Assert.Equal((message.Text, message.Subject), ((string?)fields["a"], (string?)fields["b"]));
            Assert.Equal(2, fields.Count);

            var plain = Senders.Message(
                Text(random, withControls: false) + "\n\n@host\t#1",
                subject: Text(random, withControls: false)
            );
            Assert.IsType<Sending.Sent>(await xml.SendAsync(plain, Stop));
            var root = XDocument.Parse(gateway.All[^1].Body, LoadOptions.PreserveWhitespace).Root!;
            Assert.Equal((plain.Text, plain.Subject), ((string?)root.Attribute("a"), (string?)root.Element("b")));
        }

        IMessageSender Sender(string type, string body) =>
            Senders.Of(
                "mail",
                ("Mail", "http"),
                ("Http:Url", gateway.Address),
                ("Http:ContentType", type),
                ("Http:Body", body)
            );
    }

    [Theory]
    [InlineData("Messages:Http:Url", "Http:Url", "")]
    [InlineData("Messages:Http:Url", "Http:Url", "gateway.example/send")]
    [InlineData("Messages:Http:Url", "Http:Url", "ftp://gateway.example/")]
    [InlineData("Messages:Http:Url", "Http:Url", "http://gateway.example/?key=hidden")]
    [InlineData("Messages:Http:Url", "Http:Url", "https://{phone}.example/")]
    [InlineData("Messages:Http:Url", "Http:Url", "https://gateway.example/?to={fone}")]
    [InlineData("Messages:Http:Method", "Http:Method", "DELETE")]
    [InlineData("Messages:Http:ContentType", "Http:ContentType", "image/png")]
    [InlineData("Messages:Http:Body", "Http:Body", """{"text": "{text}", }""")]
    [InlineData("Messages:Http:Body", "Http:Body", """{"text": {text}}""")]
    [InlineData("Messages:Http:Body", "Http:Body", """{"text": "{txt}"}""")]
    [InlineData("Messages:Http:Timeout", "Http:Timeout", "61")]
    [InlineData("Messages:Http:Success:Status", "Http:Success:Status", "2xx")]
    [InlineData("Messages:Http:RetryStatus", "Http:RetryStatus", "500-400")]
    [InlineData("Messages:Http:Success", "Http:Success:JsonPath", "status")]
    [InlineData("Messages:Http:Headers:X-To", "Http:Headers:X-To", "{phone}")]
    [InlineData("Messages:Http:Headers:Content-Type", "Http:Headers:Content-Type", "hidden")]
    [InlineData("Messages:Sms", "Sms", "smtp")]
    [InlineData("Messages:Mail", "Mail", "pigeon")]
    [InlineData("Messages:Smtp:Host", "Mail", "smtp")]
    [InlineData("Messages:KeepDays", "KeepDays", "0")]
    public void A_wrong_setting_stops_the_start_by_its_name_and_tells_no_secret(string told, string key, string value)
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            Senders.All("Production", ("Sms", "http"), ("Http:Url", "https://gateway.example/"), (key, value))
        );

        Assert.StartsWith(told + " ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_Development_the_inbox_is_refused_and_what_is_not_said_has_no_sender()
    {
        Assert.Throws<StartRefusedException>(() => Senders.All("Production", ("Sms", "inbox")));
        Assert.Empty(Senders.All("Production").ByMedium);
        Assert.Equal(["sms", "mail"], Senders.All("Production").MediaOf(MessageWay.Unsaid));
        Assert.All(Senders.All("Development").ByMedium.Values, sender => Assert.True(sender.StaysHere));
        Assert.Equal(["mail"], Senders.All("Development", ("Mail", "none")).MediaOf(MessageWay.None));
    }

    private static async Task<SendFailure> FailsAsync(IMessageSender sender) =>
        Assert.IsType<Sending.Failed>(await sender.SendAsync(Senders.Message(), Stop)).Failure;

    private static string Text(Random random, bool withControls)
    {
        string[] parts =
        [
            "\"",
            "'",
            "\\",
            "&",
            "<",
            ">",
            "{text}",
            "{id}",
            "{",
            "}",
            "%",
            "%41",
            "+",
            "=",
            ";",
            "#",
            "]]>",
            "<!--",
            "🎁",
            "👩‍👧",
            "й",
            "код 123456",
            " ",
            "null",
            "a",
            "/",
            "?",
            "\u00a0",
            "&amp;",
            "\\u0041",
            "\\\"",
        ];
        string[] controls = ["\n", "\r\n", "\t", "\u0001", "\u2028"];
        var all = withControls ? [.. parts, .. controls] : parts;
        return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => all[random.Next(all.Length)]));
    }
}
