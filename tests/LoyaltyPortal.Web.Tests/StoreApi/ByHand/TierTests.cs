using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Which purchases make which level (programmes.md, "Tiers" and "Exact arithmetic", 6). All were paid and
/// received eight days ago, so they count today.</summary>
public sealed class TierTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_hundred_thousand_in_three_orders_makes_a_regular_customer()
    {
        var shopper = await Bought(33_333.33m, 33_333.33m, 33_333.34m);

        var member = await Till.Look(shopper);

        Assert.Equal("regular", member.Text("tier.id"));
        Assert.Equal("partner", member.Text("nextTier.id"));
        Assert.Equal(400_000, member.Number("nextTier.sumMissing"));
        Assert.Equal(7, member.Number("nextTier.ordersMissing"));
    }

    [Fact]
    public async Task A_hundredth_less_does_not()
    {
        var shopper = await Bought(33_333.33m, 33_333.33m, 33_333.33m);

        await Missing(shopper, "base", 0.01m, 0);
    }

    [Fact]
    public async Task Two_orders_do_not_whatever_they_cost() =>
        await Missing(await Bought(60_000, 60_000), "base", 0, 1);

    [Theory]
    [InlineData(9, 6_000_000, "regular")]
    [InlineData(10, 4_999_999, "regular")]
    [InlineData(10, 5_000_000, "partner")]
    [InlineData(14, 8_000_000, "partner")]
    [InlineData(15, 6_666_666, "partner")]
    [InlineData(15, 6_666_667, "vip")]
    public async Task Sum_and_orders_must_both_be_met(int orders, int hundredthsEach, string level)
    {
        var shopper = await Bought([.. Enumerable.Repeat(hundredthsEach / 100m, orders)]);

        Assert.Equal(level, await Till.Tier(shopper));
    }

    [Fact]
    public async Task What_points_paid_does_not_count()
    {
        var shopper = await Bought(40_000, 40_000);
        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);
        var third = Order.Of(20_000).By(shopper);
        var hold = await Till.Hold(third, 1);

        (await Till.Buy(third.On(EightDaysAgo(await Till.Now())).With("redemptionId", hold))).Is(201);

        await Missing(shopper, "base", 1, 0);
    }

    [Fact]
    public async Task Gift_cards_and_goods_without_points_count_and_services_and_delivery_do_not()
    {
        var shopper = await Till.NewShopper();
        var day = EightDaysAgo(await Till.Now());
        foreach (
            var order in new[]
            {
                Order.Of(new("1", 50_000), new("2", 70_000, Mark: "service")).With("deliveryFee", 5_000),
                Order.Of(new Line("1", 30_000, Mark: "giftCard")),
                Order.Of(new Line("1", 20_500, Discount: 501, Mark: "noPoints")),
            }
        )
        {
            (await Till.Buy(order.By(shopper).On(day))).Is(201);
        }
        await Missing(shopper, "base", 1, 0);

        (await Till.Buy(Order.Of(1).By(shopper).On(day))).Is(201);

        Assert.Equal("regular", await Till.Tier(shopper));
    }

    [Fact]
    public async Task An_order_of_services_alone_is_no_order()
    {
        var shopper = await Bought(60_000, 60_000);

        (
            await Till.Buy(
                Order.Of(new Line("1", 60_000, Mark: "service")).By(shopper).On(EightDaysAgo(await Till.Now()))
            )
        ).Is(201);

        await Missing(shopper, "base", 0, 1);
    }

    [Fact]
    public async Task An_order_that_is_not_received_does_not_count()
    {
        var shopper = await Bought(50_000, 50_000);

        (await Till.Buy(Order.Of(50_000).By(shopper).Paid(Moscow.Noon(EightDaysAgo(await Till.Now()))))).Is(201);

        await Missing(shopper, "base", 0, 1);
    }

    [Fact]
    public async Task A_return_lowers_the_level_at_once()
    {
        var now = await Till.Now();
        var shopper = await Bought(50_000, 40_000);
        var third = Order.Of(new("1", 9_999.99m), new("2", 0.01m)).By(shopper).On(EightDaysAgo(now));
        (await Till.Buy(third)).Is(201);
        Assert.Equal("regular", await Till.Tier(shopper));

        var done = (await Till.Return(third, now, ("2", 1))).Is(201);

        Assert.Equal(("regular", "base"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        await Missing(shopper, "base", 0.01m, 0);
    }

    [Fact]
    public async Task An_order_returned_in_full_is_no_order_any_more()
    {
        var now = await Till.Now();
        var shopper = await Bought(90_000, 90_000);
        var third = Order.Of(new Line("1", 100, 2)).By(shopper).On(EightDaysAgo(now));
        (await Till.Buy(third)).Is(201);

        (await Till.Return(third, now, ("1", 1))).Is(201);
        Assert.Equal("regular", await Till.Tier(shopper));
        (await Till.Return(third, now, ("1", 1))).Is(201);

        await Missing(shopper, "base", 0, 1);
    }

    [Fact]
    public async Task A_cancelled_order_is_no_order_either()
    {
        var now = await Till.Now();
        var shopper = await Bought(90_000, 90_000);
        var third = Order.Of(100).By(shopper).On(EightDaysAgo(now));
        (await Till.Buy(third)).Is(201);

        (await Till.Tell(third, "cancelled", now)).Is(200);

        await Missing(shopper, "base", 0, 1);
    }

    private static DateOnly EightDaysAgo(DateTimeOffset now) => Moscow.DayOf(now).AddDays(-8);

    private async Task<Shopper> Bought(params decimal[] sums)
    {
        var shopper = await Till.NewShopper();
        var day = EightDaysAgo(await Till.Now());
        foreach (var sum in sums)
        {
            (await Till.Buy(Order.Of(sum).By(shopper).On(day))).Is(201);
        }
        return shopper;
    }

    private async Task Missing(Shopper shopper, string level, decimal sum, int orders)
    {
        JsonNode member = await Till.Look(shopper);
        Assert.Equal(level, member.Text("tier.id"));
        Assert.Equal(sum, member.Number("nextTier.sumMissing"));
        Assert.Equal(orders, member.Number("nextTier.ordersMissing"));
    }
}
