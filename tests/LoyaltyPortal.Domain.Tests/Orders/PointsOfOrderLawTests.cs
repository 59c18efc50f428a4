using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Tests.Ledger;

namespace LoyaltyPortal.Domain.Tests.Orders;

/// <summary>Whatever happened to a member, what is said of an order's points agrees with the ledger.</summary>
public class PointsOfOrderLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60);

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Its_sums_are_those_of_lots_and_entries(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(History.Any, history => World.After(programme, history, AgreesWithTheLedger)).Check(Thorough);
    }

    private static void AgreesWithTheLedger(World world)
    {
        world.Work();
        foreach (var purchase in world.Purchases)
        {
            var entries = world.Entries.Where(entry => entry.OrderId == purchase.OrderId).ToList();
            var answer = PointsOfOrder.On(world.Today, purchase, world.Lots, entries, world.Programme.Zone);
            var numbers = purchase.LotNumbers;
            var lots = world
                .Lots.Where(lot => numbers.Contains(lot.Number) || numbers.Contains(lot.OriginNumber ?? 0))
                .ToList();

            Assert.Equal(lots.Where(lot => numbers.Contains(lot.Number)).Sum(lot => lot.Earned), answer.Earned);
            Assert.Equal(lots.Sum(lot => lot.Remaining), answer.Pending + answer.Active);
            Assert.Equal(lots.Sum(lot => lot.Expired), answer.Ended);
            Assert.Equal(SpentByEntries(world, lots), answer.Spent);
            Assert.Equal(
                answer.Earned + answer.Owed,
                answer.Annulled + answer.Pending + answer.Active + answer.Spent + answer.Ended
            );
            Assert.DoesNotContain(Sums(answer), sum => sum < Points.Zero);
            Assert.Equal(
                answer is { Outcome: OrderOutcome.Active },
                answer.Active.IsPositive && purchase is { CancelledAt: null, IsReturnedInFull: false }
            );
        }
    }

    /// <summary>What left these lots to pay orders and debts, less what came back to them, and what staff took.</summary>
    private static Points SpentByEntries(World world, List<Lot> lots)
    {
        var numbers = lots.Select(lot => lot.Number).ToHashSet();
        return -world
            .Entries.Where(entry =>
                entry.Type is EntryType.Redeemed or EntryType.Restored or EntryType.DebtSettled
                || entry is { Type: EntryType.Adjusted, Points.Hundredths: < 0 }
            )
            .SelectMany(entry => entry.Lots)
            .Where(move => numbers.Contains(move.LotNumber))
            .Sum(move => move.Points);
    }

    private static Points[] Sums(PointsOfOrder answer) =>
        [answer.Earned, answer.Annulled, answer.Owed, answer.Pending, answer.Active, answer.Spent, answer.Ended];
}
