using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>A promotion with its own terms (programmes.md, "Extra points", any). What it gives lies in a lot of its own,
/// usable from the day on which the purchase's own points are.</summary>
/// <param name="Id">Short name.</param>
/// <param name="Name">Name for members.</param>
/// <param name="From">First day of payment, in the programme's zone.</param>
/// <param name="To">Last day of payment.</param>
/// <param name="Scope">Which purchases and goods it is about.</param>
/// <param name="Reward">What it gives.</param>
/// <param name="Life">How long its points live; null for ever.</param>
/// <param name="Combinable">Whether it counts beside others. One that does not counts alone or not at all, whichever
/// gives the member more.</param>
/// <param name="PointsMayPay">Whether its goods may be paid with points.</param>
/// <param name="ReturnsAnnul">Whether a return takes its points back in proportion.</param>
public sealed record Promotion(
    string Id,
    LocalText Name,
    DateOnly From,
    DateOnly To,
    PromotionScope Scope,
    PromotionReward Reward,
    Period? Life,
    bool Combinable,
    bool PointsMayPay,
    bool ReturnsAnnul
)
{
    /// <summary>Whether it is about purchases of that day, channel, level and promo code.</summary>
    public bool Covers(DateOnly day, string channel, Tier tier, string? promoCode) =>
        From <= day
        && day <= To
        && IsAmong(Scope.Channels, channel)
        && IsAmong(Scope.Tiers, tier.Id)
        && (Scope.PromoCode is not { } code || string.Equals(code, promoCode, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is about that line. Services are never meant.</summary>
    public bool Covers(BasketLine line) =>
        line.IsGoods
        && (
            (Scope.Skus.Count == 0 && Scope.Categories.Count == 0)
            || Scope.Skus.Contains(line.Sku)
            || (line.Category is { } category && Scope.Categories.Contains(category))
        );

    private static bool IsAmong(IReadOnlyList<string> list, string word) => list.Count == 0 || list.Contains(word);
}

/// <summary>Which purchases and goods a promotion is about; an empty list names them all.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Tiers">Levels on the day of payment.</param>
/// <param name="Skus">Articles; with categories, either will do.</param>
/// <param name="Categories">Categories of goods.</param>
/// <param name="PromoCode">The promo code that calls for it, in any case of letters; null for none.</param>
public sealed record PromotionScope(
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Tiers,
    IReadOnlyList<string> Skus,
    IReadOnlyList<string> Categories,
    string? PromoCode
);

/// <summary>What a promotion gives.</summary>
public abstract record PromotionReward
{
    private PromotionReward() { }

    /// <summary>Its goods earn so many times as much; what exceeds the purchase's own points is the promotion's.</summary>
    /// <param name="Factor">More than 100 %.</param>
    public sealed record Multiplied(Percent Factor) : PromotionReward;

    /// <summary>So many points per order with goods of it that money paid for.</summary>
    /// <param name="Points">The points.</param>
    public sealed record Fixed(Points Points) : PromotionReward;

    /// <summary>Its goods earn nothing (programmes.md, "Earning", perfone).</summary>
    public sealed record Nothing : PromotionReward;
}
