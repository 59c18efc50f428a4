namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A promotion for channels and levels that cannot be together: purchases there earn nothing, or nobody stands on
/// its levels.</summary>
internal static class PromotionReachesNobody
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, promotion) in programme.Promotions.Index())
        {
            if (
                promotion.Reward is not PromotionReward.Nothing
                && !programme.Channels.Any(channel => channel.Earns && promotion.Scope.Includes(channel))
            )
            {
                yield return new(
                    $"/promotions/{index}/channels",
                    $"\"{promotion.Id}\" is for {string.Join(", ", promotion.Scope.Channels)}, where purchases earn nothing, promotions included."
                );
            }
            if (promotion.Scope.Tiers.Count > 0 && !promotion.Scope.Tiers.Any(tier => CanBeReached(programme, tier)))
            {
                yield return new(
                    $"/promotions/{index}/tiers",
                    $"\"{promotion.Id}\" is for {string.Join(", ", promotion.Scope.Tiers)}, and nobody can stand there."
                );
            }
        }
    }

    private static bool CanBeReached(Programme programme, string tier)
    {
        var index = programme.Tiers.List.ToList().FindIndex(each => each.Id == tier);
        return index == 0
            || (
                index > 0
                && !TierOutOfReach
                    .Find(programme)
                    .Any(found => found.At is "/tiers/rollingDays" || found.At == $"/tiers/list/{index}/orders")
            );
    }
}
