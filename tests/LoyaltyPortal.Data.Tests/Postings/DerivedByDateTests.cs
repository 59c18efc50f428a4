using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>Balances and levels follow from the date alone; no job has to run (design.md, "Ledger").</summary>
public abstract class DerivedByDateTests(TestDatabase database) : PortalTest(database)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Points_are_pending_then_active_then_ended_by_the_clock_alone()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(member));

        // stomatorg: usable seven days after payment, valid to the end of the 90th day after that.
        Clock.MoveTo(Moscow(3, 9) - Moment);
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(member));
        Clock.MoveTo(Moscow(3, 9));
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        Clock.MoveTo(Moscow(6, 8) - Moment);
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        Clock.MoveTo(Moscow(6, 8));
        Assert.Equal(Has(), await Portal.BalanceAsync(member));

        Assert.Empty(await Portal.LotsAsync(member));
        Assert.Single(await Portal.EntriesAsync(member));
    }

    [Fact]
    public async Task Points_of_goods_received_late_start_on_that_day_and_live_from_it()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);
        Clock.MoveTo(Moscow(3, 20, 12));
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(member));

        await Shop.HandsOverAsync(order);

        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        var lot = Assert.Single(await Portal.LotsAsync(member));
        Assert.Equal((new DateOnly(2026, 3, 20), new DateOnly(2026, 6, 18)), (lot.StartsOn!.Value, lot.EndsOn!.Value));
    }

    [Fact]
    public async Task A_hold_frees_its_points_by_the_clock_alone()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await Shop.HoldsAsync(member, 200, Shop.OrderFor(200));
        Assert.Equal(Has(active: 100, held: 200), await Portal.BalanceAsync(member));

        Clock.Advance(TimeSpan.FromMinutes(15) - Moment);
        Assert.Equal(Has(active: 100, held: 200), await Portal.BalanceAsync(member));
        Clock.Advance(Moment);
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
    }

    [Fact]
    public async Task The_level_changes_the_day_after_accrual_and_again_when_orders_leave_the_window()
    {
        var member = await Shop.EnrolsAsync();
        for (var i = 0; i < 3; i++)
        {
            await Shop.SellsAndHandsOverAsync(member, 40_000);
        }

        // Paid on 2 March, accrued on the 9th, counted from the 10th to the 365th day after payment.
        Clock.MoveTo(Moscow(3, 10) - Moment);
        Assert.Equal("base", await TierAsync(member));
        Clock.MoveTo(Moscow(3, 10));
        Assert.Equal("regular", await TierAsync(member));
        Clock.MoveTo(Moscow(3, 2).AddDays(366) - Moment);
        Assert.Equal("regular", await TierAsync(member));
        Clock.MoveTo(Moscow(3, 2).AddDays(366));
        Assert.Equal("base", await TierAsync(member));
    }

    [Fact]
    public async Task What_ends_is_told_by_last_day_soonest_first()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        await Shop.SellsAndHandsOverAsync(member, 20_000);
        Clock.AdvanceDays(1);
        await Shop.SellsAndHandsOverAsync(member, 1_000);
        Clock.AdvanceDays(7);

        var wallet = Assert.Single((await Portal.AccountAsync(member)).Wallets);

        Assert.Equal(
            [new(Points.Whole(900), new DateOnly(2026, 6, 7)), new(Points.Whole(30), new DateOnly(2026, 6, 8))],
            wallet.Endings
        );
    }

    private async Task<string> TierAsync(Guid member) => (await Portal.AccountAsync(member)).Standing.Tier.Id;
}

public sealed class DerivedByDateOnSqlite(SqliteDatabase database)
    : DerivedByDateTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class DerivedByDateOnPostgreSql(PostgreSqlDatabase database)
    : DerivedByDateTests(database),
        IClassFixture<PostgreSqlDatabase>;
