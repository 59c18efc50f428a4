using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform.Baskets;

/// <summary>How a promo code matters.</summary>
public enum PromoQuestion
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Whether there is one: it excludes points.</summary>
    YesOrNo,

    /// <summary>Which one: it calls for a promotion.</summary>
    Which,
}

/// <summary>How a visitor's rate is found.</summary>
public enum StandingQuestion
{
    /// <summary>It is the same for everybody.</summary>
    None,

    /// <summary>By the level.</summary>
    Level,

    /// <summary>By the total of earlier purchases.</summary>
    Total,
}

/// <summary>What this programme has to know of a basket: nothing is asked that could not change a figure.</summary>
/// <param name="Method">Whether the form of payment matters.</param>
/// <param name="Promo">How a promo code matters.</param>
/// <param name="Standing">How a visitor's rate is found.</param>
/// <param name="Marks">Marks of a line that leave it out of something, services first.</param>
/// <param name="Points">Whether products have points of their own.</param>
/// <param name="Articles">Whether some rule names articles.</param>
/// <param name="Categories">Categories that some rule names.</param>
public sealed record Questions(
    bool Method,
    PromoQuestion Promo,
    StandingQuestion Standing,
    IReadOnlyList<LineMarks> Marks,
    bool Points,
    bool Articles,
    IReadOnlyList<string> Categories
)
{
    /// <summary>The contract's words for payment (store-api.md, "Words").</summary>
    public static readonly IReadOnlyList<string> Methods = ["online", "cash", "card", "instalments", "other"];

    /// <summary>What a programme asks on a day.</summary>
    public static Questions Of(Programme programme, DateOnly today)
    {
        List<Exclusions> leftOut = [programme.Earning.Excludes, .. programme.Wallets.Select(wallet => wallet.Excludes)];
        List<Promotion> promotions = [.. programme.Promotions.Where(each => each.From <= today && today <= each.To)];
        var products = programme.Earning.Rate as RateRules.PerProduct;
        return new Questions(
            programme.Channels.Any(channel => channel.EarnsPaidBy.Count > 0)
                || programme.Earning.Rate is RateRules.Ladder { Factors.Count: > 0 },
            promotions.Exists(each => each.Scope.PromoCode is not null) ? PromoQuestion.Which
                : programme.Wallets.Any(wallet => wallet.PromoCodeOrPoints) ? PromoQuestion.YesOrNo
                : PromoQuestion.None,
            programme.Earning.Rate is RateRules.Ladder ? StandingQuestion.Total
                : programme.Tiers.List.Count > 1 ? StandingQuestion.Level
                : StandingQuestion.None,
            [.. MarksOf(leftOut)],
            products is not null,
            products is { Products.Count: > 0 }
                || leftOut.Exists(each => each.Skus.Count > 0)
                || promotions.Exists(each => each.Scope.Skus.Count > 0),
            [
                .. leftOut
                    .SelectMany(each => each.Categories)
                    .Concat(promotions.SelectMany(each => each.Scope.Categories))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.CurrentCulture),
            ]
        );
    }

    private static IEnumerable<LineMarks> MarksOf(List<Exclusions> leftOut)
    {
        yield return LineMarks.Service;
        if (leftOut.Exists(each => each.GiftCards))
        {
            yield return LineMarks.GiftCard;
        }
        if (leftOut.Exists(each => each.OnOffer))
        {
            yield return LineMarks.OnOffer;
        }
        if (leftOut.Exists(each => each.OutletDiscounts))
        {
            yield return LineMarks.Outlet;
        }
        if (leftOut.Exists(each => each.NoPoints))
        {
            yield return LineMarks.NoPoints;
        }
    }
}
