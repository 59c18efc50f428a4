namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Gifts into a wallet that neither web nor app can spend, in a programme that sells there: members see the points
/// in the cabinet and cannot use them in the shop beside it. One warning a wallet.</summary>
internal static class GiftNotForTheWeb
{
    private static readonly string[] Online = ["web", "app"];

    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (!programme.Channels.Any(channel => Online.Contains(channel.Id)))
        {
            yield break;
        }
        foreach (var group in Gift.Of(programme).GroupBy(gift => gift.Wallet, StringComparer.Ordinal))
        {
            var wallet = programme.Wallets.FirstOrDefault(each => each.Id == group.Key);
            if (wallet is not null && !wallet.Channels.Any(Online.Contains))
            {
                yield return new(
                    group.First().At + "/wallet",
                    $"Points for {string.Join(", ", group.Select(gift => gift.Name))} go to the wallet \"{wallet.Id}\", which the web shop cannot spend ({string.Join(", ", wallet.Channels)} only): say so where members see them."
                );
            }
        }
    }
}
