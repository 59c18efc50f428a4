namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Annulled points that were spent already and are forgotten: buying, spending and returning leaves a member with
/// goods that points paid for.</summary>
internal static class ShortfallBorneByTheShop
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.Returns.OnShortfall == Shortfall.Clamp)
        {
            yield return new(
                "/returns/onShortfall",
                "Points that were spent before their purchase came back are forgotten: whoever buys, spends and returns keeps what the points paid for."
            );
        }
    }
}
