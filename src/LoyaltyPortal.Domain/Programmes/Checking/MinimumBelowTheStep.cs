namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A minimum basket below the first full sum of a cap by steps: between the two a member is told that points may
/// be used and can use none. A gap of one unit of the currency is a way to say "from" and is let pass.</summary>
internal static class MinimumBelowTheStep
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, wallet) in programme.Wallets.Index())
        {
            if (
                wallet.Cap is CapRules.Steps steps
                && wallet.Minimum is { } minimum
                && steps.Per - minimum.Sum > Money.Whole(1)
            )
            {
                yield return new(
                    $"/wallets/{index}/minimum/sum",
                    $"Points may be used from a basket of {minimum.Sum}, but the first step of {steps.Points} takes a full {steps.Per}: in between none can be spent."
                );
            }
        }
    }
}
