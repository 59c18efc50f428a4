using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Figures;

/// <summary>The figures are those of the ledger at each moment. That they add up to it is looked at after every test of the
/// portal's data (<see cref="FigureChecks"/>); here, while jobs move them and checks put them right.</summary>
public abstract class FigureBookTests : PortalTest
{
    private readonly Portal otherNode;

    protected FigureBookTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    private FigureBook Book => Portal.Get<FigureBook>();

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task In_a_random_life_the_figures_are_those_of_the_ledger_whenever_they_are_moved(int seed)
    {
        var chance = new Random(seed);
        var (one, other) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var life = new TwinLife(Shop, Portal, Clock, chance, one, other);
        for (var step = 0; step < 40; step++)
        {
            await life.StepAsync();
            if (chance.Next(4) == 0)
            {
                await Book.MoveAsync(Stop);
            }
            await Portal.FiguresAddUpAsync();
        }
        await Portal.DueWork.RunAsync(Stop);
        await AdjustAsync(one, 30);
        await AdjustAsync(one, -20);
        await Portal.FiguresAddUpAsync();
        Assert.True(await Book.MoveAsync(Stop) > 0);
        Assert.Equal(0, await Book.MoveAsync(Stop));
        await Portal.FiguresAddUpAsync();
        Assert.Equal(0, await Portal.QueryAsync((db, stop) => db.FigureDeltas.CountAsync(stop)));
    }

    [Fact]
    public async Task Twenty_nodes_that_move_while_shops_post_lose_nothing_and_move_nothing_twice()
    {
        var members = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            members.Add(await Shop.EnrolsAsync());
        }
        await AllAtOnceAsync(
            20,
            async racer =>
            {
                await Shop.SellsAsync(members[racer % members.Count], 10_000);
                await Shop.SellsAsync(members[racer % members.Count], 5_000);
                return await (racer % 2 == 0 ? Portal : otherNode).Get<FigureBook>().MoveAsync(Stop);
            }
        );
        await Portal.FiguresAddUpAsync();
        await Book.MoveAsync(Stop);
        await Portal.FiguresAddUpAsync();
    }

    [Fact]
    public async Task An_entry_counts_in_the_month_in_which_it_took_effect_and_not_in_that_of_its_writing()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        Clock.AdvanceDays(400);
        await Portal.DueWork.RunAsync(Stop);
        var expired = Assert.Single(await Portal.EntriesAsync(member), entry => entry.Type == EntryType.Expired);

        var month = MonthSum.MonthOf(Portal.Programme.Zone.DayOf(expired.At));
        Assert.NotEqual(month, MonthSum.MonthOf(Portal.Programme.Zone.DayOf(expired.PostedAt)));
        var sums = await Book.ReadAsync(Stop);
        Assert.True(sums[new FigureKey(month, expired.Wallet, EntryType.Expired)].Taken >= 30_000);
    }

    [Fact]
    public async Task Sums_of_a_sheet_are_what_the_words_say()
    {
        var before = await SheetAsync();
        var member = await Shop.EnrolsWithPointsAsync(300);
        await Shop.SellsForPointsAsync(member, 100);
        await AdjustAsync(member, 50);
        await AdjustAsync(member, -20);
        var after = await SheetAsync();

        // 300 and 50 came, 100 were spent, 20 were taken off: the shop owes 230 more.
        Assert.Equal(Points.Whole(350), after.Issued - before.Issued);
        Assert.Equal(Points.Whole(100), after.Spent - before.Spent);
        Assert.Equal(Points.Whole(20), after.TakenOff - before.TakenOff);
        Assert.Equal(Points.Whole(230), after.Outstanding - before.Outstanding);
        var sheet = FigureSheet.Of(
            await Book.ReadAsync(Stop),
            Wallet,
            new DateOnly(2020, 1, 1),
            new DateOnly(2030, 12, 1)
        );
        var left = Points.Zero;
        foreach (var line in sheet.Lines)
        {
            left += line.Issued - line.Spent - line.Expired - line.Annulled - line.TakenOff;
            Assert.Equal(left, line.Outstanding);
        }
        Assert.Equal(left, sheet.Total.Outstanding);
    }

    [Fact]
    public void Rates_are_shares_of_what_was_issued_and_nothing_where_none_was()
    {
        var month = new DateOnly(2026, 3, 1);
        var sums = new Dictionary<FigureKey, FigureSum>
        {
            [new(month, Wallet, EntryType.Earned)] = new(30_000, 0, 3),
            [new(month, Wallet, EntryType.Adjusted)] = new(10_000, 5_000, 2),
            [new(month, Wallet, EntryType.Redeemed)] = new(0, 20_000, 1),
            [new(month, Wallet, EntryType.Restored)] = new(5_000, 0, 1),
            [new(month, Wallet, EntryType.Expired)] = new(0, 5_000, 1),
        };

        var line = FigureSheet.Of(sums, Wallet, month, month.AddMonths(1)).Lines;

        Assert.Equal(Points.Whole(400), line[0].Issued);
        Assert.Equal(37.5m, line[0].RedemptionRate);
        Assert.Equal(12.5m, line[0].Breakage);
        Assert.Equal(Points.Whole(150), line[0].Outstanding);
        Assert.Null(line[1].RedemptionRate);
        Assert.Equal(Points.Whole(150), line[1].Outstanding);
    }

    [Fact]
    public async Task The_first_check_fills_the_figures_and_later_ones_name_what_somebody_changed()
    {
        var check = Portal.Get<FigureCheck>();
        var member = await Shop.EnrolsWithPointsAsync(300);
        await Shop.SellsForPointsAsync(member, 100);
        await Book.MoveAsync(Stop);
        await ForgetAsync();

        var first = await check.RunAsync(Stop);

        Assert.True(first.IsFirst);
        Assert.Empty(first.Differences);
        Assert.Equal(await Portal.QueryAsync((db, stop) => db.Entries.LongCountAsync(stop)), first.Entries);
        await Portal.FiguresAddUpAsync();
        await Book.MoveAsync(Stop);

        Assert.Equal(0, (await check.RunAsync(Stop)).Count);

        var month = MonthSum.MonthOf(Portal.Programme.Zone.DayOf(Clock.GetUtcNow()));
        await Portal.QueryAsync(
            (db, stop) =>
                db
                    .MonthFigures.Where(each => each.Type == EntryType.Redeemed && each.Month == month)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(each => each.Taken, each => each.Taken - 700)
                                .SetProperty(each => each.Entries, each => each.Entries + 2),
                        stop
                    )
        );
        var found = await check.RunAsync(Stop);

        Assert.False(found.IsFirst);
        Assert.Equal(
            new FigureDifference(month, Wallet, EntryType.Redeemed, 0, 700, -2),
            Assert.Single(found.Differences)
        );
        Assert.Equivalent(found, await check.LastAsync(Stop), strict: true);
        await Portal.FiguresAddUpAsync();
        await Book.MoveAsync(Stop);
        Assert.Equal(0, (await check.RunAsync(Stop)).Count);
    }

    [Fact]
    public async Task Checks_of_two_nodes_at_once_put_a_figure_right_once_while_shops_post()
    {
        var members = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            members.Add(await Shop.EnrolsWithPointsAsync(300));
        }
        await Book.MoveAsync(Stop);
        await Portal.Get<FigureCheck>().RunAsync(Stop);
        await Portal.QueryAsync(
            (db, stop) =>
                db.MonthFigures.ExecuteUpdateAsync(
                    set => set.SetProperty(each => each.Added, each => each.Added + 700),
                    stop
                )
        );

        await AllAtOnceAsync(
            12,
            async racer =>
            {
                var node = racer % 2 == 0 ? Portal : otherNode;
                await Shop.SellsAsync(members[racer % members.Count], 10_000);
                await node.Get<FigureBook>().MoveAsync(Stop);
                return racer < 4 ? await node.Get<FigureCheck>().RunAsync(Stop) : null;
            }
        );

        await Portal.FiguresAddUpAsync();
        Assert.Equal(0, (await Portal.Get<FigureCheck>().RunAsync(Stop)).Count);
    }

    private static string Wallet => Portal.Programme.Wallets[0].Id;

    private async Task<FigureLine> SheetAsync() =>
        FigureSheet.Of(await Book.ReadAsync(Stop), Wallet, new DateOnly(2020, 1, 1), new DateOnly(2030, 12, 1)).Total;

    /// <summary>As a portal is that had entries before it had figures.</summary>
    private Task<int> ForgetAsync() =>
        Portal.QueryAsync(
            async (db, stop) =>
                await db.FigureDeltas.ExecuteDeleteAsync(stop)
                + await db.MonthFigures.ExecuteDeleteAsync(stop)
                + await db.Settings.Where(each => each.Name == "figures:check").ExecuteDeleteAsync(stop)
        );

    private Task<Data.Postings.PostingAnswer> AdjustAsync(Guid member, long points) =>
        Portal.Postings.RunAsync(
            member,
            earliest: null,
            claim: null,
            (scope, _) =>
            {
                var done = AdjustmentPosting.Post(
                    scope.Journal!,
                    new Adjustment(Wallet, Points.Whole(points), null, null)
                );
                return Task.FromResult(new Data.Postings.PostingAnswer(done.Refusal is null ? 200 : 409, string.Empty));
            },
            Stop
        );
}

public sealed class FigureBookOnSqlite(SqliteDatabase database)
    : FigureBookTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class FigureBookOnPostgreSql(PostgreSqlDatabase database)
    : FigureBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
