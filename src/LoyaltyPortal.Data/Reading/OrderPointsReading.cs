using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Reading;

/// <summary>An order of a member and what became of its points.</summary>
/// <param name="Purchase">The order.</param>
/// <param name="Points">What became of them today.</param>
/// <param name="Entries">The entries about it, newest first.</param>
public sealed record OrderPointsView(Purchase Purchase, PointsOfOrder Points, IReadOnlyList<Entry> Entries);

/// <summary>Reads one order of a member. Writes nothing: what is due is worked out in memory.</summary>
public sealed class OrderPointsReading(PortalDb db, Programme programme, SuspensionBook suspensions, TimeProvider time)
{
    private const int Tries = 5;

    /// <summary>An order of a member; null when the member has none of that number. Somebody else's order, one that was
    /// bought without a member and one that does not exist are asked for in the same way and get the same answer.</summary>
    public async Task<OrderPointsView?> FindAsync(Guid accountId, string orderId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow();
            var account = await AccountLoading.ReadAsync(db, accountId, programme, now, cancellation);
            var purchase = await db
                .Purchases.AsNoTracking()
                .FirstOrDefaultAsync(each => each.OrderId == orderId && each.AccountId == accountId, cancellation);
            var about = await MemberReading.OfOrderAsync(db, accountId, orderId, cancellation);
            var entries = await about
                .OrderByDescending(each => each.At)
                .ThenByDescending(each => each.Number)
                .ToListAsync(cancellation);
            var closed = await ClosedLotsAsync(accountId, purchase?.LotNumbers ?? [], cancellation);
            var version = await AccountQueries.Of(db).Version(db, accountId).FirstOrDefaultAsync(cancellation);
            if (account is null || purchase is null)
            {
                return null;
            }
            // A posting in between would mix figures of two moments.
            if (version == account.Version || attempt == Tries)
            {
                account.Lots.AddRange(closed);
                return ViewOf(account, purchase, entries, now);
            }
        }
    }

    /// <summary>The last paid orders of a member, by which one is chosen: the latest payment first.</summary>
    public async Task<IReadOnlyList<Purchase>> LatestAsync(Guid accountId, int most, CancellationToken cancellation) =>
        await db
            .Purchases.AsNoTracking()
            .Where(each => each.AccountId == accountId && each.PaidAt != null)
            .OrderByDescending(each => each.PaidAt)
            .Take(most)
            .ToListAsync(cancellation);

    private Task<List<Lot>> ClosedLotsAsync(
        Guid accountId,
        IReadOnlyList<long> numbers,
        CancellationToken cancellation
    ) =>
        db
            .Lots.AsNoTracking()
            .Where(lot =>
                lot.AccountId == accountId
                && !lot.IsOpen
                && (numbers.Contains(lot.Number) || numbers.Contains(lot.OriginNumber ?? 0))
            )
            .ToListAsync(cancellation);

    private OrderPointsView ViewOf(Account account, Purchase purchase, List<Entry> entries, DateTimeOffset now)
    {
        new Journal(account, programme, now, suspensions.Current).BringToNow();
        var today = programme.Zone.DayOf(now);
        return new OrderPointsView(
            purchase,
            PointsOfOrder.On(today, purchase, account.Lots, entries, programme.Zone),
            entries
        );
    }
}
