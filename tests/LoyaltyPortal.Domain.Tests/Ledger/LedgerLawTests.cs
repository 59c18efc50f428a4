using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>What holds after every step of any history, in each of the five programmes and in some that chance made.</summary>
public class LedgerLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60);

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Entries_add_up_to_active_and_held_and_pending_less_debt(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                foreach (var (wallet, balance) in world.Balances())
                {
                    var sum = world.Entries.Where(entry => entry.Wallet == wallet).Sum(entry => entry.Points);
                    Assert.Equal(balance.Active + balance.Held + balance.Pending - balance.Debt, sum);
                }
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void No_lot_or_balance_is_ever_negative_and_no_lot_grows_beyond_what_it_was(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                Assert.All(
                    world.Lots,
                    lot =>
                    {
                        Assert.True(lot.Remaining >= Points.Zero && lot.Expired >= Points.Zero);
                        Assert.True(lot.Remaining + lot.Expired <= lot.Earned);
                        Assert.Equal(lot.Remaining.IsPositive, lot.IsOpen);
                    }
                );
                Assert.All(
                    world.Balances().Values,
                    balance =>
                    {
                        Assert.True(balance.Active >= Points.Zero && balance.Held >= Points.Zero);
                        Assert.True(balance.Pending >= Points.Zero && balance.Debt >= Points.Zero);
                        Assert.True(balance.Debt.IsZero || balance.Active.IsZero, "A debt stays beside active points.");
                    }
                );
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Without_a_debt_balances_are_read_by_date_and_wait_for_no_job(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                var read = world.BalancesAsTheyLie();
                if (read.Values.All(balance => balance.Debt.IsZero))
                {
                    Assert.Equal(read, world.Balances());
                }
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Holds_keep_their_amounts_for_fifteen_minutes_and_no_more_than_is_active(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                foreach (var (wallet, balance) in world.Balances())
                {
                    var asked = world
                        .Holds.Where(hold => hold.Wallet == wallet && hold.IsOpen)
                        .Where(hold => world.Now - hold.CreatedAt < TimeSpan.FromMinutes(15))
                        .Sum(hold => hold.Points);
                    Assert.Equal(Points.Min(asked, world.Account.ActivePoints(wallet, world.Today)), balance.Held);
                }
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_point_of_a_lot_can_be_followed_through_the_entries(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                var moved = world
                    .Entries.SelectMany(entry => entry.Lots)
                    .GroupBy(move => move.LotNumber)
                    .ToDictionary(moves => moves.Key, moves => moves.Sum(move => move.Points));
                Assert.All(world.Lots, lot => Assert.Equal(lot.Remaining, moved[lot.Number]));
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void What_ends_soonest_is_spent_first(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                if (world.NewEntries.FirstOrDefault(entry => entry.Type == EntryType.Redeemed) is not { } spent)
                {
                    return;
                }
                var known = world.Lots.Where(lot => lot.Number < spent.Number && lot.Wallet == spent.Wallet);
                var touched = spent
                    .Lots.Select(move => world.Lots.Single(lot => lot.Number == move.LotNumber))
                    .ToList();
                var last = touched.Max(lot => lot.EndsOn ?? DateOnly.MaxValue);
                Assert.DoesNotContain(known, lot => lot.IsOpen && lot.IsActiveOn(world.Today) && lot.EndsOn < last);
                Assert.InRange(touched.Count(lot => lot.IsOpen), 0, 1);
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void An_order_gives_and_takes_back_no_more_than_its_own_points(string name) =>
        AfterEveryStep(
            name,
            world =>
                Assert.All(
                    world.Purchases,
                    order =>
                    {
                        Assert.Equal(order.Redeemed, order.Lines.Sum(line => line.Redeemed));
                        Assert.Equal(order.Earned, order.Lines.Sum(line => line.Earned));
                        Assert.Equal(order.Redeemed, order.SpentLots.Sum(spent => spent.Points));
                        Assert.Equal(order.Restored, order.SpentLots.Sum(spent => spent.Restored));
                        Assert.True(order.Annulled >= Points.Zero && order.Annulled <= order.Earned);
                        Assert.True(order.Restored >= Points.Zero && order.Restored <= order.Redeemed);
                        Assert.All(order.Lines, line => Assert.InRange(line.Left, 0, line.Line.Quantity));
                        if (order.Lines.All(line => line.Left == 0))
                        {
                            Assert.Equal((order.Earned, order.Redeemed), (order.Annulled, order.Restored));
                        }
                    }
                )
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void The_level_counts_what_is_paid_for_goods_and_kept(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                var counting = world.Purchases.Where(order => order.CountingDay is not null).ToList();
                Assert.Equal(
                    counting.Sum(order => order.GoodsPaid - order.ReturnedMoney),
                    world.Account.QualifyingDays.Sum(day => day.Sum)
                );
                Assert.Equal(
                    counting.Count(order => !order.IsReturnedInFull),
                    world.Account.QualifyingDays.Sum(day => day.Orders)
                );
                Assert.All(world.Account.QualifyingDays, day => Assert.True(day.Sum >= Money.Zero && day.Orders >= 0));
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void An_order_is_rated_at_the_rate_of_the_level_that_it_names(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                foreach (var order in world.Purchases.Where(order => order.Rate is not null))
                {
                    var rate = world.Programme.Tiers.Named(order.TierId!)!.Rate;
                    if (world.Programme.Earning.Rate is RateRules.Ladder ladder)
                    {
                        rate = rate.Times(ladder.Factors.GetValueOrDefault(order.PaymentMethod, Percent.Whole));
                        rate = rate < ladder.Lowest ? ladder.Lowest : rate;
                    }
                    Assert.Equal(rate, order.Rate);
                }
            }
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void A_lot_ends_with_its_rule_and_the_stopped_days_on_which_it_was_active(string name) =>
        AfterEveryStep(
            name,
            world =>
            {
                world.Work();
                var zone = world.Programme.Zone;
                var stopped = new HashSet<DateOnly>();
                foreach (var clock in world.Suspensions.List)
                {
                    for (var day = zone.DayOf(clock.From); day < zone.DayOf(clock.To); day = day.AddDays(1))
                    {
                        stopped.Add(day);
                    }
                }
                foreach (var lot in world.Lots)
                {
                    if (lot is not { StartsOn: { } start, EndsOn: { } end })
                    {
                        continue;
                    }
                    var byRules = end.AddDays(-lot.DaysGiven);
                    var isByRules = !world.Extended.Contains(lot.Number);
                    if (isByRules && world.Purchases.Exists(order => order.LotNumber == lot.Number))
                    {
                        Assert.Equal(world.Programme.Earning.Life!.Value.After(start), byRules);
                    }
                    var expected = byRules;
                    foreach (var _ in stopped.Order().TakeWhile(day => day <= expected).Where(day => day >= start))
                    {
                        expected = expected.AddDays(1);
                    }
                    Assert.Equal(expected, end);
                }
            }
        );

    private static void AfterEveryStep(string programme, Action<World> check)
    {
        var rules = AnyProgramme.Named(programme);
        Prop.ForAll(
                History.Any,
                history =>
                {
                    World.After(rules, history, check);
                }
            )
            .Check(Thorough);
    }
}
