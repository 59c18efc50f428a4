namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A cap so low that it comes to less than one point, or less than one step, in an ordinary basket, or in the very
/// basket from which the wallet lets points be used.</summary>
internal static class CapBelowAPoint
{
    public static IEnumerable<Finding> Find(Programme programme) =>
        programme.Wallets.Index().SelectMany(each => Find(programme, each.Item, each.Index));

    private static IEnumerable<Finding> Find(Programme programme, WalletRules wallet, int index)
    {
        if (wallet.Cap is CapRules.Steps steps)
        {
            if (steps.Per > Ordinary.Basket && wallet.Minimum is null)
            {
                yield return new(
                    $"/wallets/{index}/cap/per",
                    $"The first {steps.Points} points can be spent in a basket of {steps.Per}; below, none, and no minimum basket says so."
                );
            }
            yield break;
        }
        var caps = wallet.Cap is CapRules.Flat flat
            ? [($"/wallets/{index}/cap/share", flat.Share)]
            : programme.Tiers.List.Select((tier, i) => (At: $"/tiers/list/{i}/cap", tier.Cap));
        var basket = wallet.Minimum?.Sum ?? Ordinary.Basket;
        foreach (var (at, share) in caps.Where(each => each.Item2 > Percent.Zero))
        {
            var cap = new Points(share.Take(basket.Hundredths, programme.Precision.Hundredths, Rounding.Down));
            if (!cap.IsPositive && basket.IsPositive)
            {
                yield return new(
                    at,
                    $"{share} % of a basket of {basket} comes to less than {programme.Precision} points, so nothing can be spent there."
                );
            }
        }
    }
}
