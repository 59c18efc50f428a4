using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/purchases: an order of a shop, paid or not, with or without points.</summary>
internal sealed class PostPurchase(
    PortalDb db,
    PostingRunner postings,
    BasketReader baskets,
    MemberLookup lookup,
    Programme programme,
    SequentialKeys keys,
    AnswerMaker answers
)
{
    public async Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        PurchaseBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var (order, refusal) = baskets.ReadOrder(caller, body, keys.New());
        if (refusal is not null)
        {
            return refusal;
        }
        if (body.RedemptionId is not null && (body.Member is null || !Guid.TryParse(body.RedemptionId, out _)))
        {
            return body.Member is null
                ? ApiAnswers.Malformed("$.member", "must be named where points are spent")
                : ApiAnswers.Problem(404, "redemption-unknown", Details.Of("redemption-unknown"));
        }
        if (body.Member is null)
        {
            return await PostGuestAsync(order!, claim, cancellation);
        }
        var (found, unknown) = await lookup.FindForPostingAsync(body.Member, "$.member", cancellation);
        return unknown ?? await PostAsync(found!, order!, body.RedemptionId, claim, cancellation);
    }

    private Task<PostingAnswer> PostGuestAsync(Order order, IdempotencyClaim? claim, CancellationToken cancellation) =>
        postings.RunAsync(
            null,
            null,
            claim,
            async (scope, stop) =>
            {
                if (await ExistsAsync(scope, order, stop))
                {
                    return Exists;
                }
                var purchase = PurchasePosting.PostWithoutMember(order, programme);
                scope.Db.Purchases.Add(purchase);
                return ApiAnswers.Json(201, answers.Purchase(purchase, null, null));
            },
            cancellation
        );

    private async Task<PostingAnswer> PostAsync(
        FoundMember found,
        Order order,
        string? redemptionId,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var accountId = found.AccountId!.Value;
        var earliest = order.PaidAt is { } paid ? programme.Zone.DayOf(paid) : (DateOnly?)null;
        var holdId = redemptionId is null ? (Guid?)null : Guid.Parse(redemptionId);
        if (holdId is not null && !await db.Holds.AnyAsync(each => each.Id == holdId, cancellation))
        {
            return ApiAnswers.Problem(404, "redemption-unknown", Details.Of("redemption-unknown"));
        }
        return await postings.RunAsync(
            accountId,
            earliest,
            claim,
            async (scope, stop) =>
            {
                if (await ExistsAsync(scope, order, stop))
                {
                    return Exists;
                }
                if (!await lookup.TryUseAsync(scope, found, stop))
                {
                    return MemberLookup.Unknown;
                }
                var hold = holdId is null ? null : await scope.Db.Holds.FirstAsync(each => each.Id == holdId, stop);
                var earlier = order.PaidAt is { } paidAt
                    ? await Ladders.EarlierThatDayAsync(
                        scope.Db,
                        scope.Journal!.Account.Id,
                        paidAt,
                        null,
                        programme,
                        stop
                    )
                    : Money.Zero;
                var posted = PurchasePosting.Post(scope.Journal!, order, hold, earlier);
                if (posted.Refusal is { } refusal)
                {
                    // An order told twice is that before it is anything else: its own hold, say, is used by itself.
                    return await HasOrderAsync(scope, order, stop)
                        ? Exists
                        : ApiAnswers.Refused(refusal, answers.Sentences);
                }
                scope.Db.Purchases.Add(posted.Value);
                return ApiAnswers.Json(201, Answer(scope.Journal!.Account, posted.Value));
            },
            cancellation,
            follows: true
        );
    }

    private PurchaseAnswer Answer(Account account, Purchase purchase)
    {
        var lot = account.Lots.FirstOrDefault(each => each.Number == purchase.LotNumber);
        return answers.Purchase(purchase, lot?.StartsOn, lot?.EndsOn);
    }

    /// <summary>Most orders are new, and the unique index refuses the others: only then it is asked why.</summary>
    private static async Task<bool> ExistsAsync(PostingScope scope, Order order, CancellationToken cancellation) =>
        scope.IsRetry && await HasOrderAsync(scope, order, cancellation);

    private static Task<bool> HasOrderAsync(PostingScope scope, Order order, CancellationToken cancellation) =>
        ApiQueries.Of(scope.Db).HasOrder(scope.Db, order.OrderId, cancellation);

    private static PostingAnswer Exists => ApiAnswers.Problem(409, "already-exists", Details.Of("already-exists"));
}
