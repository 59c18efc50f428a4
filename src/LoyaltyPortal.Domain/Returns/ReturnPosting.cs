using System.Numerics;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Returns;

/// <summary>Pieces of a line that come back.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Quantity">Pieces, at least one.</param>
public sealed record ReturnedLine(string LineId, int Quantity);

/// <summary>Points that went back to a lot.</summary>
/// <param name="LotNumber">The lot.</param>
/// <param name="Points">The points.</param>
/// <param name="EndsOn">The lot's last day; null for ever.</param>
public sealed record RestoredLot(long LotNumber, Points Points, DateOnly? EndsOn);

/// <summary>What a return did.</summary>
/// <param name="Annulled">Earned points taken off.</param>
/// <param name="Restored">Spent points given back.</param>
/// <param name="Debt">The wallet's debt afterwards.</param>
/// <param name="TierBefore">The level before; null for a buyer without an account.</param>
/// <param name="TierAfter">The level afterwards.</param>
/// <param name="Lots">The lots that points went back to.</param>
public sealed record ReturnResult(
    Points Annulled,
    Points Restored,
    Points Debt,
    string? TierBefore,
    string? TierAfter,
    IReadOnlyList<RestoredLot> Lots
);

/// <summary>Takes back what a return undoes (programmes.md, "Returns" and "Exact arithmetic", 7 to 9).</summary>
public static class ReturnPosting
{
    /// <summary>Posts a return of some pieces.</summary>
    /// <param name="journal">The account at work, with the purchase's own lot and the lots it spent; null for a buyer
    /// without an account.</param>
    /// <param name="purchase">The purchase.</param>
    /// <param name="lines">What comes back.</param>
    /// <param name="at">When.</param>
    /// <param name="programme">The rules.</param>
    /// <returns>What it did; or <c>order-cancelled</c>, <c>order-unpaid</c>, <c>time-order</c>,
    /// <c>return-exceeds-purchase</c>.</returns>
    public static Outcome<ReturnResult> Post(
        Journal? journal,
        Purchase purchase,
        IReadOnlyList<ReturnedLine> lines,
        DateTimeOffset at,
        Programme programme
    )
    {
        if (purchase.CancelledAt is not null)
        {
            return Refusal.OrderCancelled;
        }
        if (purchase.PaidAt is not { } paidAt)
        {
            return Refusal.OrderUnpaid;
        }
        if (at < paidAt - TimeOrder.Tolerance)
        {
            return Refusal.TimeOrder;
        }
        foreach (var line in lines)
        {
            var bought = purchase.Lines.FirstOrDefault(each => each.Line.LineId == line.LineId);
            if (bought is null || line.Quantity > bought.Left)
            {
                return Refusal.ReturnExceedsPurchase;
            }
        }
        return Undo(journal, purchase, lines, at, programme, isCancel: false);
    }

    /// <summary>Cancels an order: a return of everything that is left.</summary>
    /// <returns>What it did; or <c>order-cancelled</c>, <c>time-order</c>.</returns>
    public static Outcome<ReturnResult> Cancel(
        Journal? journal,
        Purchase purchase,
        DateTimeOffset at,
        Programme programme
    )
    {
        if (purchase.CancelledAt is not null)
        {
            return Refusal.OrderCancelled;
        }
        if (at < purchase.PlacedAt - TimeOrder.Tolerance)
        {
            return Refusal.TimeOrder;
        }
        purchase.CancelledAt = at;
        var left = purchase
            .Lines.Where(line => line.Left > 0)
            .Select(line => new ReturnedLine(line.Line.LineId, line.Left))
            .ToList();
        return Undo(journal, purchase, left, at, programme, isCancel: true);
    }

    private static ReturnResult Undo(
        Journal? journal,
        Purchase purchase,
        IReadOnlyList<ReturnedLine> lines,
        DateTimeOffset at,
        Programme programme,
        bool isCancel
    )
    {
        journal?.BringToNow();
        var tierBefore = journal?.Account.TierOn(journal.Today, programme).Tier.Id;
        var wasInFull = purchase.IsReturnedInFull;
        TakeBack(purchase, lines);
        var due = DueOf(purchase, programme);
        var (annulled, restored, money) = (
            due.Annulled - purchase.Annulled,
            due.Restored - purchase.Restored,
            due.Money - purchase.ReturnedMoney
        );
        (purchase.Annulled, purchase.Restored, purchase.ReturnedMoney) = due;
        if (journal is null)
        {
            return new ReturnResult(annulled, restored, Points.Zero, null, null, []);
        }
        if (purchase.CountingDay is { } countingDay)
        {
            var orders = purchase.IsReturnedInFull && !wasInFull ? -1 : 0;
            var paidDay = programme.Zone.DayOf(purchase.PaidAt!.Value);
            journal.Account.QualifyingDayOf(paidDay, countingDay).Add(-money, orders);
        }
        Annul(journal, purchase, annulled, at, isCancel);
        var lots = Restore(journal, purchase, restored, at, isCancel);
        journal.BringToNow();
        return new ReturnResult(
            annulled,
            restored,
            journal.Account.WalletOf(purchase.Wallet).Debt,
            tierBefore,
            journal.Account.TierOn(journal.Today, programme).Tier.Id,
            lots
        );
    }

    private static void TakeBack(Purchase purchase, IReadOnlyList<ReturnedLine> lines) =>
        purchase.Lines = [
            .. purchase.Lines.Select(line =>
                line with
                {
                    Returned =
                        line.Returned + lines.Where(each => each.LineId == line.Line.LineId).Sum(each => each.Quantity),
                }
            ),
        ];

    /// <summary>What is undone in all after a return, rounded half up (programmes.md, "Exact arithmetic", 7): so line by
    /// line ends where all at once ends.</summary>
    private static (Points Annulled, Points Restored, Money Money) DueOf(Purchase purchase, Programme programme)
    {
        var precision = programme.Precision.Hundredths;
        return (
            new Points(Returned(purchase.Lines, line => line.Earned.Hundredths, precision)),
            new Points(Returned(purchase.Lines, line => line.Redeemed.Hundredths, precision)),
            new Money(purchase.PaidAt is null ? 0 : Returned(purchase.Goods, line => line.Paid.Hundredths, 1))
        );
    }

    /// <summary>round(sum over lines of share x returned / bought), exactly: the sum is kept as one fraction.</summary>
    private static long Returned(IEnumerable<PurchaseLine> lines, Func<PurchaseLine, long> share, long precision)
    {
        var numerator = BigInteger.Zero;
        var denominator = BigInteger.One;
        foreach (var line in lines.Where(line => line.Returned > 0))
        {
            numerator = (numerator * line.Line.Quantity) + ((BigInteger)share(line) * line.Returned * denominator);
            denominator *= line.Line.Quantity;
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (!divisor.IsZero && !divisor.IsOne)
            {
                numerator /= divisor;
                denominator /= divisor;
            }
        }
        var unit = denominator * precision;
        var (whole, rest) = BigInteger.DivRem(numerator, unit);
        return (long)(rest * 2 >= unit ? whole + 1 : whole) * precision;
    }

    /// <summary>Takes annulled points from the purchase's own lot, and from lots that hold what a return gave back of
    /// it: pending, active, then what expired; only what was spent becomes debt (programmes.md, "Exact arithmetic", 8).
    /// What is given back tomorrow is still spent today, so two returns of one day end the same in either order.</summary>
    private static void Annul(Journal journal, Purchase purchase, Points annulled, DateTimeOffset at, bool isCancel)
    {
        if (!annulled.IsPositive)
        {
            return;
        }
        var own = journal
            .Account.Lots.Where(lot =>
                lot.Number == purchase.LotNumber
                || (lot.OriginNumber == purchase.LotNumber && !lot.IsPendingOn(journal.Today))
            )
            .OrderBy(lot => lot.Number)
            .ToList();
        var moves = new List<LotMove>();
        var left = Points.Zero;
        foreach (var lot in own)
        {
            var taken = Points.Min(annulled - left, lot.Remaining);
            lot.Take(taken);
            moves.Add(new LotMove(lot, -taken));
            left += taken;
        }
        var ended = Points.Zero;
        foreach (var lot in own)
        {
            var taken = Points.Min(annulled - left - ended, lot.Expired);
            lot.TakeExpired(taken);
            ended += taken;
        }
        moves.RemoveAll(move => move.Points.IsZero && move.Lot.Number != purchase.LotNumber);
        var spent = annulled - left - ended;

        var explanation = new List<Reason>();
        if (ended.IsPositive)
        {
            explanation.Add(Reason.Of(ReasonCodes.AnnulledHadEnded).With("points", ended));
        }
        var debt = Points.Zero;
        if (spent.IsPositive && journal.Programme.Returns.OnShortfall == Shortfall.Debt)
        {
            debt = spent;
            journal.Account.WalletOf(purchase.Wallet).Debt += debt;
            explanation.Add(Reason.Of(ReasonCodes.AnnulledBecameDebt).With("points", debt));
        }
        else if (spent.IsPositive)
        {
            explanation.Add(Reason.Of(ReasonCodes.AnnulledWasClamped).With("points", spent));
        }
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
            explanation
        );
    }

    /// <summary>Gives spent points back to the lots they came from, the latest-ending first; a lot that has ended gives
    /// way to a new one with days of grace (programmes.md, "Exact arithmetic", 9).</summary>
    private static IReadOnlyList<RestoredLot> Restore(
        Journal journal,
        Purchase purchase,
        Points restored,
        DateTimeOffset at,
        bool isCancel
    )
    {
        if (!restored.IsPositive)
        {
            return [];
        }
        var rules = journal.Programme.Returns;
        var returnDay = journal.Programme.Zone.DayOf(at);
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
            var lot = journal.Account.Lots.First(each => each.Number == spent[i].Lot);
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
            explanation
        );
        return [.. moves.Select(move => new RestoredLot(move.Lot.Number, move.Points, move.Lot.EndsOn))];
    }
}
