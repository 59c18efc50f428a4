using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Runs a posting on an order that exists: locks its buyer's account and loads the order with the lots it earned
/// and spent.</summary>
internal sealed class OrderPosting(PortalDb db, PostingRunner postings, Programme programme)
{
    /// <summary>Runs a posting, or answers 404.</summary>
    /// <param name="caller">Who asks: 403 unless it speaks for the order's channel and store.</param>
    /// <param name="orderId">The shop's order number.</param>
    /// <param name="earliest">The earliest day that the posting itself asks for.</param>
    /// <param name="claim">The caller's wish to be answered once.</param>
    /// <param name="decide">Decides on the order; what it changes is written unless it answers 400 or more.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<PostingAnswer> RunAsync(
        ApiCaller caller,
        string orderId,
        DateOnly? earliest,
        IdempotencyClaim? claim,
        Func<PostingScope, Purchase, CancellationToken, Task<PostingAnswer>> decide,
        CancellationToken cancellation
    )
    {
        var order = await db
            .Purchases.Where(each => each.OrderId == orderId)
            .Select(each => new
            {
                each.AccountId,
                each.PaidAt,
                each.Channel,
                each.Store,
            })
            .FirstOrDefaultAsync(cancellation);
        if (order is null)
        {
            return ApiAnswers.Problem(404, "order-unknown", Details.Of("order-unknown"));
        }
        if (caller.Forbids(order.Channel, order.Store) is { } forbidden)
        {
            return forbidden;
        }
        // A return changes what counts on the day of payment, however long ago that was.
        var paidDay = order.PaidAt is { } paidAt ? programme.Zone.DayOf(paidAt) : earliest;
        var from = paidDay < earliest || earliest is null ? paidDay : earliest;
        return await postings.RunAsync(
            order.AccountId,
            from,
            claim,
            async (scope, stop) =>
            {
                if (order.AccountId is null)
                {
                    // No account row to queue at: the order's own row takes its place.
                    await scope
                        .Db.Purchases.Where(each => each.OrderId == orderId)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(each => each.Revision, each => each.Revision + 1),
                            stop
                        );
                }
                var purchase = await scope.Db.Purchases.FirstAsync(each => each.OrderId == orderId, stop);
                if (OrderLots.Has(purchase))
                {
                    // Tracked, so they take their place in the account.
                    await OrderLots.Of(scope.Db, purchase).LoadAsync(stop);
                }
                purchase.Revision++;
                return await decide(scope, purchase, stop);
            },
            cancellation,
            follows: true
        );
    }
}
