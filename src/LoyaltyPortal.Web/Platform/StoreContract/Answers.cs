using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Web.Platform.StoreContract;

/// <summary>A reason: a stable code and a sentence in the caller's language.</summary>
public sealed record ReasonAnswer(string Code, string Text);

/// <summary>A level.</summary>
public sealed record TierAnswer(string Id, string Name, IReadOnlyList<string> Benefits);

/// <summary>The next level and what is missing for it, as counted today.</summary>
public sealed record NextTierAnswer(string Id, string Name, Money SumMissing, int OrdersMissing);

/// <summary>Points that end together.</summary>
public sealed record ExpiringAnswer(Points Points, DateOnly On);

/// <summary>Balances of a wallet.</summary>
public sealed record WalletAnswer(
    string Id,
    Points Active,
    Points Pending,
    Points Held,
    Points Debt,
    IReadOnlyList<ExpiringAnswer> Expiring
);

/// <summary>A new or known member.</summary>
public sealed record EnrolAnswer(Guid MemberId, string Status, string CardNumber);

/// <summary>A member.</summary>
public sealed record MemberAnswer(
    Guid MemberId,
    string Status,
    string Kind,
    string? MaskedName,
    string MaskedPhone,
    string CardNumber,
    TierAnswer Tier,
    NextTierAnswer? NextTier,
    IReadOnlyList<WalletAnswer> Wallets,
    string? QrTrust
);

/// <summary>An entry of the ledger.</summary>
public sealed record EntryAnswer(
    string Id,
    DateTimeOffset At,
    string Type,
    string Wallet,
    Points Points,
    Points? Settled,
    string? OrderId,
    string? LotId,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    ReasonAnswer Reason,
    IReadOnlyList<ReasonAnswer> Explanation
);

/// <summary>A page of the ledger, newest first.</summary>
public sealed record LedgerAnswer(IReadOnlyList<EntryAnswer> Entries, string? Next);

/// <summary>What a basket would earn.</summary>
public sealed record QuoteEarnAnswer(
    Points Points,
    decimal? Rate,
    TierAnswer? Tier,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    IReadOnlyList<ReasonAnswer> Explanation,
    IReadOnlyList<PromotionAnswer> Promotions
);

/// <summary>What points could pay.</summary>
public sealed record QuoteRedeemAnswer(
    string Wallet,
    Points Max,
    Points Step,
    Money? MinimumBasket,
    IReadOnlyList<ReasonAnswer> Reasons
);

/// <summary>A line of a quote.</summary>
public sealed record QuoteLineAnswer(string LineId, Points Earn, Points RedeemMax, IReadOnlyList<ReasonAnswer> Reasons);

/// <summary>A quote.</summary>
public sealed record QuoteAnswer(QuoteEarnAnswer Earn, QuoteRedeemAnswer Redeem, IReadOnlyList<QuoteLineAnswer> Lines);

/// <summary>A redemption.</summary>
public sealed record RedemptionAnswer(
    Guid RedemptionId,
    string Status,
    string Confirmation,
    Points Points,
    DateTimeOffset ExpiresAt
);

/// <summary>A status alone.</summary>
public sealed record StatusAnswer(string Status);

/// <summary>What a promotion adds, besides what the purchase itself earns.</summary>
public sealed record PromotionAnswer(string Id, string Name, Points Points);

/// <summary>What a purchase earned.</summary>
public sealed record EarnedAnswer(
    Points Points,
    string Wallet,
    decimal? Rate,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    IReadOnlyList<ReasonAnswer> Explanation,
    IReadOnlyList<PromotionAnswer> Promotions
);

/// <summary>A line of a purchase.</summary>
public sealed record PurchaseLineAnswer(
    string LineId,
    string Sku,
    int Quantity,
    Money Price,
    Points Redeemed,
    Money Paid,
    Points Earned,
    int Returned
);

/// <summary>A purchase.</summary>
public sealed record PurchaseAnswer(
    Guid PurchaseId,
    string OrderId,
    Guid? MemberId,
    string Status,
    TierAnswer? Tier,
    EarnedAnswer Earned,
    Points Redeemed,
    Money MoneyPaid,
    string Channel,
    DateTimeOffset PlacedAt,
    DateTimeOffset? PaidAt,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? CancelledAt,
    IReadOnlyList<PurchaseLineAnswer> Lines
)
{
    /// <summary>Returns so far; only where the purchase is asked for.</summary>
    public IReadOnlyList<PurchaseReturnAnswer>? Returns { get; init; }

    /// <summary>Entries of the ledger about it; only where the purchase is asked for.</summary>
    public IReadOnlyList<EntryAnswer>? Entries { get; init; }
}

/// <summary>A lot that points went back to.</summary>
public sealed record RestoredLotAnswer(string LotId, Points Points, DateOnly? EndsOn);

/// <summary>What a return did.</summary>
public sealed record ReturnAnswer(
    Points Annulled,
    Points Restored,
    Points Debt,
    TierAnswer? TierBefore,
    TierAnswer? TierAfter,
    IReadOnlyList<RestoredLotAnswer> Lots
);

/// <summary>A return beside its purchase.</summary>
public sealed record PurchaseReturnAnswer(
    string? ReturnId,
    DateTimeOffset At,
    IReadOnlyList<ReturnLineAnswer> Lines,
    Points Annulled,
    Points Restored
);

/// <summary>Pieces of a line that came back.</summary>
public sealed record ReturnLineAnswer(string LineId, int Quantity);

/// <summary>Points of an activity.</summary>
public sealed record ActivityAnswer(Points Points, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>Why a request is refused (RFC 9457); made by the store API.</summary>
/// <param name="Type">A link that ends in the code.</param>
/// <param name="Title">The code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for developers.</param>
/// <param name="TraceId">What to look for in the portal's log.</param>
/// <param name="Errors">What is wrong with which field, by JSON path.</param>
/// <param name="Max">The most points that would have been allowed.</param>
/// <param name="Reasons">Why not more.</param>
/// <param name="AttemptsLeft">Wrong codes that a redemption still takes.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string TraceId,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    Points? Max,
    IReadOnlyList<ReasonAnswer>? Reasons,
    int? AttemptsLeft
);

/// <summary>What an import came to.</summary>
public sealed record ImportAnswer(int Accepted, int Repeated, IReadOnlyList<RefusedLineAnswer> Refused);

/// <summary>A line that was refused.</summary>
public sealed record RefusedLineAnswer(int Line, string Code, string Text);

/// <summary>A level as the rules have it.</summary>
public sealed record ProgrammeTierAnswer(
    string Id,
    string Name,
    Money Sum,
    int Orders,
    decimal Rate,
    decimal Cap,
    IReadOnlyList<string> Benefits
);

/// <summary>The most that points pay: by the tier, a percentage, or so many points per full sum.</summary>
public sealed record CapAnswer(string By, decimal? Percent, Money? Per, Points? Points);

/// <summary>A wallet as the rules have it.</summary>
public sealed record ProgrammeWalletAnswer(
    string Id,
    string Name,
    IReadOnlyList<string> Channels,
    CapAnswer Cap,
    Money? MinimumBasket,
    Points Step
);

/// <summary>A length of time on the calendar.</summary>
public sealed record PeriodAnswer(int Count, string Unit);

/// <summary>An activity as the rules have it; its points live for <c>periods</c>, null for ever.</summary>
public sealed record ProgrammeActivityAnswer(string Type, string Name, Points Points, PeriodAnswer? Periods);

/// <summary>What the questionnaire asks.</summary>
public sealed record QuestionnaireFieldAnswer(string Field, bool Required);

/// <summary>A step of how the programme works.</summary>
public sealed record StepAnswer(string Title, string Text);

/// <summary>A question that people ask and its answer.</summary>
public sealed record FaqAnswer(string Question, string Answer);

/// <summary>What the programme tells people, its figures written out.</summary>
public sealed record ProgrammeTextsAnswer(
    string Tagline,
    IReadOnlyList<StepAnswer> HowItWorks,
    IReadOnlyList<FaqAnswer> Faq
);

/// <summary>What a point is called.</summary>
public sealed record PointWordAnswer(string One, string Few, string Many);

/// <summary>What the operator stopped, from and until when.</summary>
public sealed record SuspensionAnswer(
    bool Earning,
    bool Spending,
    bool ExpiryClock,
    DateTimeOffset From,
    DateTimeOffset To
);

/// <summary>The programme in force.</summary>
public sealed record ProgrammeAnswer(
    string Id,
    string Version,
    string Name,
    string Currency,
    PointWordAnswer PointWord,
    Points PointPrecision,
    string TimeZone,
    IReadOnlyList<ProgrammeTierAnswer> Tiers,
    IReadOnlyList<ProgrammeWalletAnswer> Wallets,
    IReadOnlyList<ProgrammeActivityAnswer> Activities,
    IReadOnlyList<string> Notices,
    SuspensionAnswer? Suspension,
    IReadOnlyList<string> DemoValues,
    IReadOnlyList<QuestionnaireFieldAnswer> Questionnaire,
    ProgrammeTextsAnswer Texts
);
