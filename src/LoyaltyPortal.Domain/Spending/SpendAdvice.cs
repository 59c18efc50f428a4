using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Spending;

/// <summary>How a member gets rid of points: how large an order must be for them (programmes.md, "Spending").</summary>
/// <param name="Points">As many of them as can be spent at all: whole steps.</param>
/// <param name="Basket">The smallest sum of plain goods of which they may pay so much; null where none is.</param>
public sealed record SpendAdvice(Points Points, Money? Basket)
{
    /// <summary>The advice for some points of a wallet at a level.</summary>
    public static SpendAdvice For(Points points, WalletRules wallet, Tier tier, Points precision)
    {
        var whole = points.FloorTo(wallet.StepOr(precision));
        if (!whole.IsPositive || SmallestByCap(whole, wallet.Cap, tier) is not { } byCap)
        {
            return new SpendAdvice(whole, null);
        }
        var byMoney = new Money(whole.Hundredths) + wallet.KeepMoney;
        var byMinimum = wallet.Minimum switch
        {
            { Over: true } over => over.Sum + new Money(1),
            { } atLeast => atLeast.Sum,
            _ => Money.Zero,
        };
        return new SpendAdvice(whole, Money.Max(byCap, Money.Max(byMoney, byMinimum)));
    }

    private static Money? SmallestByCap(Points points, CapRules cap, Tier tier) =>
        cap switch
        {
            CapRules.Steps steps => new Money(
                checked(points.Hundredths / steps.Points.Hundredths * steps.Per.Hundredths)
            ),
            CapRules.Flat flat => SmallestByShare(points, flat.Share),
            _ => SmallestByShare(points, tier.Cap),
        };

    /// <summary>The least sum whose share, rounded down, is so many points.</summary>
    private static Money? SmallestByShare(Points points, Percent share)
    {
        if (share.Millionths <= 0)
        {
            return null;
        }
        var (whole, rest) = Int128.DivRem((Int128)points.Hundredths * Percent.Whole.Millionths, share.Millionths);
        return new Money((long)(rest > 0 ? whole + 1 : whole));
    }
}
