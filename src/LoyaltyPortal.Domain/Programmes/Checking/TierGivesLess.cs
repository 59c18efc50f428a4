namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A higher level with a lower rate or cap: a member who buys more is worse off.</summary>
internal static class TierGivesLess
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var tiers = programme.Tiers.List;
        for (var i = 1; i < tiers.Count; i++)
        {
            var (below, here) = (tiers[i - 1], tiers[i]);
            if (here.Rate < below.Rate)
            {
                yield return new(
                    $"/tiers/list/{i}",
                    $"The level \"{here.Id}\" earns {here.Rate} %, less than the {below.Rate} % of \"{below.Id}\" below it."
                );
            }
            if (here.Cap < below.Cap)
            {
                yield return new(
                    $"/tiers/list/{i}",
                    $"At the level \"{here.Id}\" points pay up to {here.Cap} %, less than the {below.Cap} % of \"{below.Id}\" below it."
                );
            }
        }
    }
}
