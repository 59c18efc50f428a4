using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Data.Postings;

/// <summary>The lots that orders made or spent, closed ones too: what a return takes from and gives back to. Lots that
/// hold restored points of a lot that an order made come with it.</summary>
public static class OrderLots
{
    /// <summary>Those of one order, by their numbers: it costs the same at any number of lots.</summary>
    public static IQueryable<Lot> Of(PortalDb db, Purchase order)
    {
        var made = order.LotNumbers;
        var touched = made.Concat(order.SpentLots.Select(each => each.Lot)).Distinct().ToList();
        return db.Lots.Where(lot =>
            lot.AccountId == order.AccountId && (touched.Contains(lot.Number) || made.Contains(lot.OriginNumber ?? 0))
        );
    }

    /// <summary>Those of many orders. Numbers begin anew in each account, so with many accounts they would name strangers;
    /// what an order made, and what holds its restored points, carries its order number. Some lots more than asked for may
    /// be among them, of the same buyers.</summary>
    public static IQueryable<Lot> Of(PortalDb db, IReadOnlyCollection<Purchase> orders)
    {
        var buyers = orders.Select(each => each.AccountId).OfType<Guid>().Distinct().ToList();
        var made = orders.Where(each => each.LotNumbers.Count > 0).Select(each => each.OrderId).ToList();
        var spent = orders.SelectMany(each => each.SpentLots).Select(each => each.Lot).Distinct().ToList();
        return db.Lots.Where(lot =>
            buyers.Contains(lot.AccountId) && (made.Contains(lot.OrderId!) || spent.Contains(lot.Number))
        );
    }

    /// <summary>Whether there are any to ask for.</summary>
    public static bool Has(Purchase order) => order.LotNumbers.Count > 0 || order.SpentLots.Count > 0;
}
