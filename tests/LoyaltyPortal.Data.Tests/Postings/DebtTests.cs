using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>Annulled points that were spent already (programmes.md, "Exact arithmetic", 8).</summary>
public abstract class DebtTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Goods_taken_back_after_their_points_were_spent_make_a_debt_that_the_next_active_points_settle()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 200);

        var result = await Shop.TakesBackAsync(order);

        Assert.Equal((Points.Whole(300), Points.Whole(200)), (result.Annulled, result.Debt));
        Assert.Equal(Has(debt: 200), await Portal.BalanceAsync(member));

        await Shop.SellsAndHandsOverAsync(member, 5_000);
        await Shop.SellsAndHandsOverAsync(member, 3_000);
        Assert.Equal(Has(pending: 240, debt: 200), await Portal.BalanceAsync(member));
        Clock.AdvanceDays(7);
        Assert.Equal(Has(active: 40), await Portal.BalanceAsync(member));

        await Shop.SellsForPointsAsync(member, 40);
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task Points_that_ended_unspent_never_become_a_debt()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000, pieces: 2);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 100);
        Clock.AdvanceDays(100);

        var first = await Shop.TakesBackAsync(order);
        var second = await Shop.TakesBackAsync(order);

        // 200 of 300 ended; of the second 150 annulled, 50 had ended and 100 had been spent.
        Assert.Equal((Points.Whole(150), Points.Zero), (first.Annulled, first.Debt));
        Assert.Equal((Points.Whole(150), Points.Whole(100)), (second.Annulled, second.Debt));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task A_debt_is_settled_at_once_from_the_points_that_end_soonest_whenever_they_became_active()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000, pieces: 2);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 300);
        await Shop.ThanksAsync(member, "questionnaire");
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.MoveTo(Moscow(3, 20, 12));

        await Shop.TakesBackAsync(order);

        Assert.Equal(Has(active: 250), await Portal.BalanceAsync(member));
        Assert.Equal(
            [Points.Whole(150), Points.Whole(100)],
            (await Portal.LotsAsync(member)).Select(lot => lot.Remaining)
        );
        var settled = (await Portal.EntriesAsync(member))[^1];
        Assert.Equal((EntryType.DebtSettled, Moscow(3, 20, 12)), (settled.Type, settled.At));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task A_hold_protects_its_points_from_a_debt_until_its_time_runs_out()
    {
        var (member, returned) = await WithSpentAndActiveAsync();
        await Shop.HoldsAsync(member, 200, Shop.OrderFor(200));
        var ends = Clock.GetUtcNow() + TimeSpan.FromMinutes(15);

        await Shop.TakesBackAsync(returned);

        Assert.Equal(Has(held: 200, debt: 200), await Portal.BalanceAsync(member));
        Clock.AdvanceDays(1);
        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        await Portal.DueWork.RunAsync(Stop);
        var settled = (await Portal.EntriesAsync(member))[^1];
        Assert.Equal((Points.Whole(200), ends), (settled.Settled, settled.At));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task A_hold_that_is_given_up_leaves_its_points_to_the_debt_at_that_moment()
    {
        var (member, returned) = await WithSpentAndActiveAsync();
        var hold = await Shop.HoldsAsync(member, 300, Shop.OrderFor(300));
        await Shop.TakesBackAsync(returned);
        Assert.Equal(Has(held: 300, debt: 300), await Portal.BalanceAsync(member));
        Clock.Advance(TimeSpan.FromMinutes(5));

        await Shop.FreesAsync(member, hold);

        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        var settled = (await Portal.EntriesAsync(member))[^1];
        Assert.Equal((Points.Whole(300), Clock.GetUtcNow()), (settled.Settled, settled.At));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task A_hold_made_before_the_debt_is_still_spent_in_full()
    {
        var (member, returned) = await WithSpentAndActiveAsync();
        var order = Shop.OrderFor(300);
        var hold = await Shop.HoldsAsync(member, 300, order);
        await Shop.TakesBackAsync(returned);

        await Shop.SellsAsync(member, order, hold);

        Assert.Equal(Has(debt: 300), await Portal.BalanceAsync(member));
        await AllAddsUpAsync(member);
    }

    [Fact]
    public async Task With_a_debt_nothing_can_be_spent_that_is_not_active_after_it()
    {
        var (member, returned) = await WithSpentAndActiveAsync();
        await Shop.TakesBackAsync(returned);

        var answer = await Shop.TryHoldAsync(member, 1, Shop.OrderFor(1));

        Assert.Equal((422, "redemption-not-allowed"), (answer.Status, answer.Body));
    }

    /// <summary>300 points of the first order are spent, 300 of another one are active.</summary>
    private async Task<(Guid Member, string FirstOrder)> WithSpentAndActiveAsync()
    {
        var member = await Shop.EnrolsAsync();
        var first = await Shop.SellsAndHandsOverAsync(member, 10_000);
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 300);
        return (member, first);
    }

    private async Task AllAddsUpAsync(Guid member)
    {
        await Portal.DueWork.RunAsync(Stop);
        await Portal.AddsUpAsync(member);
        await Portal.EntriesEqualBalancesAsync(member);
    }
}

public sealed class DebtsOnSqlite(SqliteDatabase database) : DebtTests(database), IClassFixture<SqliteDatabase>;

public sealed class DebtsOnPostgreSql(PostgreSqlDatabase database)
    : DebtTests(database),
        IClassFixture<PostgreSqlDatabase>;
