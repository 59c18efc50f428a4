using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>The programmes in which the laws must hold: the five that ship, and valid ones that nobody would think of,
/// made from them by chance. Each is told by its number, so that what fails fails again.</summary>
internal static class AnyProgramme
{
    private const string Chance = "chance ";
    private const int HowMany = 6;

    /// <summary>Names of all of them.</summary>
    public static TheoryData<string> Names =>
        [.. Fixture.Names, .. Enumerable.Range(1, HowMany).Select(number => $"{Chance}{number}")];

    /// <summary>The programme of that name.</summary>
    public static Programme Named(string name) =>
        name.StartsWith(Chance, StringComparison.Ordinal)
            ? Made(new Random(int.Parse(name[Chance.Length..], null)))
            : Fixture.Programme(name);

    private static Programme Made(Random chance)
    {
        var like = Fixture.Programme(chance.GetItems([.. Fixture.Names], 1)[0]);
        return like with
        {
            Precision = chance.Next(2) == 0 ? Points.Whole(1) : new Points(1),
            Rounding = chance.Next(2) == 0 ? Rounding.Down : Rounding.HalfAwayFromZero,
            Earning = like.Earning with { Activation = AnyActivation(chance), Life = AnyLife(chance) },
            Tiers = like.Tiers with
            {
                RollingDays = chance.Next(2) == 0 ? null : chance.Next(1, 400),
                Counting =
                    like.Tiers.Counting == CountingDay.AtOnce ? CountingDay.AtOnce
                    : chance.Next(2) == 0 ? CountingDay.Paid
                    : CountingDay.Accrual,
                List =
                [
                    .. like.Tiers.List.Select(tier =>
                        tier with
                        {
                            Rate = new Percent(chance.Next(1, 300_000)),
                            Cap = new Percent(chance.Next(1, 1_000_000)),
                        }
                    ),
                ],
            },
            Wallets =
            [
                .. like.Wallets.Select(wallet =>
                    wallet with
                    {
                        Cap =
                            wallet.Cap is CapRules.Steps
                                ? wallet.Cap
                                : new CapRules.Flat(new Percent(chance.Next(1, 1_000_001))),
                        KeepMoney = Money.Of(chance.Next(3)),
                    }
                ),
            ],
            Returns = new ReturnRules(
                chance.Next(3),
                chance.Next(1, 30),
                chance.Next(2) == 0 ? Shortfall.Debt : Shortfall.Clamp
            ),
            Promotions = [.. Enumerable.Range(1, chance.Next(4)).Select(number => AnyPromotion(number, chance))],
        };
    }

    private static List<AfterEvent> AnyActivation(Random chance) =>
        [
            new AfterEvent(OrderEvent.Paid, chance.Next(20)),
            .. chance.Next(2) == 0 ? [new AfterEvent(OrderEvent.Received, chance.Next(20))] : Array.Empty<AfterEvent>(),
            .. chance.Next(3) == 0 ? [new AfterEvent(OrderEvent.Completed, chance.Next(5))] : Array.Empty<AfterEvent>(),
        ];

    private static Period? AnyLife(Random chance) =>
        chance.Next(4) switch
        {
            0 => null,
            1 => new Period(chance.Next(1, 200), PeriodUnit.Days),
            2 => new Period(chance.Next(1, 14), PeriodUnit.Months),
            _ => new Period(1, PeriodUnit.Years),
        };

    /// <summary>Histories start in January 2026.</summary>
    private static Promotion AnyPromotion(int number, Random chance)
    {
        var from = new DateOnly(2026, 1, 1).AddDays(chance.Next(60));
        return new Promotion(
            $"promotion{number}",
            new LocalText("Акция", "Promotion"),
            from,
            from.AddDays(chance.Next(200)),
            new PromotionScope([], [], [], [], PromoCode: null),
            chance.Next(3) switch
            {
                0 => new PromotionReward.Fixed(Points.Whole(chance.Next(1, 500))),
                1 => new PromotionReward.Multiplied(new Percent(chance.Next(1_000_001, 5_000_000))),
                _ => new PromotionReward.Nothing(),
            },
            AnyLife(chance),
            Combinable: chance.Next(2) == 0,
            PointsMayPay: chance.Next(4) > 0,
            ReturnsAnnul: chance.Next(2) == 0
        );
    }
}
