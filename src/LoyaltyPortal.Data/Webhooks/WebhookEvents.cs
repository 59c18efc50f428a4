namespace LoyaltyPortal.Data.Webhooks;

/// <summary>What webhooks can be told of. A word that is there stays: receivers know it.</summary>
public static class WebhookEvents
{
    /// <summary>An order of a member was told by a shop.</summary>
    public const string PurchasePosted = "purchase.posted";

    /// <summary>Goods came back, or an order was cancelled.</summary>
    public const string PurchaseReturned = "purchase.returned";

    /// <summary>Points were spent.</summary>
    public const string PointsRedeemed = "points.redeemed";

    /// <summary>Points were given or taken by staff.</summary>
    public const string PointsAdjusted = "points.adjusted";

    /// <summary>Points were not spent in time.</summary>
    public const string PointsExpired = "points.expired";

    /// <summary>Points end in 30, 7 or 1 days.</summary>
    public const string PointsExpiring = "points.expiring";

    /// <summary>A member has another level.</summary>
    public const string TierChanged = "tier.changed";

    /// <summary>Somebody became a member.</summary>
    public const string MemberJoined = "member.joined";

    /// <summary>A member was forgotten.</summary>
    public const string MemberLeft = "member.left";

    /// <summary>A word by which an operator tries a webhook; every webhook takes it, none asks for it.</summary>
    public const string Test = "test";

    /// <summary>All that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        PurchasePosted,
        PurchaseReturned,
        PointsRedeemed,
        PointsAdjusted,
        PointsExpired,
        PointsExpiring,
        TierChanged,
        MemberJoined,
        MemberLeft,
    ];

    /// <summary>Those that come about by the calendar as well.</summary>
    public static IReadOnlyList<string> OfTheCalendar { get; } = [PointsExpiring, TierChanged];
}
