namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Money kept per order that leaves nothing for points in the basket from which they may be used.</summary>
internal static class KeptMoneyTakesAll
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, wallet) in programme.Wallets.Index())
        {
            var basket = wallet.Minimum?.Sum ?? Ordinary.Basket;
            if (wallet.KeepMoney.IsPositive && wallet.KeepMoney >= basket)
            {
                yield return new(
                    $"/wallets/{index}/keepMoney",
                    $"{wallet.KeepMoney} of each order must be paid with money, so in a basket of {basket} points can pay nothing."
                );
            }
        }
    }
}
