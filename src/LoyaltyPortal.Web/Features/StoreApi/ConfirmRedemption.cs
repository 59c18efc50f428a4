using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/redemptions/{id}/confirm and /resend: the member agrees by a code sent to the phone.</summary>
internal sealed class ConfirmRedemption(RedemptionPosting redemptions, RedemptionMessages messages, AnswerMaker answers)
{
    /// <summary>Confirms; 422 <c>code-wrong</c> with <c>attemptsLeft</c>, and the fifth wrong code closes the redemption.
    /// One that is confirmed already stays so, whatever the code.</summary>
    public Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        string redemptionId,
        ConfirmBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var faults = new Faults();
        BasketReader.Optional(faults, "$.code", body.Code, 20);
        return faults.Any
            ? Task.FromResult(ApiAnswers.Malformed(faults))
            : ConfirmAsync(caller, redemptionId, body.Code, claim, cancellation);
    }

    private Task<PostingAnswer> ConfirmAsync(
        ApiCaller caller,
        string redemptionId,
        string? code,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    ) =>
        redemptions.RunAsync(
            caller,
            redemptionId,
            claim,
            async (scope, hold, stop) =>
            {
                if (hold.Status == HoldStatus.Held && hold.KeepsAt(scope.Now))
                {
                    return ApiAnswers.Json(200, new StatusAnswer(Words.Of(hold.Status)));
                }
                if (!hold.WaitsAt(scope.Now))
                {
                    return ApiAnswers.Refused(Refusal.RedemptionClosed, answers.Sentences);
                }
                if (string.IsNullOrWhiteSpace(code))
                {
                    return ApiAnswers.Malformed("$.code", "is required while the member has not confirmed");
                }
                // Where the card was open no code was sent, so none is the right one until one is asked for.
                var sent = await scope.Db.RedemptionCodes.FirstOrDefaultAsync(each => each.HoldId == hold.Id, stop);
                if (sent is not null && OneTimeCodes.IsRight(sent.CodeHash, hold.Id, code.Trim()))
                {
                    hold.Confirm();
                    return ApiAnswers.Json(200, new StatusAnswer(Words.Of(hold.Status)));
                }
                hold.CountWrongCode();
                scope.Journal!.BringToNow();
                return WrongCode(hold.AttemptsLeft);
            },
            cancellation
        );

    /// <summary>Sends another code; the old one dies. 409 <c>resend-limit</c> after the third.</summary>
    public Task<PostingAnswer> ResendAsync(
        ApiCaller caller,
        string redemptionId,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    ) =>
        redemptions.RunAsync(
            caller,
            redemptionId,
            claim,
            async (scope, hold, stop) =>
            {
                if (!hold.WaitsAt(scope.Now))
                {
                    return ApiAnswers.Refused(Refusal.RedemptionClosed, answers.Sentences);
                }
                if (!hold.TryResend())
                {
                    return ApiAnswers.Problem(409, "resend-limit", Details.Of("resend-limit"));
                }
                return await messages.SendCodeAsync(caller, scope, hold, stop)
                    ?? ApiAnswers.Json(202, new StatusAnswer(Words.Of(hold.Status)));
            },
            cancellation
        );

    /// <summary>A wrong code is written: it counts, also when the answer never arrives.</summary>
    private static PostingAnswer WrongCode(int attemptsLeft) =>
        ApiAnswers.Problem(
            422,
            "code-wrong",
            Details.Of("code-wrong"),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["attemptsLeft"] = attemptsLeft }
        ) with
        {
            WritesRefusal = true,
        };
}
