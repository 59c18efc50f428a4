using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>What became of an order's points, in one word.</summary>
public enum OrderOutcome
{
    /// <summary>The order is not paid, so there is nothing yet.</summary>
    Unpaid,

    /// <summary>The order was called off.</summary>
    Cancelled,

    /// <summary>All goods came back, or all that earned something.</summary>
    Returned,

    /// <summary>By the rules it earned nothing.</summary>
    Nothing,

    /// <summary>Points are there and cannot be spent yet.</summary>
    Pending,

    /// <summary>Points can be spent.</summary>
    Active,

    /// <summary>What was left was spent.</summary>
    Spent,

    /// <summary>What was left, or most of it, was not spent in time.</summary>
    Ended,
}

/// <summary>What became of an order's points as of a day, its own and those of promotions. It follows from what was stored
/// when they moved; today's rules are not asked. Earned + owed = annulled + pending + active + spent + ended, and none of
/// them is negative.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Earned">What it earned, as bought.</param>
/// <param name="Annulled">What returns took off.</param>
/// <param name="Owed">How much of that had been spent before: a debt, or the shop's loss.</param>
/// <param name="Pending">What cannot be spent yet.</param>
/// <param name="Active">What is left to spend.</param>
/// <param name="Spent">What was spent, or taken by support, and did not come back.</param>
/// <param name="Ended">What was not spent in time.</param>
/// <param name="Day">The day that matters most: the first on which pending points are usable, the last of active or ended
/// ones, the day of a cancellation. Null where none is known.</param>
/// <param name="Reasons">The whole answer, step by step.</param>
public sealed record PointsOfOrder(
    OrderOutcome Outcome,
    Points Earned,
    Points Annulled,
    Points Owed,
    Points Pending,
    Points Active,
    Points Spent,
    Points Ended,
    DateOnly? Day,
    IReadOnlyList<Reason> Reasons
)
{
    /// <summary>What became of an order's points.</summary>
    /// <param name="today">The day in the programme's zone.</param>
    /// <param name="purchase">The order.</param>
    /// <param name="lots">Lots of the account as they are on that day, all that the order earned among them, closed ones
    /// too.</param>
    /// <param name="entries">The entries about the order.</param>
    /// <param name="zone">The programme's zone.</param>
    public static PointsOfOrder On(
        DateOnly today,
        Purchase purchase,
        IEnumerable<Lot> lots,
        IReadOnlyCollection<Entry> entries,
        ProgrammeZone zone
    )
    {
        var lotsOfOrder = LotsOf(purchase, lots);
        var pending = lotsOfOrder.Where(lot => lot.IsPendingOn(today)).Sum(lot => lot.Remaining);
        var active = lotsOfOrder.Where(lot => lot.IsActiveOn(today)).Sum(lot => lot.Remaining);
        // A lot whose last day has passed has ended, whether or not the entry is written.
        var ended = lotsOfOrder.Sum(lot => lot.Expired + (lot.HasEndedBy(today) ? lot.Remaining : Points.Zero));
        var earned = purchase.Earned + purchase.Promotions.Sum(each => each.Points);
        var annulled = purchase.Annulled + purchase.Promotions.Sum(each => each.Annulled);
        var owed = entries.Where(entry => entry.Type == EntryType.Annulled).Sum(OwedBy);
        var spent = earned + owed - annulled - pending - active - ended;
        var sums = new PointsOfOrder(
            OrderOutcome.Nothing,
            earned,
            annulled,
            owed,
            pending,
            active,
            spent,
            ended,
            Day: null,
            Reasons: []
        );
        var outcome = OutcomeOf(purchase, sums);
        var answer = sums with { Outcome = outcome, Day = DayOf(outcome, today, purchase, lotsOfOrder, zone) };
        return answer with { Reasons = [.. OrderReasons.For(answer, today, purchase, lotsOfOrder, entries, zone)] };
    }

    /// <summary>Why an order's points can be used from a day on: what set that day, told with what has happened since the
    /// order was paid.</summary>
    /// <param name="purchase">The order.</param>
    /// <param name="startsOn">The first day, in the programme's zone.</param>
    /// <param name="zone">The programme's zone.</param>
    public static IReadOnlyList<Reason> WhyFrom(Purchase purchase, DateOnly startsOn, ProgrammeZone zone) =>
        [.. OrderReasons.WaitsOf(purchase, startsOn, zone)];

    /// <summary>The lots that an order earned, and those that a return made of them when it gave spent points back.</summary>
    private static List<Lot> LotsOf(Purchase purchase, IEnumerable<Lot> lots)
    {
        var earned = purchase.LotNumbers;
        return [.. lots.Where(lot => earned.Contains(lot.Number) || earned.Contains(lot.OriginNumber ?? 0))];
    }

    /// <summary>Points that a return took off although they had been spent.</summary>
    private static Points OwedBy(Entry entry) =>
        entry
            .Explanation.Where(reason =>
                reason.Code is ReasonCodes.AnnulledBecameDebt or ReasonCodes.AnnulledWasClamped
            )
            .Sum(reason => reason.PointsOf("points"));

    private static OrderOutcome OutcomeOf(Purchase purchase, PointsOfOrder sums) =>
        purchase switch
        {
            { CancelledAt: not null } => OrderOutcome.Cancelled,
            { PaidAt: null } => OrderOutcome.Unpaid,
            { IsReturnedInFull: true } => OrderOutcome.Returned,
            _ when sums.Earned.IsZero => OrderOutcome.Nothing,
            _ when sums.Active.IsPositive => OrderOutcome.Active,
            _ when sums.Pending.IsPositive => OrderOutcome.Pending,
            _ when sums.Annulled >= sums.Earned => OrderOutcome.Returned,
            _ when sums.Spent - sums.Owed >= sums.Ended => OrderOutcome.Spent,
            _ => OrderOutcome.Ended,
        };

    private static DateOnly? DayOf(
        OrderOutcome outcome,
        DateOnly today,
        Purchase purchase,
        List<Lot> lots,
        ProgrammeZone zone
    ) =>
        outcome switch
        {
            OrderOutcome.Cancelled => zone.DayOf(purchase.CancelledAt!.Value),
            OrderOutcome.Pending => lots.Where(lot => lot.IsOpen && lot.IsPendingOn(today)).Min(lot => lot.StartsOn),
            OrderOutcome.Active => lots.Where(lot => lot.IsOpen && lot.IsActiveOn(today)).Min(lot => lot.EndsOn),
            OrderOutcome.Ended => lots.Where(lot => lot.HasEndedBy(today)).Max(lot => lot.EndsOn),
            _ => null,
        };
}
