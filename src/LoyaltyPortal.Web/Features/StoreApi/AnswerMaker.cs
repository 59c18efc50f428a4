using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Tiers;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Puts what the portal knows into the contract's shapes and words.</summary>
internal sealed class AnswerMaker(Programme programme, ReasonSentences sentences)
{
    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Sentences of reasons.</summary>
    public ReasonSentences Sentences => sentences;

    /// <summary>A promotion's name.</summary>
    public static string NameOf(Promotion promotion) => promotion.Name.In(Language);

    /// <summary>A level.</summary>
    public static TierAnswer Tier(Tier tier) =>
        new(tier.Id, tier.Name.In(Language), [.. tier.Benefits.Select(each => each.In(Language))]);

    /// <summary>A level by its id; null for none.</summary>
    public TierAnswer? TierNamed(string? id) =>
        id is null ? null
        : programme.Tiers.Named(id) is { } tier ? Tier(tier)
        : new TierAnswer(id, id, []);

    /// <summary>What the next level takes.</summary>
    public static NextTierAnswer? Next(TierStanding standing) =>
        standing.Next is { } next
            ? new NextTierAnswer(next.Id, next.Name.In(Language), standing.SumMissing, standing.OrdersMissing)
            : null;

    /// <summary>A rate in percent.</summary>
    public static decimal? Rate(Percent? rate) => rate is { } known ? Trimmed.Of(known.Value) : null;

    /// <summary>Reasons with their sentences.</summary>
    public IReadOnlyList<ReasonAnswer> Reasons(IEnumerable<Reason> reasons) => [.. reasons.Select(Reason)];

    /// <summary>A reason with its sentence.</summary>
    public ReasonAnswer Reason(Reason reason)
    {
        // On a page a line's reason stands beside its product; here it has to name it.
        var product = reason.Args.GetValueOrDefault("name");
        var text = sentences.Say(reason);
        return new(reason.Code, product is null ? text : $"{product[2..]}: {text}");
    }

    /// <summary>Ids of entries and lots are the account's and a number; to callers they are opaque.</summary>
    public static string IdOf(Guid accountId, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{accountId:N}.{number}");

    /// <summary>An entry of the ledger.</summary>
    public EntryAnswer Entry(Guid accountId, EntryView entry) =>
        new(
            IdOf(accountId, entry.Number),
            entry.At,
            Words.Of(entry.Type),
            entry.Wallet,
            entry.Points,
            entry.Type == EntryType.DebtSettled ? entry.Settled : null,
            entry.OrderId,
            entry.LotNumber is { } lot ? IdOf(accountId, lot) : null,
            entry.StartsOn,
            entry.EndsOn,
            Reason(entry.Reason),
            Reasons(entry.Explanation)
        );

    /// <summary>A purchase with the dates of its lot.</summary>
    public PurchaseAnswer Purchase(Purchase purchase, DateOnly? startsOn, DateOnly? endsOn) =>
        new(
            purchase.Id,
            purchase.OrderId,
            purchase.AccountId,
            Words.Of(purchase.StatusIn(programme)),
            TierNamed(purchase.TierId),
            new EarnedAnswer(
                purchase.Earned,
                purchase.Wallet,
                Rate(purchase.Rate),
                startsOn,
                endsOn,
                Reasons(purchase.Explanation),
                [
                    .. purchase.Promotions.Select(each => new PromotionAnswer(
                        each.PromotionId,
                        programme.Promotion(each.PromotionId)?.Name.In(Language) ?? each.PromotionId,
                        each.Points
                    )),
                ]
            ),
            purchase.Redeemed,
            purchase.MoneyPaid,
            purchase.Channel,
            purchase.PlacedAt,
            purchase.PaidAt,
            purchase.ReceivedAt,
            purchase.CompletedAt,
            purchase.CancelledAt,
            [
                .. purchase.Lines.Select(line => new PurchaseLineAnswer(
                    line.Line.LineId,
                    line.Line.Sku,
                    line.Line.Quantity,
                    line.Line.Price,
                    line.Redeemed,
                    line.Paid,
                    line.Earned,
                    line.Returned
                )),
            ]
        );

    /// <summary>What a return did.</summary>
    public ReturnAnswer Return(Guid? accountId, ReturnResult result) =>
        new(
            result.Annulled,
            result.Restored,
            result.Debt,
            TierNamed(result.TierBefore),
            TierNamed(result.TierAfter),
            [
                .. result.Lots.Select(lot => new RestoredLotAnswer(
                    IdOf(accountId ?? Guid.Empty, lot.LotNumber),
                    lot.Points,
                    lot.EndsOn
                )),
            ]
        );

    /// <summary>A return beside its purchase.</summary>
    public static PurchaseReturnAnswer Return(ReturnRecord record) =>
        new(
            record.ReturnId,
            record.At,
            [.. record.Lines.Select(line => new ReturnLineAnswer(line.LineId, line.Quantity))],
            record.Result.Annulled,
            record.Result.Restored
        );
}

/// <summary>The contract's words.</summary>
internal static class Words
{
    public static string Of(EntryType type) =>
        type == EntryType.DebtSettled ? "debtSettled" : type.ToString().ToLowerInvariant();

    public static string Of(PurchaseStatus status) => status.ToString().ToLowerInvariant();

    public static string Of(AccountKind kind) => kind == AccountKind.LegalEntity ? "legalEntity" : "person";

    public static string Of(AccountStatus status) =>
        status switch
        {
            AccountStatus.AwaitingQuestionnaire => "awaitingQuestionnaire",
            AccountStatus.Blocked => "blocked",
            _ => "active",
        };

    public static string Of(SpendConfirmation confirmation) =>
        confirmation switch
        {
            SpendConfirmation.Sms => "sms",
            SpendConfirmation.Portal => "portal",
            _ => "none",
        };

    public static string Of(HoldStatus status) =>
        status switch
        {
            HoldStatus.AwaitingConfirmation => "awaitingConfirmation",
            HoldStatus.Held => "held",
            HoldStatus.Used => "used",
            HoldStatus.Cancelled => "cancelled",
            _ => "closed",
        };
}
