namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A wallet that no purchase, activity or birthday feeds: members see a balance that stays 0, and its channels
/// offer to spend from it.</summary>
internal static class WalletNeverFed
{
    public static IEnumerable<Finding> Find(Programme programme) =>
        programme
            .Wallets.Index()
            .Where(each => !programme.IsFed(each.Item))
            .Select(each => new Finding(
                $"/wallets/{each.Index}",
                $"Nothing ever brings points into the wallet \"{each.Item.Id}\": its channels ({string.Join(", ", each.Item.Channels)}) earn nothing, and no activity or birthday goes to it."
            ));
}
