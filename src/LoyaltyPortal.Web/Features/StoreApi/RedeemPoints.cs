using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Spending;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/redemptions: keeps points for an order, and frees them again.</summary>
internal sealed class RedeemPoints(
    PostingRunner postings,
    RedemptionPosting redemptions,
    RedemptionMessages messages,
    BasketReader baskets,
    MemberLookup lookup,
    AnswerMaker answers
)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>Keeps points; 422 <c>redemption-not-allowed</c> with <c>max</c> when they cannot be spent so.</summary>
    public async Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        RedemptionBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var faults = new Faults();
        BasketReader.Required(faults, "$.orderId", body.OrderId, 100);
        if (body.Points is not { IsPositive: true })
        {
            faults.Add("$.points", "must be more than 0");
        }
        var (basket, refusal) = baskets.Read(caller, body, faults);
        if (refusal is not null)
        {
            return refusal;
        }
        var (found, unknown) = await lookup.FindForPostingAsync(body.Member, "$.member", cancellation);
        if (unknown is not null)
        {
            return unknown;
        }
        if (found!.Trust == QrTrust.Offline)
        {
            return ApiAnswers.Refused(
                Refusal.NotAllowed(Points.Zero, [Reason.Of(ReasonCodes.EarningOnly)]),
                answers.Sentences
            );
        }
        return await postings.RunAsync(
            found.AccountId,
            null,
            claim,
            async (scope, stop) =>
            {
                if (!await lookup.TryUseAsync(scope, found, stop))
                {
                    return MemberLookup.Unknown;
                }
                var request = new HoldRequest(
                    scope.Keys.New(),
                    body.OrderId!,
                    basket!.Channel,
                    body.Store,
                    BasketReader.PromoCodeOf(body),
                    basket.Lines,
                    body.Points!.Value,
                    Lasts,
                    await CardCodes.IsCardOpenAsync(scope.Db, scope.Journal!.Account.Id, scope.Now, stop)
                );
                var hold = HoldPosting.Post(scope.Journal!, request);
                if (hold.Refusal is { } no)
                {
                    return ApiAnswers.Refused(no, answers.Sentences);
                }
                var limited =
                    hold.Value.Confirmation == SpendConfirmation.Sms
                        ? await messages.SendCodeAsync(caller, scope, hold.Value, stop)
                        : null;
                return limited ?? ApiAnswers.Json(201, ReadRedemption.Answer(hold.Value));
            },
            cancellation,
            follows: true
        );
    }

    /// <summary>Frees the points of a redemption that is not used.</summary>
    public Task<PostingAnswer> CancelAsync(
        ApiCaller caller,
        string redemptionId,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    ) =>
        redemptions.RunAsync(
            caller,
            redemptionId,
            claim,
            (scope, hold, _) =>
            {
                if (hold.Status is not (HoldStatus.Cancelled or HoldStatus.Expired) && !hold.KeepsAt(scope.Now))
                {
                    return Task.FromResult(ApiAnswers.Refused(Refusal.RedemptionClosed, answers.Sentences));
                }
                hold.Cancel();
                scope.Journal!.BringToNow();
                return Task.FromResult(ApiAnswers.Json(200, new StatusAnswer("cancelled")));
            },
            cancellation
        );
}
