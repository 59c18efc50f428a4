using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Runs a posting on a redemption that exists: locks its member's account and loads it.</summary>
internal sealed class RedemptionPosting(PortalDb db, PostingRunner postings)
{
    /// <summary>Runs a posting, or answers 404.</summary>
    /// <param name="caller">Who asks: 403 unless it speaks for the channel and store that the points were asked through.</param>
    /// <param name="redemptionId">The id as it stands in the address.</param>
    /// <param name="claim">The caller's wish to be answered once.</param>
    /// <param name="decide">Decides on the redemption of an account that is brought to now.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<PostingAnswer> RunAsync(
        ApiCaller caller,
        string redemptionId,
        IdempotencyClaim? claim,
        Func<PostingScope, Hold, CancellationToken, Task<PostingAnswer>> decide,
        CancellationToken cancellation
    )
    {
        var id = Guid.TryParse(redemptionId, out var parsed) ? parsed : Guid.Empty;
        var known = await db
            .Holds.Where(each => each.Id == id)
            .Select(each => new
            {
                each.AccountId,
                each.Channel,
                each.Store,
            })
            .FirstOrDefaultAsync(cancellation);
        if (known is null)
        {
            return ApiAnswers.Problem(404, "redemption-unknown", Details.Of("redemption-unknown"));
        }
        if (caller.Forbids(known.Channel, known.Store) is { } forbidden)
        {
            return forbidden;
        }
        return await postings.RunAsync(
            known.AccountId,
            null,
            claim,
            async (scope, stop) =>
            {
                scope.Journal!.BringToNow();
                var hold = await scope.Db.Holds.FirstAsync(each => each.Id == id, stop);
                return await decide(scope, hold, stop);
            },
            cancellation
        );
    }
}
