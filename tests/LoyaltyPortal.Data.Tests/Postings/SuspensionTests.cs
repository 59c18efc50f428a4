using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>What the operator stops (programmes.md, "Suspension") reaches every lot, page and node.</summary>
public abstract class SuspensionTests(TestDatabase database) : PortalTest(database)
{
    /// <summary>The tests of a class share a database, and a suspension is everybody's.</summary>
    public override async ValueTask DisposeAsync()
    {
        await using (var db = Portal.Databases.Create())
        {
            await db.Suspensions.ExecuteDeleteAsync(Stop);
        }
        await base.DisposeAsync();
    }

    private Suspending Suspending => Portal.Get<Suspending>();

    [Fact]
    public async Task A_stopped_clock_is_written_to_every_lot_that_it_reaches_and_no_other()
    {
        var active = await Shop.EnrolsWithPointsAsync(300);
        var before = await EndAsync(active);
        var pending = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(pending, 10_000);
        var pendingBefore = await EndAsync(pending);
        var from = Clock.GetUtcNow().AddDays(1);

        // Four days; the pending lot starts when the clock runs again.
        await Suspending.SetAsync(Clocks(from, from.AddDays(4)), Switches.All, Stop);

        Assert.Equal(before!.Value.AddDays(4), await EndAsync(active));
        Assert.Equal(pendingBefore, await EndAsync(pending));
    }

    [Fact]
    public async Task Another_setting_takes_the_place_of_what_it_overlaps_from_its_start_on()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var before = await EndAsync(member);
        var from = Clock.GetUtcNow();
        await Suspending.SetAsync(Clocks(from, from.AddDays(10)), Switches.All, Stop);
        Assert.Equal(before!.Value.AddDays(10), await EndAsync(member));

        // Three days on the operator lets it end two days later: five days were stopped in all.
        await Suspending.SetAsync(Clocks(from.AddDays(3), from.AddDays(5)), Switches.All, Stop);

        Assert.Equal(before.Value.AddDays(5), await EndAsync(member));
        Assert.Equal(2, Portal.Get<SuspensionBook>().Current.List.Count);
    }

    [Fact]
    public async Task What_had_ended_before_stays_ended_and_what_was_to_end_lives_on()
    {
        var ended = await Shop.EnrolsWithPointsAsync(300);
        Clock.AdvanceDays(60);
        var living = await Shop.EnrolsWithPointsAsync(200);
        Clock.AdvanceDays(40);
        Assert.Equal(Has(), await Portal.BalanceAsync(ended));
        var from = Clock.GetUtcNow();

        await Suspending.SetAsync(Clocks(from, from.AddDays(30)), Switches.All, Stop);
        Clock.AdvanceDays(60);
        await Portal.DueWork.RunAsync(Stop);

        // The second lot had less than 60 days left and got 30 more.
        Assert.Equal(Has(), await Portal.BalanceAsync(ended));
        Assert.Equal(Has(active: 200), await Portal.BalanceAsync(living));
        await Portal.AddsUpAsync(living);
        await Portal.EntriesEqualBalancesAsync(ended);
    }

    [Fact]
    public async Task Another_node_sees_it_when_it_looks()
    {
        await using var other = new Portal(Database, Clock);
        var from = Clock.GetUtcNow();
        await Suspending.SetAsync(
            new Suspension(Earning: true, Spending: true, ExpiryClock: false, from, from.AddDays(1)),
            Switches.All,
            Stop
        );

        await other.Get<SuspensionBook>().RefreshAsync(Stop);

        Assert.True(other.Get<SuspensionBook>().Current.StopEarningAt(from));
        Assert.True(other.Get<SuspensionBook>().Current.StopSpendingAt(from));
    }

    [Fact]
    public async Task While_spending_is_suspended_no_points_can_be_kept()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var from = Clock.GetUtcNow();
        await Suspending.SetAsync(
            new Suspension(Earning: false, Spending: true, ExpiryClock: false, from, from.AddDays(1)),
            Switches.All,
            Stop
        );

        var answer = await Shop.TryHoldAsync(member, 100, Shop.OrderFor(200));

        Assert.Equal("redemption-not-allowed", answer.Body);
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
    }

    /// <summary>The last day of a member's only lot, as it lies in the table.</summary>
    private Task<DateOnly?> EndAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) => db.Lots.Where(lot => lot.AccountId == member).Select(lot => lot.EndsOn).SingleAsync(stop)
        );

    private static Suspension Clocks(DateTimeOffset from, DateTimeOffset to) =>
        new(Earning: false, Spending: false, ExpiryClock: true, from, to);
}

public sealed class SuspensionOnSqlite(SqliteDatabase database)
    : SuspensionTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class SuspensionOnPostgreSql(PostgreSqlDatabase database)
    : SuspensionTests(database),
        IClassFixture<PostgreSqlDatabase>;
