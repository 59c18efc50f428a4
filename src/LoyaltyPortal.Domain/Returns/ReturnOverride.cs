using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Returns;

/// <summary>What staff decide of the spent points that a return gave back.</summary>
/// <param name="ReturnId">The return, by which its entries are found again.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Wallet">The order's wallet.</param>
/// <param name="Result">What the return did by the rules.</param>
/// <param name="Withdrawn">What staff took of it so far.</param>
/// <param name="ComesBack">How many points are to come back in all: from none to what the rules gave.</param>
public sealed record ReturnDecision(
    string ReturnId,
    string OrderId,
    string Wallet,
    ReturnResult Result,
    Points Withdrawn,
    Points ComesBack
);

/// <summary>Decides on the spent points of a return in another way than the rules did (programmes.md, "Returns", autostars: the
/// organiser decides; automatic, staff can override with a reason). The return stays as it was posted: what is taken of it, or
/// given back after all, is a movement of its own.</summary>
public static class ReturnOverride
{
    /// <summary>Where an entry's reason names the return.</summary>
    private const string ReturnText = "return";

    private static readonly Refusal NoDecision = new("no-decision");
    private static readonly Refusal AsItIs = new("as-it-is");
    private static readonly Refusal TooMany = new("override-exceeds");
    private static readonly Refusal Ended = new("lot-ended");

    /// <summary>Whether the organiser decides on returns: points that are spent do not come back at once but on a later day,
    /// and until then they wait for that.</summary>
    public static bool IsIn(Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        return programme.Returns.RestoreAfterDays > 0;
    }

    /// <summary>What staff took of a return so far, less what they gave back.</summary>
    /// <param name="returnId">The return.</param>
    /// <param name="entries">The entries of its order.</param>
    public static Points WithdrawnOf(string returnId, IEnumerable<Entry> entries) =>
        -entries
            .Where(each => each.Reason.Code == ReasonCodes.SupportOverrodeReturn)
            .Where(each => each.Reason.Args.GetValueOrDefault(ReturnText) == Figure.Text(returnId))
            .Sum(each => each.Points);

    /// <summary>Posts the decision: takes from the lots that the return filled, the last one first, or puts back into them.</summary>
    /// <param name="journal">The account at work, with those lots.</param>
    /// <param name="decision">What is decided.</param>
    /// <returns>The entry; or <c>no-decision</c> where the rules leave nothing to decide, <c>as-it-is</c>,
    /// <c>override-exceeds</c>, <c>lot-ended</c>, or <c>redemption-not-allowed</c> with what can still be taken: the rest is
    /// spent or kept for an order.</returns>
    public static Outcome<Entry> Post(Journal journal, ReturnDecision decision)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(decision);
        if (!IsIn(journal.Programme))
        {
            return NoDecision;
        }
        var wanted = decision.ComesBack;
        if (
            wanted < Points.Zero
            || wanted > decision.Result.Restored
            || wanted.Hundredths % journal.Programme.Precision.Hundredths != 0
        )
        {
            return TooMany;
        }
        var change = wanted - (decision.Result.Restored - decision.Withdrawn);
        if (change.IsZero)
        {
            return AsItIs;
        }
        journal.BringToNow();
        var moves = change.IsPositive ? Give(journal, decision, change) : Take(journal, decision, -change);
        if (moves.Refusal is { } refusal)
        {
            return refusal;
        }
        var entry = journal.Write(
            EntryType.Adjusted,
            journal.Now,
            decision.Wallet,
            change,
            Reason
                .Of(ReasonCodes.SupportOverrodeReturn)
                .With("points", change)
                .WithText("order", decision.OrderId)
                .WithText(ReturnText, decision.ReturnId),
            moves.Value,
            decision.OrderId
        );
        journal.BringToNow();
        return entry;
    }

    private static Outcome<List<LotMove>> Take(Journal journal, ReturnDecision decision, Points points)
    {
        var (account, today) = (journal.Account, journal.Today);
        var lots = decision.Result.Lots.Reverse().Select(each => journal.LotOf(each.LotNumber)).ToList();
        var free = account.ActivePoints(decision.Wallet, today) - account.Held(decision.Wallet, today, journal.Now);
        var moves = new List<LotMove>();
        var left = points;
        foreach (var (lot, filled) in lots.Zip(decision.Result.Lots.Reverse()))
        {
            var share = Points.Min(left, Points.Min(lot.Remaining, filled.Points));
            if (lot.IsActiveOn(today))
            {
                share = Points.Min(share, Points.Max(free, Points.Zero));
                free -= share;
            }
            if (share.IsPositive)
            {
                moves.Add(new LotMove(lot, -share));
                left -= share;
            }
        }
        if (left.IsPositive)
        {
            return Refusal.NotAllowed(points - left, []);
        }
        moves.ForEach(move => move.Lot.Take(-move.Points));
        return moves;
    }

    private static Outcome<List<LotMove>> Give(Journal journal, ReturnDecision decision, Points points)
    {
        var moves = new List<LotMove>();
        var left = points;
        foreach (var filled in decision.Result.Lots)
        {
            var lot = journal.LotOf(filled.LotNumber);
            // Never more than was taken of it: a lot holds what it was made with at most.
            var share = Points.Min(left, Points.Min(lot.Earned - lot.Remaining - lot.Expired, filled.Points));
            if (!share.IsPositive)
            {
                continue;
            }
            if (lot.HasEndedBy(journal.Today))
            {
                return Ended;
            }
            moves.Add(new LotMove(lot, share));
            left -= share;
        }
        if (left.IsPositive)
        {
            return TooMany;
        }
        moves.ForEach(move => move.Lot.PutBack(move.Points));
        return moves;
    }
}
