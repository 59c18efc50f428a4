using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>Paging through the ledger by marks: nothing twice, nothing left out.</summary>
public abstract class HistoryPageTests(TestDatabase database) : PortalTest(database)
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(200)]
    public async Task Pages_show_every_entry_once_newest_first_there_and_back(int limit)
    {
        var member = await WithFifteenEntriesAsync();
        var all = await NewestFirstAsync(member);

        var there = await PagesAsync(member, limit);
        var back = new List<EntryPage> { there[^1] };
        while (back[0].Newer is { } newer)
        {
            back.Insert(0, await PageAsync(member, new EntryQuery(limit, Before: newer)));
        }

        Assert.Equal(all, Numbers(there));
        Assert.Equal(there.Select(page => page.Entries.Count), back.Select(page => page.Entries.Count));
        Assert.Equal(all, Numbers(back));
        Assert.Equal((null, null), (there[0].Newer, there[^1].Older));
        Assert.Null(back[0].Newer);
    }

    [Fact]
    public async Task Entries_added_meanwhile_move_nothing_on_the_pages_that_follow()
    {
        var member = await WithFifteenEntriesAsync();
        var all = await NewestFirstAsync(member);
        var first = await PageAsync(member, new EntryQuery(5));
        await Shop.SellsAsync(member, 1_000);
        Clock.AdvanceDays(1);
        await Shop.SellsAsync(member, 1_000);

        var rest = await PagesAsync(member, 5, first.Older);

        Assert.Equal(all, Numbers([first, .. rest]));
    }

    [Fact]
    public async Task The_way_back_shows_what_was_added_meanwhile()
    {
        var member = await WithFifteenEntriesAsync();
        var first = await PageAsync(member, new EntryQuery(5));
        var second = await PageAsync(member, new EntryQuery(5, After: first.Older));
        await Shop.SellsAsync(member, 1_000);

        var back = await PageAsync(member, new EntryQuery(5, Before: second.Newer));
        var newest = await PageAsync(member, new EntryQuery(5, Before: back.Newer));

        Assert.Equal(Numbers([first]), Numbers([back]));
        Assert.Equal((await NewestFirstAsync(member)).Take(1), Numbers([newest]));
        Assert.Null(newest.Newer);
    }

    [Fact]
    public async Task A_filter_by_type_pages_through_these_entries_only()
    {
        var member = await WithFifteenEntriesAsync();
        IReadOnlyList<EntryType> types = [EntryType.Redeemed, EntryType.Annulled];

        var first = await PageAsync(member, new EntryQuery(2, Types: types));
        var second = await PageAsync(member, new EntryQuery(2, After: first.Older, Types: types));

        Assert.Equal(
            [EntryType.Annulled, EntryType.Redeemed, EntryType.Redeemed],
            first.Entries.Concat(second.Entries).Select(entry => entry.Type)
        );
        Assert.Null(second.Older);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Every_choice_shows_what_it_says_and_nothing_else_there_and_back(int limit)
    {
        var member = await WithFifteenEntriesAsync();
        var all = await Portal.EntriesAsync(member);
        var days = all.Select(entry => Portal.Programme.Zone.DayOf(entry.At)).Distinct().Order().ToList();
        EntryQuery[] choices =
        [
            new(limit, Types: [EntryType.Earned, EntryType.Bonus]),
            new(limit, Channel: "web"),
            new(limit, Channel: "web", Types: [EntryType.Redeemed]),
            new(limit, Channel: "store"),
            new(limit, From: days[1]),
            new(limit, To: days[0]),
            new(limit, From: days[1], To: days[1], Channel: "web", Types: [EntryType.Earned, EntryType.Annulled]),
            new(limit, From: days[^1].AddDays(1)),
        ];
        foreach (var choice in choices)
        {
            var wanted = all.Where(entry => IsWanted(entry, choice))
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Number)
                .Select(entry => entry.Number);

            var there = new List<EntryPage> { await PageAsync(member, choice) };
            while (there[^1].Older is { } older)
            {
                there.Add(await PageAsync(member, choice with { After = older }));
            }
            var back = new List<EntryPage> { there[^1] };
            while (back[0].Newer is { } newer)
            {
                back.Insert(0, await PageAsync(member, choice with { Before = newer }));
            }

            Assert.Equal(wanted, Numbers(there));
            Assert.Equal(wanted, Numbers(back));
        }
        Assert.Contains(all, entry => IsWanted(entry, choices[2]));
        Assert.Contains(all, entry => IsWanted(entry, choices[6]));
    }

    private static bool IsWanted(Entry entry, EntryQuery choice)
    {
        var day = Portal.Programme.Zone.DayOf(entry.At);
        return (choice.Types?.Contains(entry.Type) ?? true)
            && (choice.Channel is null || entry.Channel == choice.Channel)
            && (choice.From is not { } from || day >= from)
            && (choice.To is not { } to || day <= to);
    }

    [Fact]
    public async Task Points_that_ended_belong_to_no_channel_and_all_that_an_order_moved_to_its_own()
    {
        var member = await WithFifteenEntriesAsync();
        await Shop.SellsAndHandsOverAsync(member, 1_000);
        Clock.AdvanceDays(400);
        await Portal.DueWork.RunAsync(Stop);

        var all = await Portal.EntriesAsync(member);

        Assert.Contains(all, entry => entry.Type == EntryType.Expired);
        Assert.All(
            all,
            entry =>
                Assert.Equal(
                    entry.Type is EntryType.Expired or EntryType.Bonus or EntryType.DebtSettled ? null : "web",
                    entry.Channel
                )
        );
    }

    [Fact]
    public async Task An_entry_is_shown_with_the_present_dates_of_its_lot()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);
        var before = Assert.Single((await PageAsync(member, new EntryQuery(5))).Entries);
        await Shop.HandsOverAsync(order);

        var after = Assert.Single((await PageAsync(member, new EntryQuery(5))).Entries);

        Assert.Equal((null, null), (before.StartsOn, before.EndsOn));
        Assert.Equal(
            (new DateOnly(2026, 3, 9), new DateOnly(2026, 6, 7)),
            (after.StartsOn!.Value, after.EndsOn!.Value)
        );
        Assert.Equal(order, after.OrderId);
        Assert.Equal(Portal.Programme.Version, after.ProgrammeVersion);
        Assert.Equal(ReasonCodes.Purchase, after.Reason.Code);
        Assert.Equal(before.Explanation.Select(Shown), after.Explanation.Select(Shown));
        Assert.Contains("rate-by-tier rate=r:30000 tier=t:base", after.Explanation.Select(Shown));
    }

    [Fact]
    public async Task Entries_of_another_member_are_never_shown()
    {
        var (ours, theirs) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(300));
        await Shop.SellsForPointsAsync(theirs, 300);
        var number = (await Portal.EntriesAsync(theirs))[^1].Number;

        Assert.Empty((await PageAsync(ours, new EntryQuery(5))).Entries);
        Assert.Null(await EntryAsync(ours, number));
        Assert.NotNull(await EntryAsync(theirs, number));
    }

    [Fact]
    public async Task One_entry_is_told_with_its_lots_and_its_order()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await Shop.ThanksAsync(member, "questionnaire");
        var order = await Shop.SellsForPointsAsync(member, 350, pieces: 2);
        var spent = (await Portal.EntriesAsync(member))[^1];

        var detail = await EntryAsync(member, spent.Number);

        Assert.NotNull(detail);
        Assert.Equal(EntryType.Redeemed, detail.Entry.Type);
        Assert.Null(detail.Entry.LotNumber);
        Assert.Equal(
            [(-30_000L, new DateOnly(2026, 6, 7)), (-5_000L, null)],
            detail.Lots.OrderBy(lot => lot.Points).Select(lot => (lot.Points.Hundredths, lot.EndsOn))
        );
        Assert.Equal(order, detail.Purchase?.OrderId);
    }

    /// <summary>Fifteen entries, several of them at the same moment.</summary>
    private async Task<Guid> WithFifteenEntriesAsync()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);
        for (var i = 0; i < 4; i++)
        {
            await Shop.SellsAsync(member, 1_000);
        }
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 10);
        await Shop.SellsForPointsAsync(member, 20);
        for (var i = 0; i < 5; i++)
        {
            await Shop.SellsAsync(member, 1_000);
        }
        Clock.AdvanceDays(1);
        await Shop.TakesBackAsync(order);
        await Shop.ThanksAsync(member, "questionnaire");
        Assert.Equal(15, (await Portal.EntriesAsync(member)).Count);
        return member;
    }

    private async Task<List<EntryPage>> PagesAsync(Guid member, int limit, string? after = null)
    {
        var pages = new List<EntryPage> { await PageAsync(member, new EntryQuery(limit, after)) };
        while (pages[^1].Older is { } older)
        {
            pages.Add(await PageAsync(member, new EntryQuery(limit, older)));
        }
        return pages;
    }

    private Task<EntryPage> PageAsync(Guid member, EntryQuery query) =>
        Portal.ReadAsync((reading, stop) => reading.EntriesAsync(member, query, stop));

    private Task<EntryDetail?> EntryAsync(Guid member, long number) =>
        Portal.ReadAsync((reading, stop) => reading.EntryAsync(member, number, stop));

    private async Task<IEnumerable<long>> NewestFirstAsync(Guid member) =>
        (await Portal.EntriesAsync(member))
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Number)
            .Select(entry => entry.Number);

    private static IEnumerable<long> Numbers(IEnumerable<EntryPage> pages) =>
        pages.SelectMany(page => page.Entries).Select(entry => entry.Number);

    private static string Shown(Reason reason) =>
        string.Join(
            ' ',
            reason
                .Args.OrderBy(arg => arg.Key, StringComparer.Ordinal)
                .Select(arg => $"{arg.Key}={arg.Value}")
                .Prepend(reason.Code)
        );
}

public sealed class HistoryPagesOnSqlite(SqliteDatabase database)
    : HistoryPageTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class HistoryPagesOnPostgreSql(PostgreSqlDatabase database)
    : HistoryPageTests(database),
        IClassFixture<PostgreSqlDatabase>;
