namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Points are rounded once per purchase, so a low rate and whole points let purchases of a fair size earn
/// nothing at all.</summary>
internal static class RateEarnsLate
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var rates = programme.Earning.Rate switch
        {
            RateRules.ByTier => programme.Tiers.List.Select((tier, i) => ($"/tiers/list/{i}/rate", tier.Rate)),
            RateRules.Ladder ladder => ladder.Steps.Select((step, i) => ($"/earning/rate/steps/{i}/rate", step.Rate)),
            _ => [],
        };
        foreach (var (at, rate) in rates.Where(each => each.Item2 > Percent.Zero))
        {
            var earns = SmallestThatEarns(rate, programme);
            if (earns > Ordinary.SmallPurchase)
            {
                yield return new(
                    at,
                    $"At {rate} % and points rounded to {programme.Precision}, a purchase earns nothing until it reaches {earns}."
                );
            }
        }
    }

    /// <summary>The smallest sum whose share is rounded to a point unit and not to nothing.</summary>
    private static Money SmallestThatEarns(Percent rate, Programme programme)
    {
        var unit = (Int128)programme.Precision.Hundredths * Percent.Whole.Millionths;
        var needed = programme.Rounding == Rounding.Down ? unit : (unit + 1) / 2;
        return new((long)((needed + rate.Millionths - 1) / rate.Millionths));
    }
}
