using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>GET /api/v1/redemptions/{id}: how a redemption stands, so that a till learns when the member has confirmed it
/// on the page with the card.</summary>
internal sealed class ReadRedemption(PortalDb db, TimeProvider time)
{
    public async Task<PostingAnswer> AnswerAsync(ApiCaller caller, string redemptionId, CancellationToken cancellation)
    {
        var id = Guid.TryParse(redemptionId, out var parsed) ? parsed : Guid.Empty;
        var hold = await db.Holds.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation);
        if (hold is null)
        {
            return ApiAnswers.Problem(404, "redemption-unknown", Details.Of("redemption-unknown"));
        }
        return caller.Forbids(hold.Channel, hold.Store)
            ?? ApiAnswers.Json(200, Answer(hold, hold.IsOpen && !hold.KeepsAt(Clock.Now(time))));
    }

    /// <summary>A redemption in the contract's words.</summary>
    /// <param name="hold">The redemption.</param>
    /// <param name="isOver">Whether its time ran out, which may not be written yet.</param>
    public static RedemptionAnswer Answer(Hold hold, bool isOver = false) =>
        new(
            hold.Id,
            Words.Of(isOver ? HoldStatus.Expired : hold.Status),
            Words.Of(hold.Confirmation),
            hold.Points,
            hold.ExpiresAt
        );
}
