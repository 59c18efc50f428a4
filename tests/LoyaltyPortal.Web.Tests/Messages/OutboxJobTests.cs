using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Codes;
using LoyaltyPortal.Web.Platform.Messages;
using LoyaltyPortal.Web.Tests.Messages.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages;

/// <summary>A whole portal and a gateway that has its troubles.</summary>
public sealed class OutboxJobTests
{
    private const string Key = "gateway-key-5f2c";
    private const string Code = "654321";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_reaches_the_gateway_within_two_seconds_and_does_not_stay_in_the_database()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(200);
        await using var portal = await PortalAsync(gateway);
        var start = TimeProvider.System.GetTimestamp();

        var id = await portal.WritesAsync();
        while (gateway.All.Count == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
            await Task.Delay(10, Stop);
        }
        var took = TimeProvider.System.GetElapsedTime(start);

        Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}.");
        var sent = await portal.BecomesAsync(id, message => message.SentAt is not null);
        Assert.Equal(("", DemoPortal.Start.ToUniversalTime()), (sent.Text, sent.SentAt!.Value));
        Assert.Contains(Code, Assert.Single(gateway.All).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_fails_twice_gets_the_message_a_third_time_with_the_same_id()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (context, number, _) =>
            {
                context.Response.StatusCode = number < 3 ? 500 : 200;
                return Task.CompletedTask;
            }
        );
        await using var portal = await PortalAsync(gateway);
        var id = await portal.WritesAsync();

        await portal.BecomesAsync(id, message => message is { FailedTries: 1, LastFault: "http-500" });
        portal.Passes(TimeSpan.FromSeconds(6));
        await portal.BecomesAsync(id, message => message.FailedTries == 2);
        portal.Passes(TimeSpan.FromSeconds(18));
        await portal.BecomesAsync(id, message => message.SentAt is not null);

        // Long after, nothing more is sent.
        portal.Passes(TimeSpan.FromHours(1));
        await Task.Delay(TimeSpan.FromSeconds(2), Stop);
        Assert.Equal([id, id, id], gateway.All.Select(IdOf));
    }

    [Fact]
    public async Task A_message_that_a_late_gateway_may_have_taken_is_sent_again_with_the_same_id()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (_, number, self) => number == 1 ? Task.Delay(TimeSpan.FromSeconds(3), self.Closing) : Task.CompletedTask
        );
        await using var portal = await PortalAsync(gateway, ("Http:Timeout", "1"));
        var id = await portal.WritesAsync();

        await portal.BecomesAsync(id, message => message is { FailedTries: 1, LastFault: "http-timeout" });
        portal.Passes(TimeSpan.FromSeconds(6));
        await portal.BecomesAsync(id, message => message.SentAt is not null);

        Assert.Equal([id, id], gateway.All.Select(IdOf));
    }

    [Fact]
    public async Task A_call_that_hangs_holds_up_nobody_else_and_is_not_made_twice_when_the_clock_jumps()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (_, number, self) =>
                number == 1
                    ? Task.Delay(Timeout.Infinite, self.Closing).ContinueWith(_ => { }, TaskScheduler.Default)
                    : Task.CompletedTask
        );
        await using var portal = await PortalAsync(gateway, ("Http:Timeout", "60"));
        var hangs = await portal.WritesAsync(isSecret: false);
        while (gateway.All.Count == 0)
        {
            await Task.Delay(10, Stop);
        }

        portal.Passes(TimeSpan.FromDays(2));
        var others = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            others.Add(await portal.WritesAsync(isSecret: false));
        }
        foreach (var id in others)
        {
            await portal.BecomesAsync(id, message => message.SentAt is not null);
        }

        Assert.Null((await portal.ReadsAsync(hangs)).SentAt);
        Assert.Equal(31, gateway.All.Count);
        Assert.Single(gateway.All, asked => IdOf(asked) == hangs);
    }

    [Fact]
    public async Task A_refused_message_is_a_dead_letter_at_once()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(400);
        await using var portal = await PortalAsync(gateway);

        var dead = await portal.BecomesAsync(await portal.WritesAsync(), message => message.GivenUpAt is not null);

        Assert.Equal(("http-400", 1, ""), (dead.LastFault, dead.FailedTries, dead.Text));
        Assert.Single(gateway.All);
    }

    [Fact]
    public async Task A_pause_that_the_gateway_asks_for_is_kept()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (context, number, _) =>
            {
                context.Response.StatusCode = number == 1 ? 429 : 200;
                context.Response.Headers.RetryAfter = "60";
                return Task.CompletedTask;
            }
        );
        await using var portal = await PortalAsync(gateway);
        var id = await portal.WritesAsync();

        var waits = await portal.BecomesAsync(id, message => message.FailedTries == 1);
        Assert.Equal(DemoPortal.Start.AddSeconds(60), waits.NextTryAt);
        portal.Passes(TimeSpan.FromSeconds(60));
        await portal.BecomesAsync(id, message => message.SentAt is not null);
    }

    [Fact]
    public async Task Nothing_personal_and_no_key_is_logged_whatever_happens_to_a_message()
    {
        int[] statuses = [200, 400, 429, 500, 302];
        await using var gateway = await LocalGateway.StartAsync(
            (context, number, self) =>
            {
                context.Response.StatusCode = statuses[number % statuses.Length];
                context.Response.Headers.Location = $"/elsewhere?phone={Senders.Phone}&key={Key}";
                return number % 7 == 0
                    ? Task.Delay(TimeSpan.FromSeconds(2), self.Closing)
                    : context.Response.WriteAsync($"{Senders.Phone} {Code} {Key}");
            }
        );
        await using var portal = await PortalAsync(
            gateway,
            ("Http:Timeout", "1"),
            ("Http:Success:BodyContains", "never"),
            ("Mail", "smtp"),
            ("Smtp:Host", "127.0.0.1"),
            ("Smtp:Port", "1"),
            ("Smtp:From", "card@shop.test"),
            ("Smtp:User", "robot"),
            ("Smtp:Password", Key)
        );
        var messages = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            messages.Add(await portal.WritesAsync(Code));
        }
        messages.Add(await portal.WritesAsync(Code, medium: "mail", recipient: "anna.secret@mail.test", subject: Code));
        messages.Add(
            await portal.WritesAsync(Code, medium: "mail", recipient: "not an address anna.secret", subject: Code)
        );
        foreach (var id in messages)
        {
            await portal.BecomesAsync(id, message => message.FailedTries > 0 || message.SentAt is not null);
        }

        var lines = portal.Log;
        foreach (var id in messages)
        {
            Assert.Contains(lines, line => line.Contains(id.ToString(), StringComparison.Ordinal));
        }
        foreach (
            var fault in new[]
            {
                "http-400",
                "http-500",
                "http-302",
                "http-timeout",
                "smtp-unreachable",
                "smtp-bad-address",
            }
        )
        {
            Assert.Contains(lines, line => line.Contains(fault, StringComparison.Ordinal));
        }
        foreach (var secret in new[] { Senders.Phone, Senders.Phone[1..], Code, Key, "anna.secret", "elsewhere" })
        {
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_was_sent_failed_and_given_up_is_counted_by_medium_and_kind()
    {
        await using var gateway = await LocalGateway.StartAsync(
            (context, number, _) =>
            {
                context.Response.StatusCode = number switch
                {
                    1 => 500,
                    2 => 200,
                    _ => 400,
                };
                return Task.CompletedTask;
            }
        );
        await using var portal = await PortalAsync(gateway);
        var counted = new ConcurrentDictionary<string, double>();
        using var listener = ListenTo(portal, counted);

        var first = await portal.WritesAsync();
        await portal.BecomesAsync(first, message => message.FailedTries == 1);
        portal.Passes(TimeSpan.FromSeconds(6));
        await portal.BecomesAsync(first, message => message.SentAt is not null);
        await portal.BecomesAsync(await portal.WritesAsync(), message => message.GivenUpAt is not null);
        await Task.Delay(200, Stop);

        Assert.Equal(1, counted["loyalty.messages.sent sms test"]);
        Assert.Equal(2, counted["loyalty.messages.failed sms test"]);
        Assert.Equal(1, counted["loyalty.messages.given_up sms test"]);
        Assert.Equal(6, counted["loyalty.messages.lag sms test"], 3);
    }

    [Fact]
    public async Task In_Development_nothing_leaves_the_machine_and_codes_stay_readable()
    {
        await using var portal = await SendingPortal.StartAsync("Development");
        var id = await portal.WritesAsync();

        var sent = await portal.BecomesAsync(id, message => message.SentAt is not null);

        Assert.Equal(Code, sent.Text);
        var shown = (await portal.Till.Get("/demo/messages?phone=" + Uri.EscapeDataString(Senders.Phone))).Is(200);
        var message = Assert.IsType<JsonObject>(Assert.Single(shown.AsArray()));
        Assert.Equal(["to", "channel", "text", "at"], message.Select(each => each.Key));
        Assert.Equal(("sms", Code), (message.Text("channel"), message.Text("text")));
    }

    [Fact]
    public async Task Where_nobody_says_how_to_send_the_operator_is_told_and_messages_wait()
    {
        await using var portal = await SendingPortal.StartAsync("Production");
        var id = await portal.WritesAsync(isSecret: false);
        await Task.Delay(TimeSpan.FromSeconds(2), Stop);

        Assert.Equal((null, null), ((await portal.ReadsAsync(id)).SentAt, (await portal.ReadsAsync(id)).GivenUpAt));
        foreach (var key in new[] { "Messages:Sms", "Messages:Mail" })
        {
            Assert.Contains(
                portal.Log,
                line =>
                    line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(key, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task What_the_operator_switched_off_does_not_pile_up()
    {
        await using var before = await SendingPortal.StartAsync("Production");
        var id = await before.WritesAsync();
        await using var after = new SwitchedOff(before.File);
        await after.InitializeAsync();

        var dead = await before.BecomesAsync(id, message => message.GivenUpAt is not null);
        Assert.Equal(("switched-off", ""), (dead.LastFault, dead.Text));
    }

    [Theory]
    [InlineData("ru", "код")]
    [InlineData("en", "code")]
    public async Task A_code_speaks_the_visitors_language_and_ends_with_the_line_that_browsers_read(
        string language,
        string word
    )
    {
        await using var portal = await SendingPortal.StartAsync("Development");
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        try
        {
            await using var scope = portal.Services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<IPhoneCodes>()
                .SendAsync(new CodeRequest(Senders.Phone, CodePurpose.SignIn, null), Stop);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }

        var shown = (await portal.Till.Get("/demo/messages")).Is(200).AsArray();
        var text = Assert.Single(shown)!.Text("text");
        Assert.Contains(word, text, StringComparison.Ordinal);
        // "Origin-bound one-time codes": the last line is the host, a space and the code.
        var lines = text.Split('\n');
        Assert.Matches("^@localhost #[0-9]{6}$", lines[^1]);
        Assert.StartsWith(lines[^1][^6..], lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[^2]);
    }

    private static Task<SendingPortal> PortalAsync(LocalGateway gateway, params (string, string)[] settings) =>
        SendingPortal.StartAsync(
            "Production",
            [
                ("Sms", "http"),
                ("Http:Url", $"{gateway.Address}/send?key={Key}&to={{phone}}"),
                ("Http:Headers:X-Key", Key),
                ("Http:Body", """{"text": "{text}", "id": "{id}"}"""),
                ("Mail", "none"),
                .. settings,
            ]
        );

    private static Guid IdOf(Asked asked) => Guid.Parse(JsonNode.Parse(asked.Body)!.Text("id"));

    private static MeterListener ListenTo(SendingPortal portal, ConcurrentDictionary<string, double> counted)
    {
        var factory = portal.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == PortalMeters.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)]);
            counted.AddOrUpdate(name, value, (_, sum) => sum + value);
        }
    }

    private sealed class SwitchedOff(string file) : DemoPortal(file)
    {
        protected override string Environment => "Production";

        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Messages:Sms", "none");
        }
    }
}
