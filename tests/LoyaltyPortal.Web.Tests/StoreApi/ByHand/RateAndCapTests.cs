using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>How much is earned and how much may be paid (programmes.md, "Earning", "Spending" and "Exact arithmetic",
/// 2 to 4).</summary>
public sealed class RateAndCapTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Theory]
    // Of 1,234.56: 37.0368, 61.728, 86.4192 and 123.456.
    [InlineData("base", 37)]
    [InlineData("regular", 61)]
    [InlineData("partner", 86)]
    [InlineData("vip", 123)]
    public async Task Three_five_seven_or_ten_per_cent_are_earned_rounded_down(string level, int points)
    {
        var shopper = await Till.NewShopperAt(level);

        var purchase = (await Till.Buy(Order.Of(1_234.56m).By(shopper).Paid(await Till.Now()))).Is(201);

        Assert.Equal((level, points), (purchase.Text("tier.id"), purchase.Number("earned.points")));
    }

    [Theory]
    // Of 1,234.56: 37.0368, 61.728, 123.456 and 185.184.
    [InlineData("base", 37)]
    [InlineData("regular", 61)]
    [InlineData("partner", 123)]
    [InlineData("vip", 185)]
    public async Task Three_five_ten_or_fifteen_per_cent_may_be_paid_rounded_down(string level, int cap)
    {
        var shopper = await Till.NewShopperAt(level);
        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);
        var order = Order.Of(1_234.56m).By(shopper);

        Assert.Equal(cap, (await Till.Quote(order)).Is(200).Number("redeem.max"));
        Assert.Equal(cap, (await Till.Redeem(order, cap + 1)).IsRefused(422, "redemption-not-allowed").Number("max"));
        var hold = await Till.Hold(order, cap);
        var purchase = (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        Assert.Equal(1_234.56m - cap, purchase.Number("moneyPaid"));
    }

    [Fact]
    public async Task Earned_points_are_rounded_once_per_purchase_and_shared_over_its_lines()
    {
        // 3 % of 99.99 is 2.9997: 2 points, not three times 0. Two points over three equal lines: 0.67, 0.67, 0.66.
        var purchase = (
            await Till.Buy(
                Order
                    .Of(new("1", 33.33m), new("2", 33.33m), new("3", 33.33m))
                    .By(await Till.NewShopper())
                    .Paid(await Till.Now())
            )
        ).Is(201);

        Assert.Equal(2, purchase.Number("earned.points"));
        Assert.Equal([0.67m, 0.67m, 0.66m], purchase.Items("lines").Select(line => line.Number("earned")));
    }

    [Fact]
    public async Task Spent_points_are_shared_by_largest_remainder_and_nothing_is_earned_on_them()
    {
        // 100 points over 1,000.00, 1,000.00 and 1,000.01: 33.332..., 33.332... and 33.333..., so the last gets the
        // hundredth that is left; 966.67 of each is paid. 5 % of 2,900.01 is 145.0005; 145 over three equal lines.
        var order = Order
            .Of(new("1", 1_000), new("2", 1_000), new("3", 1_000.01m))
            .By(await Till.NewShopperAt("regular"));
        var hold = await Till.Hold(order, 100);

        var purchase = (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);

        Assert.Equal([33.33m, 33.33m, 33.34m], purchase.Items("lines").Select(line => line.Number("redeemed")));
        Assert.Equal([966.67m, 966.67m, 966.67m], purchase.Items("lines").Select(line => line.Number("paid")));
        Assert.Equal(145, purchase.Number("earned.points"));
        Assert.Equal([48.34m, 48.33m, 48.33m], purchase.Items("lines").Select(line => line.Number("earned")));
    }

    [Fact]
    public async Task Services_and_goods_without_points_earn_nothing_and_gift_cards_do()
    {
        // 3 % of 1,000 - 100 + 500 = 1,400.
        var purchase = (
            await Till.Buy(
                Order
                    .Of(
                        new("goods", 500, 2, Discount: 100),
                        new("gift", 500, Mark: "giftCard"),
                        new("offer", 0, Mark: "onOffer"),
                        new("none", 700, Mark: "noPoints"),
                        new("fitting", 900, Mark: "service")
                    )
                    .By(await Till.NewShopper())
                    .With("deliveryFee", 300)
                    .Paid(await Till.Now())
            )
        ).Is(201);

        Assert.Equal(42, purchase.Number("earned.points"));
        Assert.Equal([27, 15, 0, 0, 0], purchase.Items("lines").Select(line => line.Number("earned")));
    }

    [Fact]
    public async Task Points_pay_goods_of_every_kind_but_no_services_and_no_delivery()
    {
        // 3 % of 900 + 500 + 700 = 2,100: 63, shared as 27, 15 and 21.
        var order = Order
            .Of(
                new("goods", 500, 2, Discount: 100),
                new("gift", 500, Mark: "giftCard"),
                new("none", 700, Mark: "noPoints"),
                new("fitting", 900, Mark: "service")
            )
            .By(await Till.NewShopperWith(100))
            .With("deliveryFee", 300);

        var quote = (await Till.Quote(order)).Is(200);

        Assert.Equal(63, quote.Number("redeem.max"));
        Assert.Equal([27, 15, 21, 0], quote.Items("lines").Select(line => line.Number("redeemMax")));
    }

    [Fact]
    public async Task An_order_of_services_alone_earns_and_takes_nothing()
    {
        var order = Order.Of(new Line("1", 10_000, Mark: "service")).By(await Till.NewShopperWith(100));

        Assert.Equal(0, (await Till.Quote(order)).Is(200).Number("redeem.max"));
        Assert.Equal(0, (await Till.Buy(order.Paid(await Till.Now()))).Is(201).Number("earned.points"));
    }

    [Theory]
    [InlineData(33.33, 0)]
    [InlineData(33.34, 1)]
    [InlineData(0.01, 0)]
    [InlineData(0, 0)]
    public async Task The_smallest_purchases_earn_what_they_earn(double price, int points)
    {
        var order = Order.Of((decimal)price).By(await Till.NewShopper()).Paid(await Till.Now());

        Assert.Equal(points, (await Till.Buy(order)).Is(201).Number("earned.points"));
    }

    [Fact]
    public async Task The_largest_purchase_is_counted_exactly()
    {
        // A thousand lines of 9,999,999,999.99: 3 % of 9,999,999,999,990.
        var lines = Enumerable.Range(1, 1_000).Select(i => new Line($"{i}", 9_999_999_999.99m)).ToArray();

        var purchase = (await Till.Buy(Order.Of(lines).By(await Till.NewShopper()).Paid(await Till.Now()))).Is(201);

        Assert.Equal(9_999_999_999_990m, purchase.Number("moneyPaid"));
        Assert.Equal(299_999_999_999m, purchase.Number("earned.points"));
        Assert.Equal(299_999_999_999m, purchase.Items("lines").Sum(line => line.Number("earned")));
    }
}
