namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A level that gives nothing the level below does not give: a member would reach it and see no difference.</summary>
internal static class TierWithoutGain
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var tiers = programme.Tiers.List;
        for (var i = 1; i < tiers.Count; i++)
        {
            var (below, here) = (tiers[i - 1], tiers[i]);
            if (here.Rate <= below.Rate && here.Cap <= below.Cap && !here.Benefits.Except(below.Benefits).Any())
            {
                yield return new(
                    $"/tiers/list/{i}",
                    $"The level \"{here.Id}\" earns, spends and offers nothing more than \"{below.Id}\" below it."
                );
            }
        }
    }
}
