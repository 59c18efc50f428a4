namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A rule that decides about a member's points and that no answer of the FAQ names. An answer names a rule when it
/// takes a figure from it.</summary>
internal static class FaqIsSilent
{
    private const string At = "/texts/faq";

    public static IEnumerable<Finding> Find(Programme programme)
    {
        var named = programme
            .Texts.Faq.SelectMany(asked => asked.Answer.Ru.Concat(asked.Answer.En))
            .OfType<TextPart.Figure>()
            .Select(figure => figure.At)
            .ToHashSet(StringComparer.Ordinal);
        return Rules(programme)
            .Where(rule => !rule.Figures.Any(figure => named.Any(at => IsIn(at, figure))))
            .Select(rule => new Finding(At, $"No answer names {rule.What} ({string.Join(" or ", rule.Figures)})."));
    }

    private static IEnumerable<(string What, string[] Figures)> Rules(Programme programme)
    {
        if (programme.Earning.Life is not null)
        {
            yield return ("how long points live", ["/earning/life"]);
        }
        var waits = programme.Earning.Activation.Index().Where(each => each.Item.Days > 0);
        foreach (var wait in waits.GroupBy(each => each.Item.Days))
        {
            yield return (
                $"the {wait.Key} days that points wait",
                [.. wait.Select(each => $"/earning/activation/{each.Index}")]
            );
        }
        foreach (var rule in Spending(programme))
        {
            yield return rule;
        }
        if (programme.Birthday is not null)
        {
            yield return ("the birthday gift", ["/birthday"]);
        }
        yield return ("the days that restored points live", ["/returns"]);
        yield return ("when a claim is answered", ["/claimDays"]);
    }

    private static IEnumerable<(string What, string[] Figures)> Spending(Programme programme)
    {
        foreach (var (index, wallet) in programme.Wallets.Index())
        {
            yield return wallet.Cap is CapRules.ByTier
                ? ("what share of an order points pay", ["/tiers/list"])
                : (
                    $"how much of an order the wallet \"{wallet.Id}\" pays",
                    [$"/wallets/{index}/cap", $"/wallets/{index}/keepMoney"]
                );
            if (wallet.Minimum is not null)
            {
                yield return ($"the basket from which the wallet \"{wallet.Id}\" pays", [$"/wallets/{index}/minimum"]);
            }
        }
    }

    private static bool IsIn(string at, string rule) =>
        at.StartsWith(rule, StringComparison.Ordinal) && (at.Length == rule.Length || at[rule.Length] == '/');
}
