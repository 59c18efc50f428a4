namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A level whose purchases earn nothing: it looks like a level of a programme and is none. Programmes whose
/// products carry their points have no rates.</summary>
internal static class RateOfZero
{
    public static IEnumerable<Finding> Find(Programme programme) =>
        programme.Earning.Rate switch
        {
            RateRules.ByTier => programme
                .Tiers.List.Index()
                .Where(each => each.Item.Rate <= Percent.Zero)
                .Select(each => new Finding(
                    $"/tiers/list/{each.Index}/rate",
                    $"Purchases at the level \"{each.Item.Id}\" earn nothing."
                )),
            RateRules.Ladder ladder => ladder
                .Steps.Index()
                .Where(each => each.Item.Rate <= Percent.Zero)
                .Select(each => new Finding(
                    $"/earning/rate/steps/{each.Index}/rate",
                    $"Purchases at the step from {each.Item.From} earn nothing."
                )),
            _ => [],
        };
}
