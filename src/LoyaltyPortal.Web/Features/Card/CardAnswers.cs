using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>What a member says on the page with the card to a shop that asks for points.</summary>
public sealed class CardAnswers(PostingRunner postings)
{
    private static readonly PostingAnswer Done = new(200, string.Empty);
    private static readonly PostingAnswer Late = new(409, string.Empty);

    /// <summary>The member agrees; false when the redemption is another member's, given up or over. One that is confirmed
    /// already stays so.</summary>
    public Task<bool> ConfirmAsync(Guid accountId, Guid holdId, CancellationToken cancellation) =>
        AnswerAsync(
            accountId,
            holdId,
            (hold, now) =>
            {
                if (hold.WaitsAt(now))
                {
                    hold.Confirm();
                }
                return hold.Status == HoldStatus.Held && hold.KeepsAt(now);
            },
            cancellation
        );

    /// <summary>The member does not want that: the points are free again.</summary>
    /// <inheritdoc cref="ConfirmAsync"/>
    public Task<bool> DeclineAsync(Guid accountId, Guid holdId, CancellationToken cancellation) =>
        AnswerAsync(
            accountId,
            holdId,
            (hold, now) =>
            {
                if (hold.WaitsAt(now))
                {
                    hold.Cancel();
                }
                return hold.Status == HoldStatus.Cancelled;
            },
            cancellation
        );

    private async Task<bool> AnswerAsync(
        Guid accountId,
        Guid holdId,
        Func<Hold, DateTimeOffset, bool> answer,
        CancellationToken cancellation
    )
    {
        var posted = await postings.RunAsync(
            accountId,
            null,
            null,
            async (scope, stop) =>
            {
                scope.Journal!.BringToNow();
                var hold = await scope.Db.Holds.FirstOrDefaultAsync(
                    each => each.Id == holdId && each.AccountId == accountId,
                    stop
                );
                return hold is not null && answer(hold, scope.Now) ? Done : Late;
            },
            cancellation
        );
        return posted.Status == Done.Status;
    }
}
