using System.Net;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Codes;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform.Codes;

/// <summary>Whoever tries to guess a code, to use somebody else's, or to make the portal send without end.</summary>
public sealed class PhoneCodeTests(PhoneCodeTests.Portal portal) : IClassFixture<PhoneCodeTests.Portal>
{
    private static int last;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The portal, whose clock these tests move.</summary>
    public sealed class Portal : DemoPortal
    {
        public void Advance(TimeSpan by)
        {
            var clock = Services.GetRequiredService<PortalClock>();
            Assert.True(clock.TryMoveTo(clock.Offset + by));
        }
    }

    [Fact]
    public async Task Of_500_codes_tried_at_once_five_are_looked_at_and_the_right_one_is_used_once_at_most()
    {
        var (sent, right) = await SendAsync(NewPhone());
        var guesses = Enumerable.Range(0, 500).Select(number => number % 100 == 99 ? right : WrongFor(right)).ToList();

        var ends = await Task.WhenAll(guesses.Select(guess => TryAsync(sent, guess)));

        Assert.True(ends.Count(end => end is CodeCheck.Right or CodeCheck.Wrong) <= 5);
        Assert.True(ends.Count(end => end is CodeCheck.Right) <= 1);
        Assert.IsType<CodeCheck.Ended>(await TryAsync(sent, right));
    }

    [Fact]
    public async Task Of_20_who_type_the_right_code_at_once_one_gets_in()
    {
        var (sent, right) = await SendAsync(NewPhone());

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryAsync(sent, right)));

        Assert.Single(ends.OfType<CodeCheck.Right>());
    }

    [Fact]
    public async Task The_right_code_from_another_browser_opens_nothing_and_costs_a_try()
    {
        var (sent, right) = await SendAsync(NewPhone());

        var end = await TryAsync(sent with { Secret = new string('0', 32) }, right);

        Assert.Equal(4, Assert.IsType<CodeCheck.Wrong>(end).TriesLeft);
    }

    [Theory]
    [InlineData(CodePurpose.OldPhone)]
    [InlineData(CodePurpose.NewPhone)]
    [InlineData(CodePurpose.Deletion)]
    public async Task A_code_opens_only_what_it_was_sent_for(CodePurpose other)
    {
        var (sent, right) = await SendAsync(NewPhone());

        Assert.IsType<CodeCheck.Ended>(await TryAsync(sent, right, other));
        Assert.IsType<CodeCheck.Right>(await TryAsync(sent, right));
    }

    [Fact]
    public async Task A_code_ends_after_five_minutes()
    {
        var (sent, code) = await SendAsync(NewPhone());

        portal.Advance(TimeSpan.FromMinutes(5));

        Assert.IsType<CodeCheck.Ended>(await TryAsync(sent, code));
    }

    [Fact]
    public async Task Whoever_asks_for_somebody_elses_codes_neither_ends_theirs_nor_uses_up_their_limits()
    {
        ToNext(TimeSpan.FromDays(1));
        var phone = NewPhone();
        var (sent, code) = await SendAsync(phone);
        portal.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<CodeSending.Sent>(await AskAsync(phone, IPAddress.Parse("203.0.113.20")));

        Assert.IsType<CodeCheck.Right>(await TryAsync(sent, code));
        for (var minute = 0; minute < 20; minute++)
        {
            await AskAsync(phone, IPAddress.Parse("203.0.113.20"));
            portal.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.IsType<CodeSending.Limited>(await AskAsync(phone));
        Assert.IsType<CodeSending.Sent>(await AskAsync(phone, isKnown: true));
    }

    [Fact]
    public async Task Tries_of_codes_that_have_ended_cost_the_address_nothing()
    {
        ToNext(TimeSpan.FromHours(1));
        var address = IPAddress.Parse("203.0.113.30");
        var (dead, _) = await SendAsync(NewPhone());
        portal.Advance(TimeSpan.FromMinutes(5));
        for (var guess = 0; guess < 100; guess++)
        {
            Assert.IsType<CodeCheck.Ended>(await TryAsync(dead, "123456", address: address));
        }

        var (sent, code) = await SendAsync(NewPhone());
        Assert.IsType<CodeCheck.Right>(await TryAsync(sent, code, address: address));
    }

    [Fact]
    public async Task Many_addresses_side_by_side_are_one_network()
    {
        ToNext(TimeSpan.FromDays(1));

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 700)
                .Select(number => AskAsync(NewPhone(), IPAddress.Parse($"2001:db8:77:{number:x}::1")))
        );

        Assert.Equal(600, ends.Count(end => end is CodeSending.Sent));
    }

    [Fact]
    public async Task A_phone_gets_a_code_a_minute_six_an_hour_and_twelve_a_day_however_often_it_is_asked_for()
    {
        ToNext(TimeSpan.FromDays(1));
        var phone = NewPhone();
        var asked = 0;
        for (var minute = 0; minute < 150; minute++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(phone)));
            asked += 4;
            portal.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(600, asked);
        Assert.Equal(12, await CountMessagesAsync(phone));
        Assert.Equal(6, await CountMessagesAsync(phone, withinFirst: TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task An_address_gets_thirty_codes_an_hour_whatever_phones_it_names()
    {
        ToNext(TimeSpan.FromHours(1));
        var address = IPAddress.Parse("203.0.113.7");
        var phones = Enumerable.Range(0, 60).Select(_ => NewPhone()).ToList();

        var ends = await Task.WhenAll(phones.Select(phone => AskAsync(phone, address)));

        Assert.Equal(30, ends.Count(end => end is CodeSending.Sent));
        Assert.All(ends.OfType<CodeSending.Limited>(), limited => Assert.Equal(Now.AddHours(1), limited.RetryAt));
        Assert.IsType<CodeSending.Sent>(await AskAsync(NewPhone(), IPAddress.Parse("203.0.113.8")));
    }

    [Fact]
    public async Task One_customer_of_an_ipv6_network_is_one_address()
    {
        ToNext(TimeSpan.FromHours(1));

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(number => AskAsync(NewPhone(), IPAddress.Parse($"2001:db8:1:2:{number:x}::1")))
        );

        Assert.Equal(30, ends.Count(end => end is CodeSending.Sent));
    }

    [Fact]
    public async Task An_address_may_try_sixty_codes_an_hour_over_all_phones()
    {
        ToNext(TimeSpan.FromHours(1));
        var address = IPAddress.Parse("203.0.113.9");
        var tried = 0;
        for (var phone = 0; phone < 20; phone++)
        {
            var (sent, right) = await SendAsync(NewPhone());
            for (var guess = 0; guess < 5; guess++)
            {
                tried += await TryAsync(sent, WrongFor(right), address: address) is CodeCheck.Limited ? 0 : 1;
            }
        }

        Assert.Equal(60, tried);
    }

    [Fact]
    public async Task The_message_says_the_code_first_and_last_for_whom_a_phone_may_fill_it_in()
    {
        var phone = NewPhone();
        var (_, code) = await SendAsync(phone);

        var lines = (await NewestAsync(phone)).Split('\n');

        Assert.StartsWith($"{code} ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"@localhost #{code}", lines[^1]);
    }

    private static string NewPhone() => $"+7921{Interlocked.Increment(ref last):D7}";

    private static string WrongFor(string code) => code == "000000" ? "111111" : "000000";

    private DateTimeOffset Now => portal.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>To where a window begins, so that what a test counts falls into one.</summary>
    private void ToNext(TimeSpan window) =>
        portal.Advance(TimeSpan.FromTicks(window.Ticks - (Now.UtcTicks % window.Ticks)));

    private async Task<(CodeSending.Sent Sent, string Code)> SendAsync(string phone)
    {
        var sent = Assert.IsType<CodeSending.Sent>(await AskAsync(phone));
        return (sent, (await NewestAsync(phone))[..6]);
    }

    private Task<CodeSending> AskAsync(string phone, IPAddress? address = null, bool isKnown = false) =>
        WithCodesAsync(codes =>
            codes.SendAsync(new CodeRequest(phone, CodePurpose.SignIn, address, IsKnownBrowser: isKnown), Stop)
        );

    private Task<CodeCheck> TryAsync(
        CodeSending.Sent sent,
        string code,
        CodePurpose purpose = CodePurpose.SignIn,
        IPAddress? address = null
    ) => WithCodesAsync(codes => codes.CheckAsync(new CodeAnswer(sent.Id, purpose, sent.Secret, code, address), Stop));

    /// <summary>As a request does: in a scope of its own, on a thread of its own. SQLite never waits, so without that many
    /// at once would come one after the other.</summary>
    private Task<T> WithCodesAsync<T>(Func<IPhoneCodes, Task<T>> act) =>
        Task.Run(
            async () =>
            {
                await using var scope = portal.Services.CreateAsyncScope();
                return await act(scope.ServiceProvider.GetRequiredService<IPhoneCodes>());
            },
            Stop
        );

    private Task<string> NewestAsync(string phone) =>
        QueryAsync(db =>
            db.Outbox.Where(each => each.Recipient == phone)
                .OrderByDescending(each => each.Id)
                .Select(each => each.Text)
                .FirstAsync(Stop)
        );

    private Task<int> CountMessagesAsync(string phone, TimeSpan? withinFirst = null) =>
        QueryAsync(async db =>
        {
            var times = await db
                .Outbox.Where(each => each.Recipient == phone)
                .OrderBy(each => each.CreatedAt)
                .Select(each => each.CreatedAt)
                .ToListAsync(Stop);
            return withinFirst is { } first ? times.Count(each => each < times[0] + first) : times.Count;
        });

    private async Task<T> QueryAsync<T>(Func<PortalDb, Task<T>> ask)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return await ask(db);
    }
}
