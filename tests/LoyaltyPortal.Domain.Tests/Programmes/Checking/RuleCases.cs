using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using static LoyaltyPortal.Domain.Tests.Programmes.Checking.CheckCase;

namespace LoyaltyPortal.Domain.Tests.Programmes.Checking;

/// <summary>What the checks find in rates, levels, wallets, dates and the rest of the rules.</summary>
internal static class RuleCases
{
    public static IEnumerable<(string Check, CheckCase Case)> All =>
        [.. Rates, .. Tiers, .. Wallets, .. Dates, .. Rest];

    private static IEnumerable<(string Check, CheckCase Case)> Rates =>
        [
            (
                "rate-of-zero",
                new(
                    Stomatorg,
                    WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Zero }),
                    "/tiers/list/0/rate",
                    "\"base\" earn nothing"
                )
            ),
            (
                "rate-of-zero",
                new(
                    Autostars,
                    WithLadder(ladder =>
                        ladder with
                        {
                            Steps = [new(Money.Zero, Percent.Zero), .. ladder.Steps.Skip(1)],
                        }
                    ),
                    "/earning/rate/steps/0/rate",
                    "from 0 earn nothing"
                )
            ),
            // 1 % rounded down to whole points: 100 earns 1. 0.9 %: 111.12 is the first sum that does.
            (
                "rate-earns-late",
                new(
                    WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Of(1) }),
                    WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Of(0.9m) }),
                    "/tiers/list/0/rate",
                    "until it reaches 111.12"
                )
            ),
            // Rounded half up half as much is enough.
            (
                "rate-earns-late",
                new(
                    WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Of(0.5m) }) with
                    {
                        Rounding = Rounding.HalfAwayFromZero,
                    },
                    WithTier(Stomatorg, 0, tier => tier with { Rate = Percent.Of(0.49m) }) with
                    {
                        Rounding = Rounding.HalfAwayFromZero,
                    },
                    "/tiers/list/0/rate",
                    "until it reaches 102.05"
                )
            ),
            // Four times 2.5 % is 10 % already, the most the ladder gives, however a member pays.
            (
                "ladder-step-without-gain",
                new(
                    WithLadder(ladder => ladder with { Factors = FourTimes("online", "cash", "card", "instalments") }),
                    WithLadder(ladder =>
                        ladder with
                        {
                            Factors = FourTimes("online", "cash", "card", "instalments", "other"),
                        }
                    ),
                    "/earning/rate/steps/4/rate",
                    "The step from 25000 earns no more"
                )
            ),
            (
                "payment-factor-out-of-limits",
                new(
                    Autostars,
                    WithLadder(ladder =>
                        ladder with
                        {
                            Factors = new Dictionary<string, Percent>(StringComparer.Ordinal)
                            {
                                ["instalments"] = Percent.Of(30),
                            },
                        }
                    ),
                    "/earning/rate/factors/instalments",
                    "2.5 % becomes 1 and not 0.75 %"
                )
            ),
        ];

    private static IEnumerable<(string Check, CheckCase Case)> Tiers =>
        [
            (
                "tier-without-gain",
                new(
                    WithTier(
                        Lusio,
                        1,
                        tier => tier with { Rate = Percent.Of(3), Benefits = [new("Доставка", "Delivery")] }
                    ),
                    WithTier(Lusio, 1, tier => tier with { Rate = Percent.Of(3) }),
                    "/tiers/list/1",
                    "nothing more than \"start\""
                )
            ),
            (
                "tier-gives-less",
                new(
                    Stomatorg,
                    WithTier(Stomatorg, 2, tier => tier with { Rate = Percent.Of(4) }),
                    "/tiers/list/2",
                    "earns 4 %, less than the 5 %"
                )
            ),
            (
                "tier-gives-less",
                new(
                    Stomatorg,
                    WithTier(Stomatorg, 2, tier => tier with { Cap = Percent.Of(4) }),
                    "/tiers/list/2",
                    "up to 4 %, less than the 5 %"
                )
            ),
            // A purchase counts from the day after its accrual, 7 days after payment, to day 8: one day. With 7 none.
            (
                "tier-out-of-reach",
                new(WithWindow(22), WithWindow(7), "/tiers/rollingDays", "nobody leaves the first level")
            ),
            // 365 - 7 = 358 days on which an order counts.
            (
                "tier-out-of-reach",
                new(
                    WithTier(Stomatorg, 3, tier => tier with { Orders = 358 }),
                    WithTier(Stomatorg, 3, tier => tier with { Orders = 359 }),
                    "/tiers/list/3/orders",
                    "asks for 359 orders"
                )
            ),
        ];

    private static IEnumerable<(string Check, CheckCase Case)> Wallets =>
        [
            (
                "wallet-never-fed",
                new(
                    Delimano,
                    Delimano with
                    {
                        Activities = [.. Delimano.Activities.Where(each => each.Wallet != "club")],
                    },
                    "/wallets/1",
                    "tv, catalogue, phone"
                )
            ),
            (
                "wallet-never-fed",
                new(
                    WithChannel(Stomatorg, 0, channel => channel with { Earns = false }),
                    WithChannel(Stomatorg, 0, channel => channel with { Earns = false }) with
                    {
                        Activities = [],
                    },
                    "/wallets/0",
                    "Nothing ever brings points"
                )
            ),
            (
                "wallet-never-spent",
                new(
                    Lusio,
                    WithWallet(Lusio, 0, wallet => wallet with { Channels = [] }),
                    "/wallets/0/channels",
                    "No channel spends"
                )
            ),
            (
                "wallet-never-spent",
                new(
                    Perfone,
                    WithWallet(Perfone, 0, wallet => wallet with { Cap = new CapRules.Flat(Percent.Zero) }),
                    "/wallets/0/cap/share",
                    "may pay 0 %"
                )
            ),
            (
                "wallet-never-spent",
                new(
                    Stomatorg,
                    WithTier(Stomatorg, 0, tier => tier with { Cap = Percent.Zero }),
                    "/tiers/list/0/cap",
                    "earn and cannot spend"
                )
            ),
            // 0.1 % of 1,000 is one point.
            (
                "cap-below-a-point",
                new(
                    WithTier(Stomatorg, 0, tier => tier with { Cap = Percent.Of(0.1m) }),
                    WithTier(Stomatorg, 0, tier => tier with { Cap = Percent.Of(0.09m) }),
                    "/tiers/list/0/cap",
                    "0.09 % of a basket of 1000"
                )
            ),
            (
                "cap-below-a-point",
                new(
                    Delimano,
                    WithWallet(Delimano, 1, wallet => wallet with { Minimum = null }),
                    "/wallets/1/cap/per",
                    "in a basket of 2000"
                )
            ),
            (
                "minimum-below-the-step",
                new(
                    Delimano,
                    WithWallet(Delimano, 1, wallet => wallet with { Minimum = new(Money.Whole(1_500), Over: true) }),
                    "/wallets/1/minimum/sum",
                    "from a basket of 1500, but the first step of 200 takes a full 2000"
                )
            ),
            (
                "order-without-money",
                new(
                    Lusio,
                    WithWallet(Lusio, 0, wallet => wallet with { KeepMoney = Money.Zero }),
                    "/wallets/0/keepMoney",
                    "can cost 0"
                )
            ),
            (
                "kept-money-takes-all",
                new(
                    WithWallet(Delimano, 0, wallet => wallet with { KeepMoney = Money.Whole(999) }),
                    WithWallet(Delimano, 0, wallet => wallet with { KeepMoney = Money.Whole(1_000) }),
                    "/wallets/0/keepMoney",
                    "in a basket of 1000 points can pay nothing"
                )
            ),
            (
                "gift-off-the-step",
                new(
                    Delimano,
                    WithActivity(Delimano, 3, each => each with { Points = Points.Whole(450) }),
                    "/activities/3/points",
                    "Of the 450 points for clubCard400, 50 cannot be spent alone"
                )
            ),
            (
                "gift-not-for-the-web",
                new(
                    Delimano with
                    {
                        Activities = [.. Delimano.Activities.Take(3)],
                    },
                    Delimano,
                    "/activities/3/wallet",
                    "clubCard400, clubCard800 go to the wallet \"club\""
                )
            ),
        ];

    private static IEnumerable<(string Check, CheckCase Case)> Dates =>
        [
            (
                "life-within-the-wait",
                new(WithLife(Stomatorg, 8), WithLife(Stomatorg, 7), "/earning/life", "wait 7 days and live 7 days")
            ),
            ("life-of-days", new(WithLife(Lusio, 3), WithLife(Lusio, 2), "/earning/life", "live 2 days")),
            (
                "life-of-days",
                new(
                    Delimano,
                    WithActivity(Delimano, 0, each => each with { Life = new Period(1, PeriodUnit.Days) }),
                    "/activities/0/life",
                    "Points for reviewText live 1 day"
                )
            ),
            (
                "life-ends-before-claims",
                new(WithLife(Lusio, 8), WithLife(Lusio, 7), "/claimDays", "within 7 days, and points live 7 days")
            ),
            (
                "event-no-till-sends",
                new(
                    Delimano,
                    WithChannel(Delimano, 0, channel => channel with { ReceivedWhenPaid = true }),
                    "/earning/activation/1/event",
                    "in web goods are handed over at payment"
                )
            ),
            (
                "event-no-till-sends",
                new(
                    Delimano,
                    WithChannel(Delimano, 0, channel => channel with { Earns = false }),
                    "/earning/activation/1/event",
                    "no channel has orders that earn"
                )
            ),
            (
                "grace-of-no-day",
                new(
                    Stomatorg with
                    {
                        Returns = Stomatorg.Returns with { GraceDays = 1 },
                    },
                    Stomatorg with
                    {
                        Returns = Stomatorg.Returns with { GraceDays = 0 },
                    },
                    "/returns/graceDays",
                    "end on the day they come back"
                )
            ),
            (
                "grace-of-no-day",
                new(
                    Autostars with
                    {
                        Returns = Autostars.Returns with { GraceDays = 2 },
                    },
                    Autostars with
                    {
                        Returns = Autostars.Returns with { GraceDays = 1 },
                    },
                    "/returns/graceDays",
                    "come back 1 days after a return"
                )
            ),
        ];

    private static IEnumerable<(string Check, CheckCase Case)> Rest =>
        [
            (
                "shortfall-borne-by-the-shop",
                new(
                    Lusio,
                    Lusio with
                    {
                        Returns = Lusio.Returns with { OnShortfall = Shortfall.Clamp },
                    },
                    "/returns/onShortfall",
                    "keeps what the points paid for"
                )
            ),
            (
                "birthday-not-asked",
                new(
                    Perfone,
                    Perfone with
                    {
                        Questionnaire = [.. Perfone.Questionnaire.Where(each => each.Field != PersonalField.BirthDate)],
                    },
                    "/birthday",
                    "does not ask the birth date"
                )
            ),
            (
                "gate-that-asks-nothing",
                new(
                    Lusio,
                    Lusio with
                    {
                        Questionnaire = [],
                    },
                    "/joining/questionnaireBeforeSpending",
                    "held up for nothing"
                )
            ),
            (
                "demo-values-left",
                new(Stomatorg with { DemoValues = [] }, Stomatorg, "/demoValues", "4 values are not the shop's own yet")
            ),
        ];

    private static Dictionary<string, Percent> FourTimes(params string[] methods) =>
        methods.ToDictionary(method => method, _ => Percent.Of(400), StringComparer.Ordinal);

    private static Programme WithWindow(int days) =>
        WithTier(
            WithTier(
                Stomatorg with
                {
                    Tiers = Stomatorg.Tiers with { RollingDays = days },
                },
                3,
                tier => tier with { Orders = 10 }
            ),
            2,
            tier => tier with { Orders = 5 }
        );

    private static Programme WithLife(Programme programme, int days) =>
        WithEarning(programme, earning => earning with { Life = new Period(days, PeriodUnit.Days) });
}
