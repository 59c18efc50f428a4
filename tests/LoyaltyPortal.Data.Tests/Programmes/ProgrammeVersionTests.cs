using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Programmes;

/// <summary>Versions of the programme (docs/decisions/programme-versions.md). Each test has a database of its own: what is in
/// force is one thing for all of it.</summary>
public abstract class ProgrammeVersionTests
{
    private const string Store =
        """{ "id": "store", "receivedWhenPaid": true, "earns": true, "earnsPaidBy": [], "confirmation": "none" }""";

    private const string SecondWallet = """
        {
          "id": "second",
          "name": { "ru": "Второй счёт", "en": "Second account" },
          "channels": ["store"],
          "cap": { "by": "tier" },
          "excludes": {
            "giftCards": false,
            "noPoints": false,
            "onOffer": false,
            "outletDiscounts": false,
            "skus": [],
            "categories": []
          },
          "minimum": null,
          "keepMoney": 0,
          "promoCodeOrPoints": true
        }
        """;

    private static readonly Guid Operator = new("0197a000-0000-7000-8000-000000000001");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A new database.</summary>
    protected abstract TestDatabase NewDatabase();

    [Fact]
    public async Task The_programme_of_the_settings_is_the_first_version_and_is_recorded_once()
    {
        await using var shop = await NewShopAsync();
        await using var other = shop.Node();

        await Task.WhenAll(shop.Book.StartAsync(Stop), other.Get<ProgrammeBook>().StartAsync(Stop));

        var version = Assert.Single(await shop.Versions.ListAsync(Stop));
        Assert.Equal((1, ProgrammeOrigin.Preset, "stomatorg"), (version.Number, version.Origin, version.Name));
        Assert.Equal(Portal.Programme.Version, shop.Book.Current.Programme.Version);
    }

    [Fact]
    public async Task Every_node_changes_over_at_the_moment_and_not_before_it()
    {
        await using var shop = await NewShopAsync();
        await using var other = shop.Node();
        var young = await shop.LayInAsync(WithRate(4));
        var at = shop.Clock.GetUtcNow() + TimeSpan.FromHours(2);
        await shop.TryAsync(young);

        Assert.Equal(VersionDone.Done, await shop.Versions.SetAsync(young, at, Operator, Stop));
        await other.Get<ProgrammeBook>().StartAsync(Stop);

        shop.Clock.MoveTo(at - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Percent.Of(3), RateOf(shop.Portal));
        Assert.Equal(Percent.Of(3), RateOf(other));
        shop.Clock.MoveTo(at);
        Assert.Equal(Percent.Of(4), RateOf(shop.Portal));
        Assert.Equal(Percent.Of(4), RateOf(other));
    }

    [Fact]
    public async Task What_is_posted_from_then_on_follows_the_new_rules_and_says_so()
    {
        await using var shop = await NewShopAsync();
        var member = await shop.Shop.EnrolsAsync();
        await shop.Shop.SellsAsync(member, 10_000);
        var version = await shop.ComesIntoForceAsync(WithRate(4));

        await shop.Shop.SellsAsync(member, 10_000);

        var entries = await shop.Portal.EntriesAsync(member);
        Assert.Equal([Points.Whole(300), Points.Whole(400)], entries.Select(entry => entry.Points));
        Assert.Equal([Portal.Programme.Version, version], entries.Select(entry => entry.ProgrammeVersion));
        await shop.Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task Points_earned_before_are_returned_and_end_as_they_were_promised()
    {
        await using var shop = await NewShopAsync();
        var member = await shop.Shop.EnrolsAsync();
        var order = await shop.Shop.SellsAndHandsOverAsync(member, 10_000, pieces: 2);
        var before = Assert.Single(await shop.Portal.LotsAsync(member));
        await shop.ComesIntoForceAsync(WithRate(4).Replace("\"days\": 90", "\"days\": 30", StringComparison.Ordinal));

        await shop.Shop.TakesBackAsync(order);

        var after = Assert.Single(await shop.Portal.LotsAsync(member));
        Assert.Equal(before.EndsOn, after.EndsOn);
        Assert.Equal(Points.Whole(150), after.Remaining);
        await shop.Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task A_wallet_that_a_version_brings_is_there_for_members_of_before()
    {
        await using var shop = await NewShopAsync();
        var member = await shop.Shop.EnrolsAsync();
        var text = Portal
            .Configured.Text.Replace("\"channels\": [\n", $"\"channels\": [\n{Store},\n", StringComparison.Ordinal)
            .Replace("\"wallets\": [\n", $"\"wallets\": [\n{SecondWallet},\n", StringComparison.Ordinal);
        await shop.ComesIntoForceAsync(text);

        Assert.Equal(["second", "main"], (await shop.Portal.AccountAsync(member)).Wallets.Select(each => each.Id));
        var order = shop.Shop.Order(10_000) with { Channel = shop.Book.Current.Programme.ChannelOf("store")! };
        await shop.Shop.SellsAsync(member, order);
        Assert.Equal("second", Assert.Single(await shop.Portal.EntriesAsync(member)).Wallet);
    }

    [Fact]
    public async Task A_version_is_set_only_when_it_was_tried_in_time_and_alone()
    {
        await using var shop = await NewShopAsync();
        var now = shop.Clock.GetUtcNow();
        var young = await shop.LayInAsync(WithRate(4));
        var other = await shop.LayInAsync(WithRate(5));
        var later = now + TimeSpan.FromDays(1);

        Assert.Equal(VersionDone.NotTried, await shop.Versions.SetAsync(young, later, Operator, Stop));
        await shop.TryAsync(young);
        await shop.TryAsync(other);
        var tooSoon = now + ProgrammeVersions.Ahead - TimeSpan.FromSeconds(1);
        Assert.Equal(VersionDone.TooSoon, await shop.Versions.SetAsync(young, tooSoon, Operator, Stop));
        Assert.Equal(VersionDone.Unknown, await shop.Versions.SetAsync(99, later, Operator, Stop));
        Assert.Equal(VersionDone.Over, await shop.Versions.SetAsync(1, later, Operator, Stop));
        Assert.Equal(VersionDone.Done, await shop.Versions.SetAsync(young, later, Operator, Stop));
        Assert.Equal(VersionDone.AnotherWaits, await shop.Versions.SetAsync(other, later, Operator, Stop));
        shop.Clock.MoveTo(later);

        // It was tried against the version that is no longer in force.
        Assert.Equal(
            VersionDone.NotTried,
            await shop.Versions.SetAsync(other, later + TimeSpan.FromDays(1), Operator, Stop)
        );
        Assert.Equal(VersionDone.Over, await shop.Versions.WithdrawAsync(young, Operator, Stop));
    }

    [Fact]
    public async Task A_version_that_leaves_out_what_members_rely_on_cannot_be_tried_or_set()
    {
        await using var shop = await NewShopAsync();
        var barred = await shop.LayInAsync(
            Portal.Configured.Text.Replace("Europe/Moscow", "Asia/Omsk", StringComparison.Ordinal)
        );

        Assert.Equal(VersionDone.Barred, await shop.Versions.AskTrialAsync(barred, Percent.Zero, Operator, Stop));
        Assert.Equal(
            VersionDone.Barred,
            await shop.Versions.SetAsync(barred, shop.Clock.GetUtcNow().AddDays(1), Operator, Stop)
        );
    }

    [Fact]
    public async Task A_version_that_is_given_up_never_comes_into_force()
    {
        await using var shop = await NewShopAsync();
        var young = await shop.LayInAsync(WithRate(4));
        await shop.TryAsync(young);
        var at = shop.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        await shop.Versions.SetAsync(young, at, Operator, Stop);

        Assert.Equal(VersionDone.Done, await shop.Versions.WithdrawAsync(young, Operator, Stop));

        Assert.Null(shop.Book.Next);
        shop.Clock.MoveTo(at + TimeSpan.FromHours(1));
        Assert.Equal(Percent.Of(3), RateOf(shop.Portal));
        await using var after = shop.Node();
        await after.Get<ProgrammeBook>().StartAsync(Stop);
        Assert.Equal(Percent.Of(3), RateOf(after));
    }

    [Fact]
    public async Task A_version_that_was_laid_in_outlives_a_start_with_the_same_file_and_gives_way_to_another_file()
    {
        await using var shop = await NewShopAsync();
        await shop.ComesIntoForceAsync(WithRate(4));

        await using var same = shop.Node();
        await same.Get<ProgrammeBook>().StartAsync(Stop);
        Assert.Equal(Percent.Of(4), RateOf(same));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var text = WithRate(7);
        await using var other = shop.Node(new(Read(text), text, ProgrammeOrigin.File, "shop.json"));
        await other.Get<ProgrammeBook>().StartAsync(Stop);

        Assert.Equal(Percent.Of(7), RateOf(other));
        await shop.Book.RefreshAsync(Stop);
        Assert.Equal(Percent.Of(7), RateOf(shop.Portal));
        Assert.Equal(
            [ProgrammeOrigin.File, ProgrammeOrigin.Upload, ProgrammeOrigin.Preset],
            (await shop.Versions.ListAsync(Stop)).Select(each => each.Origin)
        );
    }

    [Fact]
    public async Task A_file_that_leaves_out_what_members_rely_on_stops_the_start_and_what_waits_gives_way_to_another()
    {
        await using var shop = await NewShopAsync();
        var young = await shop.LayInAsync(WithRate(4));
        await shop.TryAsync(young);
        await shop.Versions.SetAsync(young, shop.Clock.GetUtcNow() + TimeSpan.FromDays(1), Operator, Stop);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var barred = Portal.Configured.Text.Replace("\"RUB\"", "\"KZT\"", StringComparison.Ordinal);
        await using var wrong = shop.Node(new(Read(barred), barred, ProgrammeOrigin.File, "shop.json"));

        await Assert.ThrowsAsync<ProgrammeBarredException>(() => wrong.Get<ProgrammeBook>().StartAsync(Stop));
        Assert.NotNull((await shop.Versions.FindAsync(young, Stop))!.EffectiveAt);
        var text = WithRate(7);
        await using var other = shop.Node(new(Read(text), text, ProgrammeOrigin.File, "shop.json"));
        await other.Get<ProgrammeBook>().StartAsync(Stop);

        Assert.NotNull((await shop.Versions.FindAsync(young, Stop))!.WithdrawnAt);
        shop.Clock.AdvanceDays(2);
        await shop.Book.RefreshAsync(Stop);
        Assert.Equal(Percent.Of(7), RateOf(shop.Portal));
    }

    [Fact]
    public async Task In_the_last_minute_a_version_is_neither_given_up_nor_moved()
    {
        await using var shop = await NewShopAsync();
        var young = await shop.LayInAsync(WithRate(4));
        await shop.TryAsync(young);
        var at = shop.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        await shop.Versions.SetAsync(young, at, Operator, Stop);
        shop.Clock.MoveTo(at - TimeSpan.FromSeconds(59));

        Assert.Equal(VersionDone.TooLate, await shop.Versions.WithdrawAsync(young, Operator, Stop));
        Assert.Equal(
            VersionDone.TooLate,
            await shop.Versions.SetAsync(young, at + TimeSpan.FromDays(1), Operator, Stop)
        );
    }

    [Fact]
    public async Task A_trial_that_ends_its_nodes_is_given_up()
    {
        await using var shop = await NewShopAsync();
        var young = await shop.LayInAsync(WithRate(6));
        await shop.Versions.AskTrialAsync(young, Percent.Zero, Operator, Stop);
        await shop.Portal.QueryAsync(
            (db, stop) =>
                db
                    .ProgrammeVersions.Where(each => each.Number == young)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.TrialTries, 3), stop)
        );

        await shop.Portal.Get<ProgrammeTrials>().RunAsync(Stop);

        Assert.Equal("NodeLost", (await shop.Versions.FindAsync(young, Stop))!.Trial!.Fault);
    }

    [Fact]
    public async Task A_wrong_file_is_told_with_its_lines_and_is_not_kept()
    {
        await using var shop = await NewShopAsync();

        var (wrong, _) = await shop.Versions.AddAsync(
            WithRate(4).Replace("\"currency\"", "\"curency\"", StringComparison.Ordinal),
            Operator,
            Stop
        );
        var (same, _) = await shop.Versions.AddAsync(
            Portal.Configured.Text.Replace("\n", "\r\n", StringComparison.Ordinal),
            Operator,
            Stop
        );

        Assert.Contains(Assert.IsType<VersionAdded.Wrong>(wrong).Faults, fault => fault.Line > 0);
        Assert.IsType<VersionAdded.InForce>(same);
        Assert.Single(await shop.Versions.ListAsync(Stop));
    }

    [Fact]
    public async Task Of_versions_that_are_laid_in_at_once_each_has_a_number_of_its_own()
    {
        await using var shop = await NewShopAsync();
        var texts = Enumerable.Range(4, 6).Select(rate => WithRate(rate)).ToList();

        var numbers = await Task.WhenAll(texts.Select(text => Task.Run(() => shop.LayInAsync(text), Stop)));

        Assert.Equal([2, 3, 4, 5, 6, 7], numbers.Order());
    }

    [Fact]
    public async Task Each_step_is_a_line_of_the_audit()
    {
        await using var shop = await NewShopAsync();
        await shop.ComesIntoForceAsync(WithRate(4));
        var other = await shop.LayInAsync(WithRate(5));
        await shop.Versions.WithdrawAsync(other, Operator, Stop);

        var lines = await shop.Portal.Get<AuditBook>().ListAsync(new AuditQuery(ActorId: Operator), Stop);

        Assert.Equal(
            [
                AuditActions.ProgrammeWithdrawn,
                AuditActions.ProgrammeAdded,
                AuditActions.ProgrammeSet,
                AuditActions.ProgrammeTried,
                AuditActions.ProgrammeAdded,
            ],
            lines.Select(line => line.Action)
        );
    }

    [Fact]
    public async Task A_trial_finds_under_the_version_in_force_what_the_ledger_says()
    {
        await using var shop = await NewShopAsync();
        await LiveAsync(shop);
        var young = await shop.LayInAsync(WithRate(6));

        var trial = await shop.TryAsync(young, spend: 0);

        var (before, after) = (trial.Before!, trial.After!);
        foreach (var (type, found) in SumsOf(before))
        {
            Assert.Equal(await shop.SumAsync(type), found);
        }
        Assert.Equal((3, 0), (before.Members, before.Refused));
        Assert.Equal(before.Purchases, await shop.Portal.QueryAsync((db, stop) => db.Purchases.CountAsync(stop)));
        Assert.Equal(before.Outstanding, await shop.SumAsync(null));
        Assert.True(before.Expired.IsPositive && before.Annulled.IsPositive && before.Bonus.IsPositive);
        // Twice the rate of the lowest level gives twice the points, but for rounding down.
        Assert.Equal(before.Earned + before.Earned, after.Earned);
        Assert.Equal((trial.Against, trial.Fault), (Portal.Programme.Version, null));
    }

    [Fact]
    public async Task A_trial_posts_nothing_and_is_done_by_one_node()
    {
        await using var shop = await NewShopAsync();
        await LiveAsync(shop);
        await using var other = shop.Node();
        var young = await shop.LayInAsync(WithRate(6));
        await shop.Versions.AskTrialAsync(young, Percent.Zero, Operator, Stop);
        var entries = await shop.Portal.QueryAsync((db, stop) => db.Entries.CountAsync(stop));

        var tried = await Task.WhenAll(
            shop.Portal.Get<ProgrammeTrials>().RunAsync(Stop),
            other.Get<ProgrammeTrials>().RunAsync(Stop)
        );

        Assert.Equal(1, tried.Sum());
        Assert.Equal(entries, await shop.Portal.QueryAsync((db, stop) => db.Entries.CountAsync(stop)));
    }

    [Fact]
    public async Task A_trial_whose_node_is_gone_is_begun_anew_after_a_minute()
    {
        await using var shop = await NewShopAsync();
        var young = await shop.LayInAsync(WithRate(6));
        await shop.Versions.AskTrialAsync(young, Percent.Zero, Operator, Stop);
        var begun = shop.Clock.GetUtcNow();
        await shop.Portal.QueryAsync(
            (db, stop) =>
                db
                    .ProgrammeVersions.Where(each => each.Number == young)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.TrialSeenAt, begun), stop)
        );

        Assert.Equal(0, await shop.Portal.Get<ProgrammeTrials>().RunAsync(Stop));
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await shop.Portal.Get<ProgrammeTrials>().RunAsync(Stop));
    }

    /// <summary>Three members, with a return, a cancelled order, an activity, points that end and points that wait. Sums are
    /// such that nothing is rounded.</summary>
    private static async Task LiveAsync(Shopping shop)
    {
        var (anna, boris) = (await shop.Shop.EnrolsAsync(), await shop.Shop.EnrolsAsync());
        await shop.Shop.EnrolsAsync();
        var order = await shop.Shop.SellsAndHandsOverAsync(anna, 10_000, pieces: 2);
        await shop.Shop.SellsAndHandsOverAsync(boris, 20_000);
        shop.Clock.AdvanceDays(10);
        await shop.Shop.TakesBackAsync(order);
        await shop.Shop.CancelsAsync(await shop.Shop.SellsAsync(boris, 5_000));
        await shop.Shop.ThanksAsync(anna, Portal.Programme.Activities[0].Type);
        shop.Clock.AdvanceDays(100);
        await shop.Portal.DueWork.RunAsync(Stop);
        await shop.Shop.SellsAsync(anna, 30_000);
    }

    private static IEnumerable<(EntryType, Points)> SumsOf(TrialFigures figures) =>
        [
            (EntryType.Earned, figures.Earned),
            (EntryType.Bonus, figures.Bonus),
            (EntryType.Annulled, -figures.Annulled),
            (EntryType.Expired, -figures.Expired),
        ];

    private static string WithRate(int rate) =>
        Portal.Configured.Text.Replace("\"rate\": 3", $"\"rate\": {rate}", StringComparison.Ordinal);

    private static Programme Read(string text) =>
        Assert.IsType<ProgrammeRead.Accepted>(ProgrammeFile.Read(text)).Programme;

    private static Percent RateOf(Portal portal) => portal.Get<Programme>().Tiers.List[0].Rate;

    private async Task<Shopping> NewShopAsync()
    {
        var database = NewDatabase();
        if (database.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
        await database.InitializeAsync();
        var shop = new Shopping(database);
        await shop.Book.StartAsync(Stop);
        return shop;
    }

    /// <summary>A shop on a database of its own.</summary>
    private sealed class Shopping : IAsyncDisposable
    {
        private readonly TestDatabase database;

        public Shopping(TestDatabase database)
        {
            this.database = database;
            Portal = new Portal(database, Clock);
            Shop = new Shop(Portal, Clock);
        }

        public TestClock Clock { get; } = new(TestClock.Noon);

        public Portal Portal { get; }

        public Shop Shop { get; }

        public ProgrammeBook Book => Portal.Get<ProgrammeBook>();

        public ProgrammeVersions Versions => Portal.Get<ProgrammeVersions>();

        public Portal Node(ConfiguredProgramme? configured = null) =>
            new(database, Clock, configured ?? Support.Portal.Configured);

        public async Task<int> LayInAsync(string text)
        {
            var (added, number) = await Versions.AddAsync(text, Operator, Stop);
            Assert.IsType<VersionAdded.Kept>(added);
            return number;
        }

        public async Task<ProgrammeTrial> TryAsync(int number, int spend = 50)
        {
            Assert.Equal(VersionDone.Done, await Versions.AskTrialAsync(number, Percent.Of(spend), Operator, Stop));
            Assert.Equal(1, await Portal.Get<ProgrammeTrials>().RunAsync(Stop));
            var trial = (await Versions.FindAsync(number, Stop))!.Trial;
            Assert.NotNull(trial);
            Assert.Null(trial.Fault);
            return trial;
        }

        /// <summary>Brings a version into force, an hour from now; its hash.</summary>
        public async Task<string> ComesIntoForceAsync(string text)
        {
            var number = await LayInAsync(text);
            await TryAsync(number);
            var at = Clock.GetUtcNow() + TimeSpan.FromHours(1);
            Assert.Equal(VersionDone.Done, await Versions.SetAsync(number, at, Operator, Stop));
            Clock.MoveTo(at);
            return Book.Current.Programme.Version;
        }

        /// <summary>The sum of all entries of a kind; null for all.</summary>
        public async Task<Points> SumAsync(EntryType? type)
        {
            var points = await Portal.QueryAsync(
                (db, stop) =>
                    db
                        .Entries.Where(entry => type == null || entry.Type == type)
                        .Select(entry => entry.Points)
                        .ToListAsync(stop)
            );
            return points.Sum(each => each);
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

public sealed class ProgrammeVersionsOnSqlite : ProgrammeVersionTests
{
    protected override TestDatabase NewDatabase() => new SqliteDatabase();
}

public sealed class ProgrammeVersionsOnPostgreSql : ProgrammeVersionTests
{
    protected override TestDatabase NewDatabase() => new PostgreSqlDatabase();
}
