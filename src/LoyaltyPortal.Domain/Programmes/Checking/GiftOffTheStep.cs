namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A gift into a wallet that is spent in steps, of which a part fits into no step.</summary>
internal static class GiftOffTheStep
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var gift in Gift.Of(programme))
        {
            var wallet = programme.Wallets.FirstOrDefault(each => each.Id == gift.Wallet);
            if (
                wallet?.Cap is CapRules.Steps steps
                && steps.Points.IsPositive
                && gift.Points.Hundredths % steps.Points.Hundredths != 0
            )
            {
                var rest = gift.Points - gift.Points.FloorTo(steps.Points);
                yield return new(
                    $"{gift.At}/points",
                    $"Of the {gift.Points} points for {gift.Name}, {rest} cannot be spent alone: the wallet \"{wallet.Id}\" is spent in steps of {steps.Points}."
                );
            }
        }
    }
}
