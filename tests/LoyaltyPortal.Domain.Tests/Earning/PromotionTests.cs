using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Spending;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Earning;

/// <summary>programmes.md, "Extra points", any: a promotion with its own terms. Stomatorg's lowest level earns 3 %.</summary>
public class PromotionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly PromotionScope All = new([], [], [], [], PromoCode: null);

    private static readonly Promotion Plain = new(
        "spring",
        new LocalText("Весна", "Spring"),
        Today,
        Today.AddDays(5),
        All,
        new PromotionReward.Multiplied(Percent.Of(200)),
        new Period(30, PeriodUnit.Days),
        Combinable: true,
        PointsMayPay: true,
        ReturnsAnnul: true
    );

    [Fact]
    public void A_multiplier_adds_what_exceeds_the_purchase_in_a_lot_of_its_own()
    {
        // 3 % of 1,050 is 31.50, rounded down 31. Twice as much: another 31.50, rounded down 31.
        var account = NewAccount();
        var purchase = Buy(account, With(Plain), Line("1", 1050));
        Assert.Equal(Points.Whole(31), purchase.Earned);
        var promotion = Assert.Single(purchase.Promotions);
        Assert.Equal(Points.Whole(31), promotion.Points);
        // Usable with the purchase's own points, 7 days after payment, and living 30 days of its own.
        var lot = account.Lots.Single(each => each.Number == promotion.LotNumber);
        Assert.Equal((Today.AddDays(7), Today.AddDays(37)), (lot.StartsOn!.Value, lot.EndsOn!.Value));
    }

    [Fact]
    public void A_fixed_gift_comes_once_per_order_with_goods_of_the_promotion()
    {
        var gift = Plain with
        {
            Reward = new PromotionReward.Fixed(Points.Whole(500)),
            Scope = All with { Categories = ["chairs"] },
        };
        Assert.Equal(
            Points.Whole(500),
            Assert
                .Single(Buy(NewAccount(), With(gift), Line("1", 10, "chairs"), Line("2", 10, "chairs")).Promotions)
                .Points
        );
        Assert.Empty(Buy(NewAccount(), With(gift), Line("1", 1000, "lamps")).Promotions);
    }

    [Theory]
    [InlineData(0, "web", null, true)]
    [InlineData(5, "web", null, true)] // the last day counts
    [InlineData(6, "web", null, false)]
    [InlineData(-1, "web", null, false)]
    public void It_holds_on_its_days_of_payment_both_included(int days, string channel, string? code, bool holds) =>
        Assert.Equal(holds, Plain.Covers(Today.AddDays(days), channel, With(Plain).Tiers.List[0], code));

    [Theory]
    [InlineData("SPRING", true)]
    [InlineData("spring", true)]
    [InlineData("winter", false)]
    [InlineData(null, false)]
    public void A_promo_code_calls_for_it_in_any_case_of_letters(string? code, bool holds)
    {
        var promotion = Plain with { Scope = All with { PromoCode = "Spring" } };
        Assert.Equal(holds, promotion.Covers(Today, "web", With(promotion).Tiers.List[0], code));
    }

    [Fact]
    public void Combinable_ones_count_together_and_another_one_only_where_it_alone_is_more()
    {
        Promotion Gift(string id, int points, bool combinable) =>
            Plain with
            {
                Id = id,
                Reward = new PromotionReward.Fixed(Points.Whole(points)),
                Combinable = combinable,
            };
        IEnumerable<string> Won(int alone) =>
            Buy(NewAccount(), With(Gift("a", 30, true), Gift("b", 40, true), Gift("c", alone, false)), Line("1", 100))
                .Promotions.Select(each => each.PromotionId);
        Assert.Equal(["a", "b"], Won(alone: 70));
        Assert.Equal(["c"], Won(alone: 71));
    }

    [Fact]
    public void A_promotion_without_points_earns_nothing_and_says_which()
    {
        var without = Plain with { Reward = new PromotionReward.Nothing(), Scope = All with { Skus = ["sku1"] } };
        // Line 1 earns nothing, line 2 earns 3 % of 200 = 6.
        var purchase = Buy(NewAccount(), With(without), Line("1", 1000), Line("2", 200));
        Assert.Equal(Points.Whole(6), purchase.Earned);
        Assert.Contains(
            purchase.Explanation,
            reason => reason.Code == ReasonCodes.LinePromotionWithoutPoints && reason.Args["promotion"] == "x:spring"
        );
    }

    [Fact]
    public void Goods_of_a_promotion_that_says_so_cannot_be_paid_with_points()
    {
        var noPaying = Plain with { PointsMayPay = false, Scope = All with { Skus = ["sku1"] } };
        var programme = With(noPaying);
        // 3 % of the 200 that are left: 6.
        var offer = SpendOffer.For(
            new SpendCase("web", Today, programme.Tiers.List[0], null, [Line("1", 1000), Line("2", 200)]),
            programme
        );
        Assert.Equal(Points.Whole(6), offer.Cap);
        Assert.Equal(ReasonCodes.LinePromotionNotPayable, offer.LineReasons[0]?.Code);
    }

    [Theory]
    [InlineData(true, 10)] // a third of 31 is 10.33: 10 of the gift go as 10 of the purchase's own do
    [InlineData(false, 0)]
    public void A_return_takes_its_points_back_by_its_terms(bool annuls, int taken)
    {
        var programme = With(Plain with { ReturnsAnnul = annuls });
        var account = NewAccount();
        var purchase = Buy(account, programme, Line("1", 1050, quantity: 3));
        var result = ReturnPosting
            .Post(
                new Journal(account, programme, Noon, Suspensions.None),
                purchase,
                [new ReturnedLine("1", 1)],
                Noon,
                programme
            )
            .Value;
        Assert.Equal(Points.Whole(10 + taken), result.Annulled);
        Assert.Equal(Points.Whole(taken), purchase.Promotions[0].Annulled);
        Assert.Equal(account.NewEntries.Sum(entry => entry.Points), account.Lots.Sum(lot => lot.Remaining));
    }

    [Fact]
    public void Where_the_purchase_may_earn_nothing_a_promotion_gives_nothing()
    {
        var programme = With(Plain with { Reward = new PromotionReward.Fixed(Points.Whole(500)) });
        var now = new Suspension(Earning: true, Spending: false, ExpiryClock: false, Noon, Noon.AddDays(1));
        Assert.Empty(Buy(NewAccount(), programme, new Suspensions([now]), Line("1", 1000)).Promotions);
    }

    private static Programme With(params Promotion[] promotions) =>
        Fixture.Programme("stomatorg") with
        {
            Promotions = promotions,
        };

    private static Account NewAccount() => new() { Id = Guid.Empty, CardNumber = "2000000000000000" };

    private static Purchase Buy(Account account, Programme programme, params BasketLine[] lines) =>
        Buy(account, programme, Suspensions.None, lines);

    private static Purchase Buy(
        Account account,
        Programme programme,
        Suspensions suspensions,
        params BasketLine[] lines
    )
    {
        var order = new Order(
            Guid.Empty,
            "A-1",
            programme.Channels[0],
            Store: null,
            "online",
            Noon,
            Noon,
            Noon,
            PromoCode: null,
            Money.Zero,
            lines
        );
        var journal = new Journal(account, programme, Noon, suspensions);
        return PurchasePosting.Post(journal, order, hold: null, Money.Zero).Value;
    }

    /// <summary>A line of that price in all.</summary>
    private static BasketLine Line(string id, int price, string? category = null, int quantity = 1) =>
        new(
            id,
            $"sku{id}",
            Name: null,
            category,
            quantity,
            Money.Of((decimal)price / quantity),
            Money.Zero,
            LineMarks.None,
            PointsPerUnit: null
        );
}
