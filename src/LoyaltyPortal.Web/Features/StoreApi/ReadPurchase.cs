using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>GET /api/v1/purchases/{orderId}: the purchase as bought, its returns and its entries.</summary>
internal sealed class ReadPurchase(PortalDb db, MemberReading reading, AnswerMaker answers)
{
    public async Task<PostingAnswer> AnswerAsync(ApiCaller caller, string orderId, CancellationToken cancellation)
    {
        var purchase = await db
            .Purchases.AsNoTracking()
            .FirstOrDefaultAsync(each => each.OrderId == orderId, cancellation);
        if (purchase is null)
        {
            return ApiAnswers.Problem(404, "order-unknown", Details.Of("order-unknown"));
        }
        if (caller.Forbids(purchase.Channel, purchase.Store) is { } forbidden)
        {
            return forbidden;
        }
        var returns = await db
            .Returns.AsNoTracking()
            .Where(each => each.PurchaseId == purchase.Id)
            .OrderBy(each => each.At)
            .ToListAsync(cancellation);
        var lot = await db
            .Lots.AsNoTracking()
            .FirstOrDefaultAsync(
                each => each.AccountId == purchase.AccountId && each.Number == purchase.LotNumber,
                cancellation
            );
        IReadOnlyList<EntryView> entries = purchase.AccountId is { } account
            ? await reading.EntriesOfOrderAsync(account, orderId, cancellation)
            : [];
        return ApiAnswers.Json(
            200,
            answers.Purchase(purchase, lot?.StartsOn, lot?.EndsOn) with
            {
                Returns = [.. returns.Select(AnswerMaker.Return)],
                Entries = [.. entries.Select(entry => answers.Entry(entry.AccountId, entry))],
            }
        );
    }
}
