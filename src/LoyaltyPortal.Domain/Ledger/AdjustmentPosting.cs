namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Points that staff give or take.</summary>
/// <param name="Wallet">A wallet of the programme.</param>
/// <param name="Points">Signed: given or taken. In the programme's precision, not zero.</param>
/// <param name="StartsOn">First active day of points that are given; null for today.</param>
/// <param name="EndsOn">Last active day of points that are given; null for ever.</param>
public sealed record Adjustment(string Wallet, Points Points, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>Posts what staff put right by hand. It is a movement of its own, with its own entry: nothing that was posted is
/// changed.</summary>
public static class AdjustmentPosting
{
    /// <summary>Years from today within which points start and end: days beyond are slips of the hand, and an end has to
    /// leave room for days that a stopped clock gives.</summary>
    internal const int MostYears = 20;

    /// <summary>Why points cannot be given to an account: <c>account-closed</c>, <c>legal-entity</c>.</summary>
    private static readonly Refusal Closed = new("account-closed");
    private static readonly Refusal LeftOut = new("legal-entity");
    private static readonly Refusal WrongDates = new("wrong-dates");

    /// <summary>Gives or takes points. What is given settles a debt first, as all points do; what is taken comes from the lots
    /// that end soonest, and never from points that are kept for an order.</summary>
    /// <param name="journal">The account at work; it is brought to now here.</param>
    /// <param name="adjustment">What.</param>
    /// <returns>The entry; or <c>account-closed</c>, <c>legal-entity</c>, <c>wrong-dates</c>, or
    /// <c>redemption-not-allowed</c> with the most that can be taken.</returns>
    /// <exception cref="ArgumentException">The points are zero or finer than the programme counts.</exception>
    public static Outcome<Entry> Post(Journal journal, Adjustment adjustment)
    {
        var points = adjustment.Points;
        if (points.IsZero || points.Hundredths % journal.Programme.Precision.Hundredths != 0)
        {
            throw new ArgumentException("The points are zero or too fine.", nameof(adjustment));
        }
        journal.BringToNow();
        if (journal.Account.Status == AccountStatus.Closed)
        {
            return Closed;
        }
        var outcome = points.IsPositive ? Give(journal, adjustment) : Take(journal, adjustment);
        journal.BringToNow();
        return outcome;
    }

    private static Outcome<Entry> Give(Journal journal, Adjustment adjustment)
    {
        var startsOn = adjustment.StartsOn ?? journal.Today;
        var latest = journal.Today.AddYears(MostYears);
        if (startsOn < journal.Today || startsOn > latest || adjustment.EndsOn < startsOn || adjustment.EndsOn > latest)
        {
            return WrongDates;
        }
        if (journal.Programme.LeavesOut(journal.Account.Kind))
        {
            return LeftOut;
        }
        var endsOn = adjustment.EndsOn is { } end ? journal.EndBefore(startsOn, end) : (DateOnly?)null;
        var lot = journal.AddLot(adjustment.Wallet, adjustment.Points, startsOn, endsOn, orderId: null);
        return Write(journal, adjustment, [new LotMove(lot, lot.Earned)]);
    }

    private static Outcome<Entry> Take(Journal journal, Adjustment adjustment)
    {
        var account = journal.Account;
        var (wallet, today) = (adjustment.Wallet, journal.Today);
        var free = account.ActivePoints(wallet, today) - account.Held(wallet, today, journal.Now);
        return -adjustment.Points > free
            ? Refusal.NotAllowed(free, [])
            : Write(journal, adjustment, Journal.TakeFrom(account.SpendingOrder(wallet, today), -adjustment.Points));
    }

    private static Entry Write(Journal journal, Adjustment adjustment, IReadOnlyList<LotMove> moves) =>
        journal.Write(
            EntryType.Adjusted,
            journal.Now,
            adjustment.Wallet,
            adjustment.Points,
            Reason.Of(ReasonCodes.SupportAdjusted).With("points", adjustment.Points),
            moves
        );
}
