using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Sends the codes by which members confirm redemptions.</summary>
internal sealed class RedemptionMessages(Programme programme, SendingRules rules, IStringLocalizer<StoreApiTexts> texts)
{
    private const string Kind = "redemption-code";
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Writes a new code and the message with it into the posting's transaction; an older code dies.</summary>
    /// <returns>429 when the member got too many within an hour, else null. The account is locked, so the count is
    /// exact.</returns>
    public async Task<PostingAnswer?> SendCodeAsync(
        ApiCaller caller,
        PostingScope scope,
        Hold hold,
        CancellationToken cancellation
    )
    {
        var since = scope.Now - Window;
        var recent = scope.Db.Outbox.Where(each =>
            each.AccountId == hold.AccountId && each.Kind == Kind && each.CreatedAt > since
        );
        if (!caller.IsDemo && await recent.CountAsync(cancellation) >= rules.RedemptionsHour)
        {
            var first = await recent.MinAsync(each => each.CreatedAt, cancellation);
            return ApiAnswers.TooMany(first + Window - scope.Now);
        }
        var code = OneTimeCodes.New();
        var hash = OneTimeCodes.HashOf(hold.Id, code);
        if (
            await scope.Db.RedemptionCodes.FirstOrDefaultAsync(each => each.HoldId == hold.Id, cancellation) is { } sent
        )
        {
            sent.CodeHash = hash;
        }
        else
        {
            scope.Db.RedemptionCodes.Add(new RedemptionCode { HoldId = hold.Id, CodeHash = hash });
        }
        var member = await scope
            .Db.Members.Where(each => each.AccountId == hold.AccountId)
            .Select(each => new { each.Phone, each.Language })
            .FirstAsync(cancellation);
        scope.Db.Outbox.Add(
            OutboxMessage.SecretSms(
                scope.Keys.New(),
                scope.Now,
                Kind,
                member.Phone,
                Languages.In(
                    member.Language,
                    culture => texts["redemption-code", code, programme.Say(hold.Points, culture), hold.OrderId]
                ),
                hold.AccountId,
                hold.ExpiresAt
            )
        );
        return null;
    }
}
