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
    /// <returns>The lot; null where the member takes no part, which the entry says.</returns>
    public static Lot? Post(Journal journal, ActivityRules activity, string reference, DateTimeOffset at)
    {
        journal.BringToNow();
        var startsOn = journal.Programme.Zone.DayOf(at);
        var endsOn = activity.Life?.After(startsOn);
        var lot = journal.Programme.LeavesOut(journal.Account.Kind)
            ? null
            : journal.AddLot(activity.Wallet, activity.Points, startsOn, endsOn, orderId: null);
        journal.Write(
            EntryType.Bonus,
            at,
            activity.Wallet,
            lot?.Earned ?? Points.Zero,
            Reason.Of(ReasonCodes.Activity).WithText("activity", activity.Type).WithText("reference", reference),
            lot is null ? [] : [new LotMove(lot, lot.Earned)],
            explanation: lot is null
                ? [Reason.Of(ReasonCodes.LegalEntity)]
                : [Activation.LifeReason(activity.Life, lot.EndsOn)]
        );
        journal.BringToNow();
        return lot;
    }
}
