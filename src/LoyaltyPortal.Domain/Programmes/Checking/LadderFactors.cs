namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>What the forms of payment make of a ladder's rates.</summary>
internal static class LadderFactors
{
    private static readonly string[] Methods = ["online", "cash", "card", "instalments", "other"];

    /// <summary>The factor of each form of payment that earns in some channel.</summary>
    public static IReadOnlyList<(string Method, Percent Factor)> Of(Programme programme, RateRules.Ladder ladder) =>
        [
            .. Methods
                .Where(method =>
                    programme.Channels.Any(channel =>
                        channel.Earns && (channel.EarnsPaidBy.Count == 0 || channel.EarnsPaidBy.Contains(method))
                    )
                )
                .Select(method => (method, ladder.Factors.GetValueOrDefault(method, Percent.Whole))),
        ];

    /// <summary>A rate times a factor, kept within the ladder's limits.</summary>
    public static Percent Held(Percent rate, Percent factor, RateRules.Ladder ladder)
    {
        var times = rate.Times(factor);
        times = times < ladder.Lowest ? ladder.Lowest : times;
        return times > ladder.Highest ? ladder.Highest : times;
    }
}
