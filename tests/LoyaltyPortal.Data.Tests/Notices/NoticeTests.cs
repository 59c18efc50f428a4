using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Notices;

/// <summary>Notices as nodes write them: each once, with what was told, under the account's lock.</summary>
public abstract class NoticeTests : PortalTest
{
    private static readonly NoticeChoice Everything = new(
        NoticeKinds.All,
        NoticeMedium.Sms,
        Zone: null,
        new TimeOnly(21, 0),
        new TimeOnly(9, 0)
    );

    private readonly Portal otherNode;

    protected NoticeTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    /// <summary>The tests of a class share a database, and a suspension is everybody's.</summary>
    public override async ValueTask DisposeAsync()
    {
        await using (var db = Portal.Databases.Create())
        {
            await db.Suspensions.ExecuteDeleteAsync(Stop);
            await db.Accounts.ExecuteUpdateAsync(
                set => set.SetProperty(each => each.NoticesDueAt, (DateTimeOffset?)null),
                Stop
            );
        }
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_not_asked_is_told_nothing()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        Clock.AdvanceDays(83);

        Assert.Equal(0, await GoesRoundAsync());

        Assert.Empty(await ToldAsync(member));
        Assert.Null((await AccountAsync(member)).NoticesDueAt);
        Assert.Null(await Portal.Get<NoticeBook>().FindAsync(member, Stop));
    }

    [Fact]
    public async Task What_was_there_before_the_choice_is_no_news_and_what_comes_after_is_told_once()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await ChoosesAsync(member);
        Assert.Equal(0, await GoesRoundAsync());

        await Shop.SellsAsync(member, 10_000);
        Assert.Equal(1, await GoesRoundAsync());
        Assert.Equal(0, await GoesRoundAsync());

        var message = Assert.Single(await ToldAsync(member));
        Assert.Equal("Credited 300", message.Text);
        Assert.Equal(await PhoneAsync(member), message.Recipient);
        Assert.Equal((OutboxMessage.SmsMedium, NoticeBook.MessageKind), (message.Medium, message.Kind));
        // Quiet hours begin at nine in the evening: what was written at noon is not sent at night.
        Assert.Equal(Clock.GetUtcNow().AddHours(9), message.ExpiresAt);
        Assert.EndsWith((await SettingsAsync(member)).StopToken, message.StopLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_go_round_at_once_tell_each_member_once()
    {
        var members = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            members.Add(await Shop.EnrolsAsync());
            await ChoosesAsync(members[i]);
            await Shop.SellsAsync(members[i], 10_000);
        }

        var told = await AllAtOnceAsync(8, racer => GoesRoundAsync(racer % 2 == 0 ? Portal : otherNode));

        Assert.Equal(members.Count, told.Sum());
        foreach (var member in members)
        {
            Assert.Single(await ToldAsync(member));
        }
    }

    [Fact]
    public async Task A_node_that_dies_loses_nothing_and_doubles_nothing()
    {
        var member = await Shop.EnrolsAsync();
        await ChoosesAsync(member);
        await Shop.SellsAsync(member, 10_000);
        var before = await Portal.ContentsAsync();
        await using (var breaking = new Portal(Database, Clock, new BreaksAtSaving()))
        {
            Assert.Equal(0, await GoesRoundAsync(breaking));
        }
        Assert.Equal(before, await Portal.ContentsAsync());

        Assert.Equal(1, await GoesRoundAsync());
        Assert.Equal(0, await GoesRoundAsync(otherNode));
        Assert.Single(await ToldAsync(member));
    }

    [Fact]
    public async Task Each_stage_of_an_end_is_told_at_its_time_and_not_in_quiet_hours()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await ChoosesAsync(member);
        var end = (await Portal.LotsAsync(member))[0].EndsOn!.Value;
        await GoesRoundAsync();
        var days = new List<int>();
        while (Today <= end)
        {
            Clock.Advance(TimeSpan.FromHours(3));
            if (await GoesRoundAsync() == 1)
            {
                days.Add(end.DayNumber - Today.DayNumber);
                Assert.Equal(9, Portal.Programme.Zone.ToLocal(Clock.GetUtcNow()).Hour);
            }
        }

        Assert.Equal([30, 7, 1], days);
        Assert.All(await ToldAsync(member), message => Assert.Equal($"Ending 300 {end:O}", message.Text));
        await Portal.DueWork.RunAsync(Stop);
        await GoesRoundAsync();
        Assert.Equal(3, (await ToldAsync(member)).Count);
    }

    [Fact]
    public async Task A_clock_that_is_stopped_and_runs_again_earlier_moves_what_is_told()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await ChoosesAsync(member);
        var end = (await Portal.LotsAsync(member))[0].EndsOn!.Value;
        await GoesRoundAsync();
        var from = Clock.GetUtcNow();
        await Portal.Get<Suspending>().SetAsync(Clocks(from, from.AddDays(60)), Switches.All, Stop);
        await GoesRoundAsync();
        Assert.True((await AccountAsync(member)).NoticesDueAt >= from.AddDays(29));

        // The operator lets it run after ten days: the end comes fifty days sooner than it looked.
        await Portal.Get<Suspending>().SetAsync(Clocks(from.AddDays(10), from.AddDays(11)), Switches.All, Stop);
        end = (await Portal.LotsAsync(member))[0].EndsOn!.Value;
        Clock.MoveTo(Portal.Programme.Zone.StartOf(end.AddDays(-30)).AddHours(12));

        Assert.Equal(1, await GoesRoundAsync());
        Assert.Equal($"Ending 300 {end:O}", Assert.Single(await ToldAsync(member)).Text);
    }

    [Fact]
    public async Task Points_that_begin_without_an_entry_are_looked_at_as_they_do()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);
        await ChoosesAsync(member);
        await GoesRoundAsync();
        Assert.Equal(Clock.GetUtcNow().AddDays(30), (await AccountAsync(member)).NoticesDueAt);

        Clock.AdvanceDays(1);
        await Shop.HandsOverAsync(order);
        await GoesRoundAsync();

        // They become active seven days after they were paid.
        Assert.Equal(
            Portal.Programme.Zone.StartOf(Today.AddDays(6)) + TimeSpan.FromHours(9),
            (await AccountAsync(member)).NoticesDueAt
        );
    }

    [Fact]
    public async Task What_ended_what_is_owed_and_what_was_taken_back_is_not_told()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var earned = await Shop.SellsAsync(member, 10_000);
        await Shop.SellsForPointsAsync(member, 300);
        await ChoosesAsync(member);
        // 300 points are owed now, and what comes next settles it.
        await Shop.TakesBackAsync(earned);
        Clock.AdvanceDays(1);
        await GoesRoundAsync();
        Clock.AdvanceDays(200);
        await Portal.DueWork.RunAsync(Stop);

        Assert.Equal(0, await GoesRoundAsync());
        Assert.Empty(await ToldAsync(member));
    }

    [Fact]
    public async Task Another_level_is_told()
    {
        var member = await Shop.EnrolsAsync();
        await ChoosesAsync(member);
        for (var i = 0; i < 3; i++)
        {
            await Shop.SellsAndHandsOverAsync(member, 40_000);
        }
        await GoesRoundAsync();
        Clock.AdvanceDays(8);

        Assert.Equal(1, await GoesRoundAsync());
        Assert.Equal("Level regular", (await ToldAsync(member))[^1].Text);
    }

    [Fact]
    public async Task A_member_who_is_blocked_or_leaving_is_told_nothing_until_they_are_back()
    {
        var member = await Shop.EnrolsAsync();
        await ChoosesAsync(member);
        await Shop.SellsAsync(member, 10_000);
        await BlockAsync(member, AccountStatus.Blocked);
        Assert.Equal(0, await GoesRoundAsync());
        await BlockAsync(member, AccountStatus.Active);
        await Portal
            .Get<Leaving>()
            .AskAsync(member, await PhoneAsync(member), TimeSpan.FromDays(14), (_, _) => "leaving", Stop);
        Clock.AdvanceDays(1);
        Assert.Equal(0, await GoesRoundAsync());
        await Portal.Get<Leaving>().StayAsync(member, Stop);
        Clock.AdvanceDays(1);

        Assert.Equal(1, await GoesRoundAsync());
    }

    [Fact]
    public async Task Nobody_is_told_anything_after_they_were_forgotten()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await ChoosesAsync(member);
        await Portal
            .Get<Leaving>()
            .AskAsync(member, await PhoneAsync(member), TimeSpan.FromDays(14), (_, _) => "leaving", Stop);
        Clock.AdvanceDays(14);
        await Portal.Get<Erasure>().RunAsync(Stop);

        Assert.Equal(0, await GoesRoundAsync());
        Assert.Null((await AccountAsync(member)).NoticesDueAt);
        Assert.Null(await Portal.Get<NoticeBook>().FindAsync(member, Stop));
        Assert.False(await Portal.Get<NoticeBook>().ChooseAsync(member, Everything, Stop));
    }

    [Fact]
    public async Task Mail_goes_only_to_the_address_that_was_proved()
    {
        var book = Portal.Get<NoticeBook>();
        var member = await Shop.EnrolsAsync();
        await TellsMailAsync(member, "anna@shop.test");
        await ChoosesAsync(member, Everything with { Medium = NoticeMedium.Mail });
        await Shop.SellsAsync(member, 10_000);
        Assert.Equal(0, await GoesRoundAsync());

        Assert.False(await book.ProveMailAsync(member, "boris@shop.test", Stop));
        Assert.True(await book.ProveMailAsync(member, "anna@shop.test", Stop));
        Assert.Equal(1, await GoesRoundAsync());
        var mail = Assert.Single(await ToldAsync(member));
        Assert.Equal(("anna@shop.test", OutboxMessage.MailMedium), (mail.Recipient, mail.Medium));

        await TellsMailAsync(member, "anna@elsewhere.test");
        Clock.AdvanceDays(1);
        await Shop.SellsAsync(member, 10_000);
        Assert.Equal(0, await GoesRoundAsync());
    }

    [Fact]
    public async Task A_link_ends_everything_at_once_also_what_waits_to_be_sent()
    {
        var book = Portal.Get<NoticeBook>();
        var member = await Shop.EnrolsAsync();
        await ChoosesAsync(member);
        await Shop.SellsAsync(member, 10_000);
        await GoesRoundAsync();
        var token = (await SettingsAsync(member)).StopToken;

        await book.StopAsync("nobodynobodynobodynobo", Stop);
        await book.StopAsync("short", Stop);
        Assert.Equal(NoticeKinds.All, (await SettingsAsync(member)).Kinds);
        await book.StopAsync(token, Stop);
        await book.StopAsync(token, Stop);

        var settings = await SettingsAsync(member);
        Assert.Equal((NoticeKinds.None, token), (settings.Kinds, settings.StopToken));
        Assert.Null((await AccountAsync(member)).NoticesDueAt);
        Assert.Equal(NoticeBook.Stopped, Assert.Single(await ToldAsync(member)).LastFault);
        Clock.AdvanceDays(1);
        await Shop.SellsAsync(member, 10_000);
        Assert.Equal(0, await GoesRoundAsync());
    }

    [Fact]
    public async Task A_token_is_22_letters_and_digits_of_its_own()
    {
        var (one, other) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        await ChoosesAsync(one);
        await ChoosesAsync(other);

        var tokens = new[] { (await SettingsAsync(one)).StopToken, (await SettingsAsync(other)).StopToken };

        Assert.All(tokens, token => Assert.Matches("^[a-z0-9]{22}$", token));
        Assert.NotEqual(tokens[0], tokens[1]);
    }

    [Fact]
    public async Task What_is_chosen_later_is_told_from_then_on()
    {
        var member = await Shop.EnrolsAsync();
        await ChoosesAsync(member, Everything with { Kinds = NoticeKinds.Level });
        await Shop.SellsAsync(member, 10_000);
        await ChoosesAsync(member);
        Assert.Equal(0, await GoesRoundAsync());

        await ChoosesAsync(member, Everything with { Kinds = NoticeKinds.None });
        await Shop.SellsAsync(member, 10_000);
        Assert.Null((await AccountAsync(member)).NoticesDueAt);
        await ChoosesAsync(member);
        Assert.Equal(0, await GoesRoundAsync());

        await Shop.SellsAsync(member, 10_000);
        Assert.Equal(1, await GoesRoundAsync());
    }

    [Fact]
    public async Task Quiet_hours_are_those_of_the_zone_that_was_chosen()
    {
        var member = await Shop.EnrolsAsync();
        // Noon in Moscow is seven in the evening in Vladivostok.
        await ChoosesAsync(member, Everything with { Zone = "Asia/Vladivostok", QuietFrom = new TimeOnly(18, 0) });
        await Shop.SellsAsync(member, 10_000);

        Assert.Equal(0, await GoesRoundAsync());
        Assert.Equal(Clock.GetUtcNow().AddHours(14), (await AccountAsync(member)).NoticesDueAt);
        Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal(1, await GoesRoundAsync());
    }

    private DateOnly Today => Portal.Programme.Zone.DayOf(Clock.GetUtcNow());

    private Task<int> GoesRoundAsync(Portal? node = null) => (node ?? Portal).Get<NoticeRound>().RunAsync(Write, Stop);

    private static NoticeText Write(NoticeLetter letter)
    {
        var facts = letter.Facts.Select(fact =>
            fact switch
            {
                NoticeFact.Ending ending => $"Ending {Whole(ending.Points)} {ending.On:O}",
                NoticeFact.Credited credited => $"Credited {Whole(credited.Points)}",
                NoticeFact.Level level => $"Level {level.Tier.Id}",
                _ => throw new InvalidOperationException(),
            }
        );
        return new NoticeText(null, string.Join("; ", facts), $"https://shop.test/stop/{letter.StopToken}");
    }

    private static long Whole(Points points) => points.Hundredths / 100;

    private async Task ChoosesAsync(Guid member, NoticeChoice? choice = null) =>
        Assert.True(await Portal.Get<NoticeBook>().ChooseAsync(member, choice ?? Everything, Stop));

    private async Task<NoticeSettings> SettingsAsync(Guid member)
    {
        var settings = await Portal.Get<NoticeBook>().FindAsync(member, Stop);
        Assert.NotNull(settings);
        return settings;
    }

    private Task<List<OutboxMessage>> ToldAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .Outbox.AsNoTracking()
                    .Where(each => each.AccountId == member && each.Kind == NoticeBook.MessageKind)
                    .OrderBy(each => each.CreatedAt)
                    .ToListAsync(stop)
        );

    private Task<Account> AccountAsync(Guid member) =>
        Portal.QueryAsync((db, stop) => db.Accounts.AsNoTracking().FirstAsync(each => each.Id == member, stop));

    private Task<string> PhoneAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) => db.Members.Where(each => each.AccountId == member).Select(each => each.Phone).FirstAsync(stop)
        );

    private Task<int> BlockAsync(Guid member, AccountStatus status) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .Accounts.Where(each => each.Id == member)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Status, status), stop)
        );

    private Task<int> TellsMailAsync(Guid member, string address) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .Members.Where(each => each.AccountId == member)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Email, address), stop)
        );

    private static Suspension Clocks(DateTimeOffset from, DateTimeOffset to) =>
        new(Earning: false, Spending: false, ExpiryClock: true, from, to);
}

public sealed class NoticeTestsOnSqlite(SqliteDatabase database) : NoticeTests(database), IClassFixture<SqliteDatabase>;

public sealed class NoticeTestsOnPostgreSql(PostgreSqlDatabase database)
    : NoticeTests(database),
        IClassFixture<PostgreSqlDatabase>;
