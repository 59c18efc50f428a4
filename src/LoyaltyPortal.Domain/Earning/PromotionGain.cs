using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Earning;

/// <summary>What a promotion adds to a purchase.</summary>
/// <param name="Promotion">The promotion.</param>
/// <param name="Points">The points, rounded once.</param>
/// <param name="Shares">Per line its share in 0.01.</param>
/// <param name="Explanation">Step by step.</param>
public sealed record PromotionGain(
    Promotion Promotion,
    Points Points,
    IReadOnlyList<Points> Shares,
    IReadOnlyList<Reason> Explanation
)
{
    /// <summary>What the promotions of the programme add to what a basket earns: all combinable ones together, or the best
    /// of the others where that alone is more. Nothing where the purchase itself may earn nothing.</summary>
    /// <param name="basket">The basket.</param>
    /// <param name="earned">What it earns by itself.</param>
    /// <param name="programme">The rules.</param>
    public static IReadOnlyList<PromotionGain> For(EarnCase basket, EarnDecision earned, Programme programme)
    {
        if (earned.IsBarred)
        {
            return [];
        }
        var gains = programme
            .Promotions.Where(each => each.Covers(basket.Day, basket.Channel.Id, basket.Tier, basket.PromoCode))
            .Select(each => Of(each, basket, earned, programme))
            .OfType<PromotionGain>()
            .ToList();
        var together = gains.Where(each => each.Promotion.Combinable).ToList();
        var alone = gains.Where(each => !each.Promotion.Combinable).MaxBy(each => each.Points);
        return alone is not null && alone.Points > together.Sum(each => each.Points) ? [alone] : together;
    }

    private static PromotionGain? Of(Promotion promotion, EarnCase basket, EarnDecision earned, Programme programme)
    {
        var weights = basket
            .Lines.Select(
                (line, i) => earned.LineReasons[i] is null && promotion.Covers(line.Line) ? line.Paid.Hundredths : 0
            )
            .ToList();
        var paid = new Money(weights.Sum());
        if (paid <= Money.Zero)
        {
            return null;
        }
        var reason = Reason.Of(ReasonCodes.PromotionGives).WithText("promotion", promotion.Id).With("sum", paid);
        switch (promotion.Reward)
        {
            case PromotionReward.Fixed gift:
                return Gain(gift.Points, reason);
            case PromotionReward.Multiplied multiplied:
                var factor = multiplied.Factor.Millionths - Percent.Whole.Millionths;
                return Gain(Multiplied(factor), reason.With("factor", multiplied.Factor));
            default:
                return null;
        }

        PromotionGain? Gain(Points points, Reason why) =>
            points.IsPositive
                ? new PromotionGain(
                    promotion,
                    points,
                    [.. Ratio.Share(points.Hundredths, weights).Select(share => new Points(share))],
                    [why.With("points", points)]
                )
                : null;

        Points Multiplied(long factor)
        {
            // Rate x factor x base, or the lines' own points x factor: exact, then rounded once.
            var (exact, unit) = earned.Rate is { } rate
                ? ((Int128)rate.Millionths * factor * paid.Hundredths, (Int128)1_000_000 * 1_000_000)
                : (
                    (Int128)factor * earned.Shares.Where((_, i) => weights[i] > 0).Sum(share => share.Hundredths),
                    (Int128)1_000_000
                );
            return new Points(Ratio.Round(exact, unit, programme.Precision.Hundredths, programme.Rounding));
        }
    }
}
