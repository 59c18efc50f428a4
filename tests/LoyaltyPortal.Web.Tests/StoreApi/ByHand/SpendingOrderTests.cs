using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Which points are spent first (programmes.md, "Spending" and "Exact arithmetic", 10).</summary>
public sealed class SpendingOrderTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Points_that_end_soonest_go_first_and_points_without_an_end_last()
    {
        var now = await Till.Now();
        var today = Moscow.DayOf(now);
        var shopper = await Till.NewShopper();
        (await Till.Act(shopper, "questionnaire", Till.NewName(), now)).Is(201);
        // 60 that end on the 77th day from now, then 60 that end on the 67th.
        (await Till.Buy(Order.Of(2_000).By(shopper).On(today.AddDays(-20)))).Is(201);
        (await Till.Buy(Order.Of(2_000).By(shopper).On(today.AddDays(-30)))).Is(201);

        await Spend(shopper, 70);
        Assert.Equal(150, await Till.Active(shopper));
        Assert.Equal([(50m, today.AddDays(77))], await Ending(shopper));
        await Spend(shopper, 60);

        Assert.Equal(90, await Till.Active(shopper));
        Assert.Empty(await Ending(shopper));
    }

    [Fact]
    public async Task Of_points_that_end_on_one_day_those_posted_first_go_first()
    {
        var today = Moscow.DayOf(await Till.Now());
        var shopper = await Till.NewShopper();
        var first = Order.Of(2_000).By(shopper).Paid(Moscow.Noon(today.AddDays(-30)));
        (await Till.Buy(first)).Is(201);
        (await Till.Buy(Order.Of(2_000).By(shopper).On(today.AddDays(-30)))).Is(201);
        // The first was pending while the second was posted; it is still the first.
        (await Till.Tell(first, "received", Moscow.Noon(today.AddDays(-29)))).Is(200);
        var lots = (await Till.Ledger(shopper)).ToDictionary(
            entry => entry.Text("orderId"),
            entry => entry.Text("lotId")
        );

        var spending = await Spend(shopper, 50);

        var back = (await Till.AskReturn(spending, await Till.Now(), ("1", 1))).Is(200);
        Assert.Equal(lots[first.Id], Assert.Single(back.Items("lots")).Text("lotId"));
    }

    private async Task<Order> Spend(Shopper shopper, decimal points)
    {
        var order = Order.Of(3_000).By(shopper);
        var hold = await Till.Hold(order, points);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        return order;
    }

    private async Task<IEnumerable<(decimal, DateOnly)>> Ending(Shopper shopper) =>
        (await Till.Wallet(shopper)).Items("expiring").Select(each => (each.Number("points"), each.Day("on")));
}
