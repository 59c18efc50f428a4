using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Earning;

/// <summary>Gives points on birthdays (programmes.md, "Extra points", perfone).</summary>
public static class BirthdayPosting
{
    /// <summary>Gives the points of one birthday, dated that day whenever it is posted. Whether that year's gift was given
    /// before is the caller's to know.</summary>
    /// <param name="journal">The account at work, not yet brought to now: what the gift settles or how it ended belongs to
    /// its own days.</param>
    /// <param name="gift">What the day gives.</param>
    /// <param name="day">The birthday.</param>
    /// <returns>Whether points were given: not to those who were no members before the day.</returns>
    public static bool Post(Journal journal, BirthdayGift gift, DateOnly day)
    {
        var programme = journal.Programme;
        if (programme.LeavesOut(journal.Account.Kind) || !IsMemberBefore(day, journal.Account, programme))
        {
            return false;
        }
        var endsOn = gift.Life?.After(day);
        var lot = journal.AddLot(gift.Wallet, gift.Points, day, endsOn, orderId: null);
        journal.Write(
            EntryType.Bonus,
            programme.Zone.StartOf(day),
            gift.Wallet,
            gift.Points,
            Reason.Of(ReasonCodes.Birthday).With("day", day),
            [new LotMove(lot, gift.Points)],
            explanation: [Activation.LifeReason(gift.Life, lot.EndsOn)]
        );
        return true;
    }

    private static bool IsMemberBefore(DateOnly day, Account account, Programme programme)
    {
        var since = programme.Joining.MemberFrom == MemberFrom.FirstPaidOrder ? account.FirstPaidAt : account.JoinedAt;
        return since is { } time && programme.Zone.DayOf(time) < day;
    }
}
