namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Where the points of a wallet can come from.</summary>
internal static class Feeding
{
    /// <summary>Whether goods bought through a channel can earn anything.</summary>
    public static bool CanEarn(this Programme programme, Channel channel) =>
        channel.Earns
        && programme.Earning.Rate switch
        {
            RateRules.ByTier => programme.Tiers.List.Any(tier => tier.Rate > Percent.Zero),
            RateRules.Ladder ladder => ladder.Highest > Percent.Zero
                && (ladder.Lowest > Percent.Zero || ladder.Steps.Any(step => step.Rate > Percent.Zero)),
            _ => true,
        };

    /// <summary>Whether a purchase, an activity, a birthday or a promotion's fixed points can bring points into a wallet.</summary>
    public static bool IsFed(this Programme programme, WalletRules wallet) =>
        programme.Channels.Any(channel => wallet.Channels.Contains(channel.Id) && programme.CanEarn(channel))
        || programme.Activities.Any(activity => activity.Wallet == wallet.Id)
        || programme.Birthday?.Wallet == wallet.Id
        || programme.Promotions.Any(promotion =>
            promotion.Reward is PromotionReward.Fixed
            && programme.Channels.Any(channel =>
                channel.Earns && wallet.Channels.Contains(channel.Id) && promotion.Scope.Includes(channel)
            )
        );

    /// <summary>Whether a promotion is about a channel.</summary>
    public static bool Includes(this PromotionScope scope, Channel channel) =>
        scope.Channels.Count == 0 || scope.Channels.Contains(channel.Id);
}
