namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A step of the ladder on which no form of payment earns more than on the step below: the factors and the
/// ladder's limits have eaten the difference.</summary>
internal static class LadderStepWithoutGain
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.Earning.Rate is not RateRules.Ladder ladder)
        {
            yield break;
        }
        var factors = LadderFactors.Of(programme, ladder);
        for (var i = 1; i < ladder.Steps.Count; i++)
        {
            var (below, here) = (ladder.Steps[i - 1].Rate, ladder.Steps[i].Rate);
            if (
                factors.All(each =>
                    LadderFactors.Held(here, each.Factor, ladder) <= LadderFactors.Held(below, each.Factor, ladder)
                )
            )
            {
                yield return new(
                    $"/earning/rate/steps/{i}/rate",
                    $"The step from {ladder.Steps[i].From} earns no more than the step below, however a member pays: the limits {ladder.Lowest} to {ladder.Highest} % hold the rate."
                );
            }
        }
    }
}
