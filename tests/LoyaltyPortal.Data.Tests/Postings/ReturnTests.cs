using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Returns;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>What goods that come back undo (programmes.md, "Returns" and "Exact arithmetic", 7 and 9).</summary>
public abstract class ReturnTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Piece_by_piece_ends_where_all_at_once_ends()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 3_336, pieces: 3);

        var annulled = new List<Points>();
        for (var piece = 0; piece < 3; piece++)
        {
            annulled.Add((await Shop.TakesBackAsync(order)).Annulled);
        }

        // 100 points on three pieces: 33.33, 66.67 and 100, half up.
        Assert.Equal([Points.Whole(33), Points.Whole(34), Points.Whole(33)], annulled);
        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        Assert.Equal("return-exceeds-purchase", (await Shop.TryTakeBackAsync(order)).Answer.Body);
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task Spent_points_go_back_to_their_own_lots_the_latest_ending_first()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(1);
        await Shop.SellsAndHandsOverAsync(member, 6_700);
        Clock.AdvanceDays(7);
        var order = await Shop.SellsForPointsAsync(member, 500, pieces: 5);
        Assert.Equal(Has(active: 1), await Portal.BalanceAsync(member));

        var first = await Shop.TakesBackAsync(order);
        var second = await Shop.TakesBackAsync(order, pieces: 2);

        var (sooner, later) = (new DateOnly(2026, 6, 7), new DateOnly(2026, 6, 8));
        Assert.Equal([(Points.Whole(100), later)], Told(first));
        Assert.Equal([(Points.Whole(100), later), (Points.Whole(100), sooner)], Told(second));
        Assert.Equal(
            [(Points.Whole(100), sooner), (Points.Whole(201), later)],
            (await Portal.LotsAsync(member)).Select(lot => (lot.Remaining, lot.EndsOn!.Value))
        );
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task Spent_points_whose_lot_has_ended_come_back_for_the_days_of_grace()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var order = await Shop.SellsForPointsAsync(member, 300);
        Clock.MoveTo(Moscow(6, 20, 12));

        var result = await Shop.TakesBackAsync(order);

        Assert.Equal([(Points.Whole(300), new DateOnly(2026, 7, 4))], Told(result));
        Clock.MoveTo(Moscow(7, 4, 23, 59));
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        Clock.MoveTo(Moscow(7, 5));
        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task Goods_paid_more_than_a_year_ago_can_still_be_taken_back()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000, pieces: 2);
        Clock.AdvanceDays(400);

        var result = await Shop.TakesBackAsync(order);

        Assert.Equal((Points.Whole(150), Points.Zero, Points.Zero), (result.Annulled, result.Restored, result.Debt));
        var counted = await CountedAsync(member);
        Assert.Equal((Money.Whole(5_000), 1), (counted.Sum, counted.Orders));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task Goods_taken_back_lower_the_level_at_once()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 40_000);
        await Shop.SellsAndHandsOverAsync(member, 40_000);
        await Shop.SellsAndHandsOverAsync(member, 40_000);
        Clock.AdvanceDays(8);

        var result = await Shop.TakesBackAsync(order);

        Assert.Equal(("regular", "base"), (result.TierBefore!, result.TierAfter!));
        var counted = await CountedAsync(member);
        Assert.Equal((Money.Whole(80_000), 2), (counted.Sum, counted.Orders));
    }

    [Fact]
    public async Task A_cancelled_order_gives_back_all_it_took_and_takes_back_all_it_gave()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var priced = Shop.Order(Shop.PriceEarning(300));
        var order = await Shop.SellsAsync(member, priced, await Shop.HoldsAsync(member, 300, priced));
        // Paid with 10,000 less 300: 3 % of 9,700.
        Assert.Equal(Has(pending: 291), await Portal.BalanceAsync(member));

        var result = await Shop.CancelsAsync(order);

        Assert.Equal((Points.Whole(291), Points.Whole(300)), (result.Annulled, result.Restored));
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        Assert.Equal("order-cancelled", (await Shop.TryTakeBackAsync(order)).Answer.Body);
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task A_return_is_kept_with_what_it_did()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var order = await Shop.SellsForPointsAsync(member, 300, pieces: 3);

        var result = await Shop.TakesBackAsync(order, pieces: 2);

        var kept = await Portal.QueryAsync(
            async (db, stop) =>
            {
                var purchase = await db.Purchases.FirstAsync(each => each.OrderId == order, stop);
                return await db.Returns.AsNoTracking().FirstAsync(each => each.PurchaseId == purchase.Id, stop);
            }
        );
        Assert.Equivalent(result, kept.Result, strict: true);
        Assert.Equal([new ReturnedLine("1", 2)], kept.Lines);
    }

    private static IEnumerable<(Points Points, DateOnly EndsOn)> Told(ReturnResult result) =>
        result.Lots.Select(lot => (lot.Points, lot.EndsOn!.Value));

    private async Task<(Money Sum, int Orders)> CountedAsync(Guid member)
    {
        var days = await Portal.QueryAsync(
            (db, stop) => db.QualifyingDays.Where(day => day.AccountId == member).ToListAsync(stop)
        );
        return (days.Sum(day => day.Sum), days.Sum(day => day.Orders));
    }

    private async Task AllAddsUpAsync(Guid member)
    {
        await Portal.DueWork.RunAsync(Stop);
        await Portal.AddsUpAsync(member);
        await Portal.EntriesEqualBalancesAsync(member);
    }
}

public sealed class ReturnsOnSqlite(SqliteDatabase database) : ReturnTests(database), IClassFixture<SqliteDatabase>;

public sealed class ReturnsOnPostgreSql(PostgreSqlDatabase database)
    : ReturnTests(database),
        IClassFixture<PostgreSqlDatabase>;
