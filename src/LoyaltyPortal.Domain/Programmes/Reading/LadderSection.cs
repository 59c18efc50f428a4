namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads a ladder of rates by the total of earlier orders.</summary>
internal static class LadderSection
{
    public static RateRules.Ladder Read(Fields ladder)
    {
        var lowest = ladder["lowest"].Share();
        var highest = ladder["highest"].Share();
        if (lowest is { } least && highest is { } most && least > most)
        {
            ladder["lowest"].Refuse($"The lowest rate, {least}, is above the highest, {most}.");
        }
        return new(
            Steps(ladder["steps"], lowest, highest),
            Factors(ladder["factors"]),
            lowest ?? Percent.Zero,
            highest ?? Percent.Whole
        );
    }

    private static List<LadderStep> Steps(Place place, Percent? lowest, Percent? highest)
    {
        var steps = new List<LadderStep>();
        Money? before = null;
        foreach (var (index, item) in place.ListOfSome("A ladder starts with a step from 0.").Index())
        {
            var step = item.Object(Vocabulary.LadderStep);
            var from = step["from"].Money();
            if (index == 0 && from is { IsZero: false })
            {
                step["from"].Refuse("The first step starts from 0.");
            }
            if (before is { } last && from is { } here && here <= last)
            {
                step["from"].Refuse($"The steps rise, and {here} does not lie above {last}.");
            }
            before = from ?? before;
            var rate = step["rate"].Share();
            if (rate < lowest || rate > highest)
            {
                step["rate"].Refuse($"The rate {rate} lies outside the ladder's own limits, {lowest} to {highest}.");
            }
            steps.Add(new(from ?? Money.Zero, rate ?? Percent.Zero));
        }
        return steps;
    }

    private static Dictionary<string, Percent> Factors(Place place)
    {
        var factors = place.Object(Vocabulary.Factors);
        return Vocabulary
            .Factors.All.Where(factors.Has)
            .ToDictionary(
                method => method,
                method => factors[method].Factor() ?? Percent.Whole,
                StringComparer.Ordinal
            );
    }
}
