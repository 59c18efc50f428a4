namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Promotions that can meet in one purchase while one of them does not count beside others: a member who sees both
/// advertised gets one.</summary>
internal static class PromotionsCompete
{
    public static IEnumerable<Finding> Find(Programme programme, DateOnly today)
    {
        var promotions = programme.Promotions;
        for (var i = 0; i < promotions.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (later, earlier) = (promotions[i], promotions[j]);
                if ((!later.Combinable || !earlier.Combinable) && Meet(earlier, later, today))
                {
                    yield return new(
                        $"/promotions/{i}/combinable",
                        $"\"{later.Id}\" and \"{earlier.Id}\" can meet in one purchase and do not count together: it gets whichever gives more."
                    );
                }
            }
        }
    }

    private static bool Meet(Promotion one, Promotion other, DateOnly today) =>
        Gives(one)
        && Gives(other)
        && one.From <= other.To
        && other.From <= one.To
        && one.To >= today
        && other.To >= today
        && Share(one.Scope.Channels, other.Scope.Channels)
        && Share(one.Scope.Tiers, other.Scope.Tiers)
        && (
            one.Scope.PromoCode is null
            || other.Scope.PromoCode is null
            || string.Equals(one.Scope.PromoCode, other.Scope.PromoCode, StringComparison.OrdinalIgnoreCase)
        );

    private static bool Gives(Promotion promotion) => promotion.Reward is not PromotionReward.Nothing;

    // Goods are not compared: one basket may hold those of both.
    private static bool Share(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 || other.Count == 0 || one.Intersect(other, StringComparer.Ordinal).Any();
}
