using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Sends the codes by which members confirm redemptions.</summary>
internal sealed class RedemptionMessages(Programme programme, IStringLocalizer<StoreApiTexts> texts)
{
    /// <summary>Writes a new code and the message with it into the posting's transaction; an older code dies.</summary>
    public async Task SendCodeAsync(PostingScope scope, Hold hold, CancellationToken cancellation)
    {
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
                "redemption-code",
                member.Phone,
                Languages.In(
                    member.Language,
                    culture => texts["redemption-code", code, programme.Say(hold.Points, culture), hold.OrderId]
                ),
                hold.AccountId,
                hold.ExpiresAt
            )
        );
    }
}
