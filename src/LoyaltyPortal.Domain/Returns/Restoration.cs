using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Returns;

/// <summary>Gives points spent on returned goods back (programmes.md, "Returns" and "Exact arithmetic", 7 and 9).</summary>
internal static class Restoration
{
    /// <summary>Gives back what is due after the returns so far and was not given before, to the lots it came from, the
    /// latest-ending first; a lot that has ended gives way to a new one with days of grace.</summary>
    /// <returns>Points given back, and the lots they went to.</returns>
    public static (Points Restored, IReadOnlyList<RestoredLot> Lots) Post(
        Journal journal,
        Purchase purchase,
        DateTimeOffset at,
        bool isCancel
    )
    {
        var precision = journal.Programme.Precision.Hundredths;
        var due = new Points(ReturnedShare.Of(purchase.Lines, line => line.Redeemed.Hundredths, precision));
        var restored = due - purchase.Restored;
        purchase.Restored = due;
        if (!restored.IsPositive)
        {
            return (Points.Zero, []);
        }
        var (moves, explanation) = PutBack(journal, purchase, restored, journal.Programme.Zone.DayOf(at));
        journal.Write(
            EntryType.Restored,
            at,
            purchase.Wallet,
            restored,
            Reason
                .Of(isCancel ? ReasonCodes.CancelRestored : ReasonCodes.ReturnRestored)
                .WithText("order", purchase.OrderId),
            moves,
            purchase.OrderId,
            explanation,
            channel: purchase.Channel
        );
        return (restored, [.. moves.Select(move => new RestoredLot(move.Lot.Number, move.Points, move.Lot.EndsOn))]);
    }

    private static (List<LotMove> Moves, List<Reason> Explanation) PutBack(
        Journal journal,
        Purchase purchase,
        Points restored,
        DateOnly returnDay
    )
    {
        var rules = journal.Programme.Returns;
        var backOn = returnDay.AddDays(rules.RestoreAfterDays);
        var graceEnd = returnDay.AddDays(rules.GraceDays);
        var spent = purchase.SpentLots.ToList();
        var moves = new List<LotMove>();
        var withGrace = Points.Zero;
        var left = restored;
        for (var i = spent.Count - 1; i >= 0 && left.IsPositive; i--)
        {
            var share = Points.Min(left, spent[i].Points - spent[i].Restored);
            if (!share.IsPositive)
            {
                continue;
            }
            left -= share;
            spent[i] = spent[i] with { Restored = spent[i].Restored + share };
            var lot = journal.LotOf(spent[i].Lot);
            if (lot.HasEndedBy(backOn))
            {
                withGrace += share;
                var grace = journal.AddLotFrom(lot, share, backOn, graceEnd, keepsRank: false);
                moves.Add(new LotMove(grace, share));
            }
            else if (rules.RestoreAfterDays == 0)
            {
                lot.PutBack(share);
                moves.Add(new LotMove(lot, share));
            }
            else
            {
                var later = journal.AddLotFrom(lot, share, backOn, journal.EndAlike(lot, backOn), keepsRank: true);
                moves.Add(new LotMove(later, share));
            }
        }
        purchase.SpentLots = spent;
        var explanation = new List<Reason>();
        if (withGrace.IsPositive)
        {
            explanation.Add(
                Reason
                    .Of(ReasonCodes.RestoredWithGrace)
                    .With("points", withGrace)
                    .With("days", rules.GraceDays)
                    .With("day", graceEnd)
            );
        }
        return (moves, explanation);
    }
}
