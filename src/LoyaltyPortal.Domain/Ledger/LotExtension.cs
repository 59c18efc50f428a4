namespace LoyaltyPortal.Domain.Ledger;

/// <summary>What became of a lot that was given another last day.</summary>
/// <param name="Lot">The lot that holds the points now.</param>
/// <param name="Entry">The entry, where points came back; null where the lot only lasts longer.</param>
public sealed record ExtendedLot(Lot Lot, Entry? Entry);

/// <summary>Gives points a later end, or back when they have ended.</summary>
public static class LotExtension
{
    private static readonly Refusal Nothing = new("lot-empty");
    private static readonly Refusal WrongDates = new("wrong-dates");
    private static readonly Refusal Closed = new("account-closed");
    private static readonly Refusal LeftOut = new("legal-entity");

    /// <summary>Lets a lot last until a later day; what ended of it comes back into a lot of its own, which its purchase still
    /// takes back when the goods come back. Days of a stopped expiry clock are among the days it lasts (programmes.md,
    /// "Suspension").</summary>
    /// <param name="journal">The account at work with the lot, open or closed; it is brought to now here.</param>
    /// <param name="number">The lot's number.</param>
    /// <param name="endsOn">The last day; today or later, and later than before.</param>
    /// <returns>The lot; or <c>account-closed</c>, <c>legal-entity</c>, <c>lot-empty</c>, <c>wrong-dates</c>.</returns>
    public static Outcome<ExtendedLot> Post(Journal journal, long number, DateOnly endsOn)
    {
        journal.BringToNow();
        if (journal.Account.Status == AccountStatus.Closed)
        {
            return Closed;
        }
        var lot = journal.LotOf(number);
        if (lot is { IsOpen: false, Expired.IsPositive: false })
        {
            return Nothing;
        }
        if (
            endsOn < journal.Today
            || endsOn > journal.Today.AddYears(AdjustmentPosting.MostYears)
            || lot.StartsOn is not { } startsOn
            || lot.EndsOn is not { } end
            || endsOn <= end
        )
        {
            return WrongDates;
        }
        if (lot.IsOpen)
        {
            journal.Start(lot, startsOn, journal.EndBefore(startsOn, endsOn));
            return new ExtendedLot(lot, null);
        }
        if (journal.Programme.LeavesOut(journal.Account.Kind))
        {
            return LeftOut;
        }
        var points = lot.Expired;
        lot.TakeExpired(points);
        var again = journal.AddLotFrom(
            lot,
            points,
            journal.Today,
            journal.EndBefore(journal.Today, endsOn),
            keepsRank: false
        );
        var entry = journal.Write(
            EntryType.Adjusted,
            journal.Now,
            lot.Wallet,
            points,
            Reason.Of(ReasonCodes.SupportExtendedLot).With("points", points).With("day", again.EndsOn!.Value),
            [new LotMove(again, points)],
            lot.OrderId
        );
        journal.BringToNow();
        return new ExtendedLot(again, entry);
    }
}
