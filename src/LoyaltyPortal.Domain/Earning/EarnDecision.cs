using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Earning;

/// <summary>A basket at the moment of payment.</summary>
/// <param name="Channel">Where it is bought.</param>
/// <param name="PaymentMethod">How it is paid; null when not known yet (a quote).</param>
/// <param name="Kind">Who buys; null for a buyer without an account.</param>
/// <param name="Tier">The member's level on the day of payment.</param>
/// <param name="EarlierTotal">Total of earlier paid orders at the moment of payment.</param>
/// <param name="Day">The day of payment, in the programme's zone.</param>
/// <param name="PromoCode">A promo code of the order, if any.</param>
/// <param name="Lines">The lines with the points spent on each.</param>
/// <param name="Suspended">Whether earning is suspended at that moment.</param>
public sealed record EarnCase(
    Channel Channel,
    string? PaymentMethod,
    AccountKind? Kind,
    Tier Tier,
    Money EarlierTotal,
    DateOnly Day,
    string? PromoCode,
    IReadOnlyList<PurchaseLine> Lines,
    bool Suspended
);

/// <summary>What a basket earns and why (programmes.md, "Earning" and "Exact arithmetic", 4).</summary>
/// <param name="Points">The points, rounded once.</param>
/// <param name="Rate">The rate applied; null where products have points of their own or nothing can be earned.</param>
/// <param name="Shares">Per line its share in 0.01.</param>
/// <param name="LineReasons">Per line why it earns nothing; null where it earns.</param>
/// <param name="Explanation">Step by step.</param>
/// <param name="IsBarred">Whether the purchase as a whole may earn nothing, whatever is in the basket.</param>
public sealed record EarnDecision(
    Points Points,
    Percent? Rate,
    IReadOnlyList<Points> Shares,
    IReadOnlyList<Reason?> LineReasons,
    IReadOnlyList<Reason> Explanation,
    bool IsBarred = false
)
{
    /// <summary>Decides what a basket earns.</summary>
    public static EarnDecision For(EarnCase basket, Programme programme)
    {
        if (Obstacle(basket, programme) is { } obstacle)
        {
            return new EarnDecision(
                Points.Zero,
                null,
                [.. basket.Lines.Select(_ => Points.Zero)],
                [.. basket.Lines.Select(_ => obstacle)],
                [obstacle],
                IsBarred: true
            );
        }
        return programme.Earning.Rate is RateRules.PerProduct rules
            ? ByProduct(basket, rules, programme)
            : ByRate(basket, programme);
    }

    /// <summary>What keeps the whole purchase from earning.</summary>
    private static Reason? Obstacle(EarnCase basket, Programme programme)
    {
        if (basket.Kind is not { } kind)
        {
            return Reason.Of(ReasonCodes.NoMember);
        }
        if (programme.LeavesOut(kind))
        {
            return Reason.Of(ReasonCodes.LegalEntity);
        }
        if (basket.Suspended)
        {
            return Reason.Of(ReasonCodes.EarningSuspended);
        }
        if (!basket.Channel.Earns)
        {
            return Reason.Of(ReasonCodes.ChannelEarnsNothing).WithText("channel", basket.Channel.Id);
        }
        var method = basket.PaymentMethod;
        return
            basket.Channel.EarnsPaidBy.Count > 0 && method is not null && !basket.Channel.EarnsPaidBy.Contains(method)
            ? Reason.Of(ReasonCodes.PaymentEarnsNothing).WithText("method", method)
            : null;
    }

    private static EarnDecision ByRate(EarnCase basket, Programme programme)
    {
        var lineReasons = LineReasonsOf(basket, programme);
        var weights = basket.Lines.Select((line, i) => lineReasons[i] is null ? line.Paid.Hundredths : 0).ToList();
        var earningBase = new Money(weights.Sum());
        var (rate, rateReason) = RateOf(basket, programme);
        var points = new Points(rate.Take(earningBase.Hundredths, programme.Precision.Hundredths, programme.Rounding));
        var shares = Ratio.Share(points.Hundredths, weights).Select(share => new Points(share)).ToList();

        var explanation = new List<Reason> { rateReason };
        explanation.AddRange(LineExplanations(basket, lineReasons));
        explanation.Add(Reason.Of(ReasonCodes.EarningBase).With("sum", earningBase));
        if (earningBase.IsZero)
        {
            explanation.Add(Reason.Of(ReasonCodes.NothingEarns));
        }
        explanation.Add(
            Reason
                .Of(programme.Rounding == Rounding.Down ? ReasonCodes.RoundedDown : ReasonCodes.RoundedHalfUp)
                .With("sum", earningBase)
                .With("rate", rate)
                .With("precision", programme.Precision)
                .With("points", points)
        );
        return new EarnDecision(points, rate, shares, lineReasons, explanation);
    }

    /// <summary>Per line floor(pointsPerUnit x quantity x paid / price), 0 for a line of price 0.</summary>
    private static EarnDecision ByProduct(EarnCase basket, RateRules.PerProduct rules, Programme programme)
    {
        var lineReasons = LineReasonsOf(basket, programme);
        var shares = new List<Points>();
        for (var i = 0; i < basket.Lines.Count; i++)
        {
            var line = basket.Lines[i].Line;
            var perUnit = rules.PerUnit(line);
            if (lineReasons[i] is null && !perUnit.IsPositive)
            {
                lineReasons[i] = Reason.Of(ReasonCodes.LineWithoutPoints).WithText("line", line.LineId);
            }
            if (lineReasons[i] is not null || line.Price <= Money.Zero)
            {
                shares.Add(Points.Zero);
                continue;
            }
            var exact = (Int128)perUnit.Hundredths * line.Quantity * basket.Lines[i].Paid.Hundredths;
            shares.Add(
                new Points(Ratio.Round(exact, line.Price.Hundredths, programme.Precision.Hundredths, Rounding.Down))
            );
        }
        var explanation = new List<Reason> { Reason.Of(ReasonCodes.PointsPerProduct) };
        explanation.AddRange(LineExplanations(basket, lineReasons));
        return new EarnDecision(shares.Sum(share => share), null, shares, lineReasons, explanation);
    }

    private static List<Reason?> LineReasonsOf(EarnCase basket, Programme programme) =>
        [
            .. basket.Lines.Select(line =>
                Exclusion(line.Line, basket, programme)?.WithText("line", line.Line.LineId).With("sum", line.Line.Price)
            ),
        ];

    private static Reason? Exclusion(BasketLine line, EarnCase basket, Programme programme)
    {
        if (programme.Earning.Excludes.Excluding(line, basket.Channel.Id) is { } code)
        {
            return Reason.Of(code);
        }
        var without = programme.Promotions.FirstOrDefault(each =>
            each.Reward is PromotionReward.Nothing
            && each.Covers(basket.Day, basket.Channel.Id, basket.Tier, basket.PromoCode)
            && each.Covers(line)
        );
        return without is null
            ? null
            : Reason.Of(ReasonCodes.LinePromotionWithoutPoints).WithText("promotion", without.Id);
    }

    private static IEnumerable<Reason> LineExplanations(EarnCase basket, List<Reason?> lineReasons)
    {
        for (var i = 0; i < basket.Lines.Count; i++)
        {
            var line = basket.Lines[i];
            var name = line.Line.Name ?? line.Line.Sku;
            yield return lineReasons[i]?.WithText("name", name)
                ?? Reason
                    .Of(ReasonCodes.LineEarns)
                    .WithText("line", line.Line.LineId)
                    .WithText("name", name)
                    .With("sum", line.Paid);
        }
        var redeemed = basket.Lines.Sum(line => line.Redeemed);
        if (redeemed.IsPositive)
        {
            yield return Reason.Of(ReasonCodes.PointsPaidPart).With("points", redeemed);
        }
    }

    private static (Percent Rate, Reason Reason) RateOf(EarnCase basket, Programme programme)
    {
        if (programme.Earning.Rate is RateRules.Ladder ladder)
        {
            var step = ladder.Steps.Last(each => each.From <= basket.EarlierTotal);
            var factor = ladder.Factors.GetValueOrDefault(basket.PaymentMethod ?? string.Empty, Percent.Whole);
            var rate = step.Rate.Times(factor);
            rate = rate < ladder.Lowest ? ladder.Lowest : rate;
            rate = rate > ladder.Highest ? ladder.Highest : rate;
            return (
                rate,
                Reason
                    .Of(ReasonCodes.RateByLadder)
                    .With("total", basket.EarlierTotal)
                    .With("step", step.Rate)
                    .With("factor", factor)
                    .With("rate", rate)
            );
        }
        var tier = basket.Tier;
        return (tier.Rate, Reason.Of(ReasonCodes.RateByTier).WithTier("tier", tier.Id).With("rate", tier.Rate));
    }
}
