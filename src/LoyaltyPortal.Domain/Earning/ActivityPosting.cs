using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Earning;

/// <summary>Gives points for an activity, at once (programmes.md, "Extra points").</summary>
public static class ActivityPosting
{
    /// <summary>Posts an activity. Whether it counted before is the caller's to check.</summary>
    /// <param name="journal">The account at work.</param>
    /// <param name="activity">What was done.</param>
    /// <param name="reference">The shop's own name of the act.</param>
    /// <param name="at">When.</param>
    public static Lot Post(Journal journal, ActivityRules activity, string reference, DateTimeOffset at)
    {
        journal.BringToNow();
        var startsOn = journal.Programme.Zone.DayOf(at);
        var endsOn = activity.Life?.After(startsOn);
        var points = journal.Programme.LeavesOut(journal.Account.Kind) ? Points.Zero : activity.Points;
        var lot = journal.AddLot(activity.Wallet, points, startsOn, endsOn, orderId: null);
        journal.Write(
            EntryType.Bonus,
            at,
            activity.Wallet,
            points,
            Reason.Of(ReasonCodes.Activity).WithText("activity", activity.Type).WithText("reference", reference),
            [new LotMove(lot, points)],
            explanation: [Activation.LifeReason(activity.Life, endsOn)]
        );
        journal.BringToNow();
        return lot;
    }
}
