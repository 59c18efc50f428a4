namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A promotion that changes no purchase: a multiplier where the rate is 0, no points where there were none, or
/// goods that earn nothing whatever is promoted.</summary>
internal static class PromotionWithoutEffect
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, promotion) in programme.Promotions.Index())
        {
            if (promotion.Reward is PromotionReward.Multiplied && !RateIsPositive(programme, promotion))
            {
                yield return new(
                    $"/promotions/{index}/gives",
                    $"\"{promotion.Id}\" multiplies what purchases earn, and the rate it multiplies is 0."
                );
            }
            if (
                promotion is { Reward: PromotionReward.Nothing, PointsMayPay: true }
                && !programme.Channels.Any(channel => promotion.Scope.Includes(channel) && programme.CanEarn(channel))
            )
            {
                yield return new(
                    $"/promotions/{index}/gives",
                    $"\"{promotion.Id}\" takes points away where purchases earn none, and lets points pay as ever."
                );
            }
            if (promotion.Reward is not PromotionReward.Nothing && GoodsAreExcluded(programme, promotion.Scope))
            {
                yield return new(
                    $"/promotions/{index}/gives",
                    $"All goods of \"{promotion.Id}\" are on the list of those that earn nothing, promotions included."
                );
            }
        }
    }

    private static bool RateIsPositive(Programme programme, Promotion promotion) =>
        programme.Earning.Rate switch
        {
            RateRules.ByTier => programme.Tiers.List.Any(tier =>
                tier.Rate > Percent.Zero
                && (promotion.Scope.Tiers.Count == 0 || promotion.Scope.Tiers.Contains(tier.Id))
            ),
            RateRules.Ladder ladder => ladder.Lowest > Percent.Zero
                || ladder.Steps.Any(step => step.Rate > Percent.Zero),
            _ => true,
        };

    private static bool GoodsAreExcluded(Programme programme, PromotionScope scope)
    {
        var excludes = programme.Earning.Excludes;
        return scope.Skus.Count + scope.Categories.Count > 0
            && scope.Skus.All(excludes.Skus.Contains)
            && scope.Categories.All(excludes.Categories.Contains);
    }
}
