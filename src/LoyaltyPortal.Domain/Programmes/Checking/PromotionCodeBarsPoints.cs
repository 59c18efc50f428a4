namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A promotion that is called for by a promo code where a promo code and points exclude each other: whoever wants
/// more points cannot spend any.</summary>
internal static class PromotionCodeBarsPoints
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, promotion) in programme.Promotions.Index())
        {
            var barred = programme
                .Wallets.Where(wallet =>
                    wallet.PromoCodeOrPoints
                    && programme.Channels.Any(channel =>
                        wallet.Channels.Contains(channel.Id) && promotion.Scope.Includes(channel)
                    )
                )
                .ToList();
            if (promotion.Scope.PromoCode is not null && barred.Count > 0)
            {
                yield return new(
                    $"/promotions/{index}/promoCode",
                    $"An order with the code of \"{promotion.Id}\" cannot be paid with points: the wallet {string.Join(", ", barred.Select(wallet => $"\"{wallet.Id}\""))} takes a promo code or points."
                );
            }
        }
    }
}
