namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A factor of a form of payment that takes a rate past the ladder's limits: the limit holds it, so the factor
/// does not do what it says.</summary>
internal static class PaymentFactorOutOfLimits
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.Earning.Rate is not RateRules.Ladder ladder)
        {
            yield break;
        }
        foreach (var (method, factor) in ladder.Factors.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var held = ladder
                .Steps.Where(step => LadderFactors.Held(step.Rate, factor, ladder) != step.Rate.Times(factor))
                .ToList();
            if (held.Count > 0)
            {
                yield return new(
                    $"/earning/rate/factors/{method}",
                    $"Paid by {method}, {held.Count} of {ladder.Steps.Count} steps leave the limits {ladder.Lowest} to {ladder.Highest} %: {held[0].Rate} % becomes {LadderFactors.Held(held[0].Rate, factor, ladder)} and not {held[0].Rate.Times(factor)} %."
                );
            }
        }
    }
}
