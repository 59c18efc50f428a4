namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A wallet whose points can pay for nothing, at no level or at some.</summary>
internal static class WalletNeverSpent
{
    public static IEnumerable<Finding> Find(Programme programme) =>
        programme.Wallets.Index().SelectMany(each => Find(programme, each.Item, each.Index));

    private static IEnumerable<Finding> Find(Programme programme, WalletRules wallet, int index)
    {
        if (wallet.Channels.Count == 0)
        {
            return [new($"/wallets/{index}/channels", $"No channel spends from the wallet \"{wallet.Id}\".")];
        }
        return wallet.Cap switch
        {
            CapRules.Flat flat when flat.Share <= Percent.Zero =>
            [
                new(
                    $"/wallets/{index}/cap/share",
                    $"Points of the wallet \"{wallet.Id}\" may pay 0 % of an order, so they can never be spent."
                ),
            ],
            CapRules.Steps steps when !steps.Points.IsPositive =>
            [
                new(
                    $"/wallets/{index}/cap/points",
                    $"Points of the wallet \"{wallet.Id}\" are spent in steps of 0, so they can never be spent."
                ),
            ],
            CapRules.ByTier => programme
                .Tiers.List.Index()
                .Where(tier => tier.Item.Cap <= Percent.Zero)
                .Select(tier => new Finding(
                    $"/tiers/list/{tier.Index}/cap",
                    $"At the level \"{tier.Item.Id}\" points may pay 0 % of an order: its members earn and cannot spend."
                )),
            _ => [],
        };
    }
}
