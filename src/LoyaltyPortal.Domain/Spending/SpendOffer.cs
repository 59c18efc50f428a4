using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Spending;

/// <summary>A basket that somebody wants to pay partly with points.</summary>
/// <param name="Channel">Where it is bought.</param>
/// <param name="Day">The day, in the programme's zone.</param>
/// <param name="Tier">The member's level.</param>
/// <param name="PromoCode">A promo code of the order, if any.</param>
/// <param name="Lines">The lines.</param>
public sealed record SpendCase(
    string Channel,
    DateOnly Day,
    Tier Tier,
    string? PromoCode,
    IReadOnlyList<BasketLine> Lines
);

/// <summary>What points may pay of a basket, whoever has how many (programmes.md, "Spending" and "Exact arithmetic", 2).</summary>
/// <param name="Wallet">The wallet that pays.</param>
/// <param name="Cap">The most that points may pay, in whole steps.</param>
/// <param name="Step">Points are spent in multiples of this.</param>
/// <param name="LineReasons">Per line why points cannot pay it; null where they can.</param>
/// <param name="Reasons">How the cap came about, or why it is nothing.</param>
public sealed record SpendOffer(
    WalletRules Wallet,
    Points Cap,
    Points Step,
    IReadOnlyList<Reason?> LineReasons,
    IReadOnlyList<Reason> Reasons
)
{
    /// <summary>Computes the cap of a basket.</summary>
    public static SpendOffer For(SpendCase basket, Programme programme)
    {
        var wallet = programme.WalletOf(basket.Channel);
        var step = wallet.StepOr(programme.Precision);
        var lineReasons = basket
            .Lines.Select(line =>
                Exclusion(line, basket, wallet, programme)?.WithText("line", line.LineId).With("sum", line.Price)
            )
            .ToList();
        var payable = basket.Lines.Where((_, i) => lineReasons[i] is null).Sum(line => line.Price);
        var goods = basket.Lines.Where(line => line.IsGoods).Sum(line => line.Price);
        SpendOffer Nothing(Reason reason) => new(wallet, Points.Zero, step, lineReasons, [reason]);

        if (wallet.PromoCodeOrPoints && basket.PromoCode is not null)
        {
            return Nothing(Reason.Of(ReasonCodes.PromoAndPoints));
        }
        if (wallet.Minimum is { } minimum && !minimum.IsMetBy(goods))
        {
            var named = minimum.Over ? "over" : "minimum";
            return Nothing(Reason.Of(ReasonCodes.BasketTooSmall).With("sum", goods).With(named, minimum.Sum));
        }
        if (payable <= Money.Zero)
        {
            return Nothing(Reason.Of(ReasonCodes.NothingPayable));
        }
        var (cap, reason) = CapOf(wallet.Cap, payable, basket.Tier, programme.Precision);
        var reasons = new List<Reason> { reason };
        var mostByMoney = Points
            .Max(Points.Zero, new Points((goods - wallet.KeepMoney).Hundredths))
            .FloorTo(programme.Precision);
        if (wallet.KeepMoney > Money.Zero && mostByMoney < cap)
        {
            cap = mostByMoney;
            reasons.Add(Reason.Of(ReasonCodes.KeepMoney).With("sum", wallet.KeepMoney));
        }
        return new SpendOffer(wallet, cap.FloorTo(step), step, lineReasons, reasons);
    }

    private static Reason? Exclusion(BasketLine line, SpendCase basket, WalletRules wallet, Programme programme)
    {
        if (wallet.Excludes.Excluding(line, basket.Channel) is { } code)
        {
            return Reason.Of(code);
        }
        var forbids = programme.Promotions.FirstOrDefault(each =>
            !each.PointsMayPay
            && each.Covers(basket.Day, basket.Channel, basket.Tier, basket.PromoCode)
            && each.Covers(line)
        );
        return forbids is null
            ? null
            : Reason.Of(ReasonCodes.LinePromotionNotPayable).WithText("promotion", forbids.Id);
    }

    private static (Points Cap, Reason Reason) CapOf(CapRules rules, Money payable, Tier tier, Points precision)
    {
        Points Share(Percent share) => new(share.Take(payable.Hundredths, precision.Hundredths, Rounding.Down));
        switch (rules)
        {
            case CapRules.Flat flat:
                var cap = Share(flat.Share);
                return (
                    cap,
                    Reason.Of(ReasonCodes.CapShare).With("share", flat.Share).With("sum", payable).With("cap", cap)
                );
            case CapRules.ByTier:
                var byTier = Share(tier.Cap);
                return (
                    byTier,
                    Reason
                        .Of(ReasonCodes.CapByTier)
                        .With("share", tier.Cap)
                        .WithTier("tier", tier.Id)
                        .With("sum", payable)
                        .With("cap", byTier)
                );
            case CapRules.Steps steps:
                var full = payable.Hundredths / steps.Per.Hundredths;
                var points = new Points(checked(full * steps.Points.Hundredths));
                return (
                    points,
                    Reason
                        .Of(ReasonCodes.CapSteps)
                        .With("points", steps.Points)
                        .With("per", steps.Per)
                        .With("cap", points)
                );
            default:
                throw new InvalidOperationException($"No cap of kind {rules.GetType().Name}.");
        }
    }

    /// <summary>What of the cap a member can spend now: the smaller of cap and active points, in whole steps.</summary>
    public Points MaxFor(Points active) => Points.Min(Cap, active).FloorTo(Step);

    /// <summary>Shares spent points over the lines that points may pay, in proportion to price, in 0.01 by largest
    /// remainder (programmes.md, "Exact arithmetic", 3).</summary>
    public IReadOnlyList<Points> Share(Points spent, IReadOnlyList<BasketLine> lines) =>
        [
            .. Ratio
                .Share(
                    spent.Hundredths,
                    [.. lines.Select((line, i) => LineReasons[i] is null ? line.Price.Hundredths : 0)]
                )
                .Select(share => new Points(share)),
        ];
}
