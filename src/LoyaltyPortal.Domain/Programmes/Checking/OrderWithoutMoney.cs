namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Points that may pay an order to its last unit: many cash registers and payment pages take no order of 0.</summary>
internal static class OrderWithoutMoney
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, wallet) in programme.Wallets.Index())
        {
            var paysAll = wallet.Cap switch
            {
                CapRules.Flat flat => flat.Share >= Percent.Whole,
                CapRules.ByTier => programme.Tiers.List.Any(tier => tier.Cap >= Percent.Whole),
                CapRules.Steps steps => steps.Points.Hundredths >= steps.Per.Hundredths,
                _ => false,
            };
            if (paysAll && wallet.KeepMoney.IsZero)
            {
                yield return new(
                    $"/wallets/{index}/keepMoney",
                    $"Points of the wallet \"{wallet.Id}\" may pay a whole order, and no money is kept: an order can cost 0."
                );
            }
        }
    }
}
