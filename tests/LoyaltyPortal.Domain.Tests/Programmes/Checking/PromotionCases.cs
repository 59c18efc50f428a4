using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using static LoyaltyPortal.Domain.Tests.Programmes.Checking.CheckCase;

namespace LoyaltyPortal.Domain.Tests.Programmes.Checking;

/// <summary>What the checks find in promotions.</summary>
internal static class PromotionCases
{
    /// <summary>Twice the points in December 2026, for everybody and all goods.</summary>
    private static readonly Promotion December = new(
        "december",
        new("Декабрь", "December"),
        new(2026, 12, 1),
        new(2026, 12, 31),
        new([], [], [], [], null),
        new PromotionReward.Multiplied(Percent.Of(200)),
        new Period(30, PeriodUnit.Days),
        Combinable: true,
        PointsMayPay: true,
        ReturnsAnnul: true
    );

    private static readonly Programme Good = With(Stomatorg, December);

    public static IEnumerable<(string Check, CheckCase Case)> All =>
        [
            (
                "promotion-is-over",
                new(
                    Good,
                    With(Stomatorg, December with { From = new(2026, 11, 1), To = new(2026, 11, 21) }),
                    "/promotions/0/to",
                    "ended on 2026-11-21"
                )
            ),
            (
                "promotions-compete",
                new(
                    With(Stomatorg, December, Gift with { Combinable = true }),
                    With(Stomatorg, December, Gift),
                    "/promotions/1/combinable",
                    "\"gift\" and \"december\" can meet"
                )
            ),
            (
                "promotions-compete",
                new(
                    With(Stomatorg, December, Gift with { From = new(2027, 1, 1), To = new(2027, 1, 31) }),
                    With(Stomatorg, December, Gift with { From = new(2026, 12, 31), To = new(2027, 1, 31) }),
                    "/promotions/1/combinable",
                    "whichever gives more"
                )
            ),
            (
                "promotion-reaches-nobody",
                new(
                    With(Delimano, InChannels(Gift, "web", "tv")),
                    With(Delimano, InChannels(Gift, "tv", "phone")),
                    "/promotions/0/channels",
                    "tv, phone, where purchases earn nothing"
                )
            ),
            (
                "promotion-reaches-nobody",
                new(
                    With(Stomatorg, ForTier(Gift, "vip")),
                    With(WithTier(Stomatorg, 3, tier => tier with { Orders = 359 }), ForTier(Gift, "vip")),
                    "/promotions/0/tiers",
                    "nobody can stand there"
                )
            ),
            (
                "promotion-without-effect",
                new(
                    With(Stomatorg, ForTier(December, "base")),
                    With(WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Zero }), ForTier(December, "base")),
                    "/promotions/0/gives",
                    "the rate it multiplies is 0"
                )
            ),
            (
                "promotion-without-effect",
                new(
                    With(Delimano, InChannels(December with { Reward = new PromotionReward.Nothing() }, "web")),
                    With(Delimano, InChannels(December with { Reward = new PromotionReward.Nothing() }, "tv")),
                    "/promotions/0/gives",
                    "takes points away where purchases earn none"
                )
            ),
            (
                "promotion-without-effect",
                new(
                    With(Stomatorg, ForSku(Gift, "GLV-100")),
                    With(
                        WithEarning(
                            Stomatorg,
                            earning => earning with { Excludes = earning.Excludes with { Skus = ["GLV-100"] } }
                        ),
                        ForSku(Gift, "GLV-100")
                    ),
                    "/promotions/0/gives",
                    "earn nothing, promotions included"
                )
            ),
            (
                "promotion-code-bars-points",
                new(
                    With(Lusio, WithCode(Gift)),
                    With(Stomatorg, WithCode(Gift)),
                    "/promotions/0/promoCode",
                    "cannot be paid with points"
                )
            ),
            (
                "life-of-days",
                new(
                    Good,
                    With(Stomatorg, December with { Life = new Period(2, PeriodUnit.Days) }),
                    "/promotions/0/life",
                    "Points of \"december\" live 2 days"
                )
            ),
            (
                "life-within-the-wait",
                new(
                    Good,
                    With(Stomatorg, December with { Life = new Period(7, PeriodUnit.Days) }),
                    "/promotions/0/life",
                    "wait 7 days and live 7 days"
                )
            ),
        ];

    private static Promotion Gift =>
        December with
        {
            Id = "gift",
            Name = new("Подарок", "Gift"),
            Reward = new PromotionReward.Fixed(Points.Whole(100)),
            Combinable = false,
        };

    private static Programme With(Programme programme, params Promotion[] promotions) =>
        programme with
        {
            Promotions = promotions,
        };

    private static Promotion InChannels(Promotion promotion, params string[] channels) =>
        promotion with
        {
            Scope = promotion.Scope with { Channels = channels },
        };

    private static Promotion ForTier(Promotion promotion, string tier) =>
        promotion with
        {
            Scope = promotion.Scope with { Tiers = [tier] },
        };

    private static Promotion ForSku(Promotion promotion, string sku) =>
        promotion with
        {
            Scope = promotion.Scope with { Skus = [sku] },
        };

    private static Promotion WithCode(Promotion promotion) =>
        promotion with
        {
            Scope = promotion.Scope with { PromoCode = "GIFT" },
        };
}
