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
        var money = MoneyBack(purchase);
        if (journal is null)
        {
            // A buyer without an account neither earned nor spent anything.
            return new ReturnResult(Points.Zero, Points.Zero, Points.Zero, null, null, []);
        }
        if (purchase.CountingDay is { } countingDay)
        {
            var orders = purchase.IsReturnedInFull && !wasInFull ? -1 : 0;
            var paidDay = programme.Zone.DayOf(purchase.PaidAt!.Value);
            journal.Account.QualifyingDayOf(paidDay, countingDay).Add(-money, orders);
        }
        var annulled = Annulment.Post(journal, purchase, at, isCancel);
        var (restored, lots) = Restoration.Post(journal, purchase, at, isCancel);
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

    /// <summary>Takes note of the money that no longer counts for the level, and tells how much that is more than before.</summary>
    private static Money MoneyBack(Purchase purchase)
    {
        var due = new Money(
            purchase.PaidAt is null ? 0 : ReturnedShare.Of(purchase.Goods, line => line.Paid.Hundredths, 1)
        );
        var money = due - purchase.ReturnedMoney;
        purchase.ReturnedMoney = due;
        return money;
    }
}
