using LoyaltyPortal.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Reading;

/// <summary>Reads a member's own orders.</summary>
public sealed class OrderReading(PortalDb db, MemberReading members)
{
    /// <summary>A page of orders, newest first: by the moment of payment, or of placing while an order is not paid.</summary>
    /// <remarks>Paid orders come by the index over account and payment; those not paid, of which a member has few, are
    /// sorted. Two short lists are merged, so that no page costs more for what is bought before or after it.</remarks>
    public async Task<OrderPage> PageAsync(Guid accountId, OrderQuery query, CancellationToken cancellation)
    {
        var backwards = query.Before is not null;
        var mark = OrderMark.TryParse(query.Before ?? query.After);
        var own = db.Purchases.AsNoTracking().Where(each => each.AccountId == accountId);
        var most = query.Limit + 1;
        var paid = await Paid(own, mark, backwards).Take(most).ToListAsync(cancellation);
        var unpaid = await Unpaid(own, mark, backwards).Take(most).ToListAsync(cancellation);
        // The sort is stable: within one moment the database's own order of ids stays.
        var both = paid.Concat(unpaid);
        var merged = backwards
            ? both.OrderBy(OrderMark.MomentOf).ThenBy(each => each.PaidAt is not null)
            : both.OrderByDescending(OrderMark.MomentOf).ThenByDescending(each => each.PaidAt is not null);
        var found = merged.Take(most).ToList();
        var more = found.Count > query.Limit;
        var page = found.Take(query.Limit).ToList();
        if (backwards)
        {
            page.Reverse();
        }
        var hasNewer = backwards ? more : query.After is not null;
        var hasOlder = backwards || more;
        return new OrderPage(
            page,
            hasOlder && page.Count > 0 ? OrderMark.Of(page[^1]).ToString() : null,
            hasNewer && page.Count > 0 ? OrderMark.Of(page[0]).ToString() : null
        );
    }

    /// <summary>One order with the dates of its lots and the entries about it; null when the member has none of that
    /// number.</summary>
    public async Task<OrderDetail?> FindAsync(Guid accountId, string orderId, CancellationToken cancellation)
    {
        var order = await db
            .Purchases.AsNoTracking()
            .FirstOrDefaultAsync(each => each.OrderId == orderId && each.AccountId == accountId, cancellation);
        if (order is null)
        {
            return null;
        }
        var numbers = order.LotNumbers;
        var lots = await db
            .Lots.AsNoTracking()
            .Where(lot => lot.AccountId == accountId && numbers.Contains(lot.Number))
            .Select(lot => new OrderLotView(lot.Number, lot.StartsOn, lot.EndsOn))
            .ToListAsync(cancellation);
        var entries = await members.EntriesOfOrderAsync(accountId, order.OrderId, cancellation);
        return new OrderDetail(order, [.. lots.OrderBy(lot => numbers.ToList().IndexOf(lot.Number))], entries);
    }

    private static IQueryable<Purchase> Paid(IQueryable<Purchase> own, OrderMark? mark, bool backwards)
    {
        var paid = own.Where(each => each.PaidAt != null);
        if (mark is { } place)
        {
            var (at, id) = (place.At, place.IsPaid ? place.Id : Guid.Empty);
            paid = backwards
                ? paid.Where(each => each.PaidAt >= at && (each.PaidAt > at || each.Id.CompareTo(id) > 0))
                : paid.Where(each => each.PaidAt <= at && (each.PaidAt < at || each.Id.CompareTo(id) < 0));
        }
        return backwards
            ? paid.OrderBy(each => each.PaidAt).ThenBy(each => each.Id)
            : paid.OrderByDescending(each => each.PaidAt).ThenByDescending(each => each.Id);
    }

    private static IQueryable<Purchase> Unpaid(IQueryable<Purchase> own, OrderMark? mark, bool backwards)
    {
        var unpaid = own.Where(each => each.PaidAt == null);
        if (mark is { } place)
        {
            var (at, id) = (place.At, place.IsPaid ? Guid.AllBitsSet : place.Id);
            unpaid = backwards
                ? unpaid.Where(each => each.PlacedAt >= at && (each.PlacedAt > at || each.Id.CompareTo(id) > 0))
                : unpaid.Where(each => each.PlacedAt <= at && (each.PlacedAt < at || each.Id.CompareTo(id) < 0));
        }
        return backwards
            ? unpaid.OrderBy(each => each.PlacedAt).ThenBy(each => each.Id)
            : unpaid.OrderByDescending(each => each.PlacedAt).ThenByDescending(each => each.Id);
    }
}
