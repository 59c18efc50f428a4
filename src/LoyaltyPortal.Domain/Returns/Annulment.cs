using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Returns;

/// <summary>Takes points of returned goods off (programmes.md, "Returns" and "Exact arithmetic", 7 and 8).</summary>
internal static class Annulment
{
    /// <summary>Takes off what is due after the returns so far and was not taken before: of the purchase's own points, and
    /// of those that promotions added, by their terms.</summary>
    /// <returns>Points taken off in all.</returns>
    public static Points Post(Journal journal, Purchase purchase, DateTimeOffset at, bool isCancel)
    {
        var precision = journal.Programme.Precision.Hundredths;
        var own = new Points(ReturnedShare.Of(purchase.Lines, line => line.Earned.Hundredths, precision));
        var sum = own - purchase.Annulled;
        if (purchase.LotNumber is { } ownLot)
        {
            TakeOff(journal, purchase, ownLot, sum, at, isCancel);
        }
        purchase.Annulled = own;
        var promotions = new List<PromotionEarned>();
        foreach (var promotion in purchase.Promotions)
        {
            var due = promotion.ReturnsAnnul ? DueOf(promotion, purchase, precision) : Points.Zero;
            var more = due - promotion.Annulled;
            TakeOff(journal, purchase, promotion.LotNumber, more, at, isCancel);
            promotions.Add(promotion with { Annulled = due });
            sum += more;
        }
        purchase.Promotions = promotions;
        return sum;
    }

    private static Points DueOf(PromotionEarned promotion, Purchase purchase, long precision)
    {
        var shares = purchase.Lines.Zip(promotion.Shares).ToDictionary(pair => pair.First, pair => pair.Second);
        return new Points(ReturnedShare.Of(purchase.Lines, line => shares[line].Hundredths, precision));
    }

    /// <summary>Takes points from the lot that the purchase earned, and from lots that hold what a return gave back of
    /// it: pending, active, then what expired; only what was spent becomes debt. What is given back tomorrow is still
    /// spent today, so two returns of one day end the same in either order.</summary>
    private static void TakeOff(
        Journal journal,
        Purchase purchase,
        long lotNumber,
        Points annulled,
        DateTimeOffset at,
        bool isCancel
    )
    {
        if (!annulled.IsPositive)
        {
            return;
        }
        var own = journal
            .Account.Lots.Where(lot =>
                lot.Number == lotNumber || (lot.OriginNumber == lotNumber && !lot.IsPendingOn(journal.Today))
            )
            .OrderBy(lot => lot.Number)
            .ToList();
        var moves = TakeLeft(own, annulled);
        var left = -moves.Sum(move => move.Points);
        var ended = TakeEnded(own, annulled - left);
        moves.RemoveAll(move => move.Points.IsZero && move.Lot.Number != lotNumber);
        var (debt, explanation) = Shortfall(journal, purchase.Wallet, annulled - left - ended, ended);
        journal.Write(
            EntryType.Annulled,
            at,
            purchase.Wallet,
            -(left + debt),
            Reason
                .Of(isCancel ? ReasonCodes.CancelAnnulled : ReasonCodes.ReturnAnnulled)
                .WithText("order", purchase.OrderId)
                .With("points", annulled),
            moves,
            purchase.OrderId,
            explanation,
            channel: purchase.Channel
        );
    }

    private static List<LotMove> TakeLeft(List<Lot> lots, Points most)
    {
        var moves = new List<LotMove>();
        foreach (var lot in lots)
        {
            var taken = Points.Min(most, lot.Remaining);
            lot.Take(taken);
            moves.Add(new LotMove(lot, -taken));
            most -= taken;
        }
        return moves;
    }

    /// <summary>What had expired is gone already; it only must not be taken again.</summary>
    private static Points TakeEnded(List<Lot> lots, Points most)
    {
        var ended = Points.Zero;
        foreach (var lot in lots)
        {
            var taken = Points.Min(most - ended, lot.Expired);
            lot.TakeExpired(taken);
            ended += taken;
        }
        return ended;
    }

    private static (Points Debt, List<Reason> Explanation) Shortfall(
        Journal journal,
        string wallet,
        Points spent,
        Points ended
    )
    {
        var explanation = new List<Reason>();
        if (ended.IsPositive)
        {
            explanation.Add(Reason.Of(ReasonCodes.AnnulledHadEnded).With("points", ended));
        }
        if (!spent.IsPositive)
        {
            return (Points.Zero, explanation);
        }
        if (journal.Programme.Returns.OnShortfall == Programmes.Shortfall.Clamp)
        {
            explanation.Add(Reason.Of(ReasonCodes.AnnulledWasClamped).With("points", spent));
            return (Points.Zero, explanation);
        }
        journal.Account.WalletOf(wallet).Debt += spent;
        explanation.Add(Reason.Of(ReasonCodes.AnnulledBecameDebt).With("points", spent));
        return (spent, explanation);
    }
}
