using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Spent points that come back (programmes.md, "Returns" and "Exact arithmetic", 9).</summary>
public sealed class GraceTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Points_go_back_to_their_lot_with_its_own_end_on_its_last_day_still()
    {
        var day = await Till.NextDay();
        var (shopper, order) = await Spent();
        await Till.MoveTo(Moscow.End(day.AddDays(67)));

        var done = (await Till.Return(order, await Till.Now(), ("1", 2))).Is(201);

        Assert.Equal([(60m, day.AddDays(67))], Lots(done));
        Assert.Equal(60, await Till.Active(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(68)));
        Assert.Equal(0, await Till.Active(shopper));
    }

    [Fact]
    public async Task Points_of_a_lot_that_has_ended_live_fourteen_days_from_the_return()
    {
        var day = await Till.NextDay();
        var (shopper, order) = await Spent();
        await Till.MoveTo(Moscow.Noon(day.AddDays(68)));

        var done = (await Till.Return(order, await Till.Now(), ("1", 2))).Is(201);

        Assert.Equal([(60m, day.AddDays(82))], Lots(done));
        await Till.MoveTo(Moscow.End(day.AddDays(82)));
        Assert.Equal(60, await Till.Active(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(83)));
        Assert.Equal(0, await Till.Active(shopper));
    }

    [Fact]
    public async Task The_lot_that_ends_last_is_filled_first_and_what_has_ended_gets_the_grace()
    {
        // 60 that end on the 67th day and 60 that end on the 77th; 90 are spent on two pieces of 1,500: 60 and 30.
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.Buy(Order.Of(2_000).By(shopper).On(day.AddDays(-30)))).Is(201);
        (await Till.Buy(Order.Of(2_000).By(shopper).On(day.AddDays(-20)))).Is(201);
        var order = await Spend(shopper, new Line("1", 1_500, 2), 90);
        await Till.MoveTo(Moscow.Noon(day.AddDays(70)));

        var first = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);
        var second = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(30m, day.AddDays(77)), (15m, day.AddDays(84))], Lots(first));
        Assert.Equal([(45m, day.AddDays(84))], Lots(second));
        Assert.Equal(
            [(60m, day.AddDays(77)), (60m, day.AddDays(84))],
            (await Till.Wallet(shopper)).Items("expiring").Select(each => (each.Number("points"), each.Day("on")))
        );
    }

    [Fact]
    public async Task Points_without_an_end_come_back_without_an_end()
    {
        await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);
        var order = await Spend(shopper, new Line("1", 1_000, 2), 60);

        var done = (await Till.Return(order, await Till.Now(), ("1", 2))).Is(201);

        var back = Assert.Single(done.Items("lots"));
        Assert.Equal(60, back.Number("points"));
        Assert.True(back.IsNull("endsOn"));
        Assert.Equal(100, await Till.Active(shopper));
    }

    [Fact]
    public async Task A_cancelled_order_gives_the_grace_as_well()
    {
        var day = await Till.NextDay();
        var (shopper, order) = await Spent();
        await Till.MoveTo(Moscow.Noon(day.AddDays(68)));

        (await Till.Tell(order, "cancelled", await Till.Now())).Is(200);

        var ending = Assert.Single((await Till.Wallet(shopper)).Items("expiring"));
        Assert.Equal((60, day.AddDays(82)), (ending.Number("points"), ending.Day("on")));
    }

    /// <summary>60 points that end on the 67th day from now, all spent on two pieces of 1,000.</summary>
    private async Task<(Shopper Shopper, Order Order)> Spent()
    {
        var shopper = await Till.NewShopperWith(60);
        return (shopper, await Spend(shopper, new Line("1", 1_000, 2), 60));
    }

    private async Task<Order> Spend(Shopper shopper, Line line, decimal points)
    {
        var order = Order.Of(line).By(shopper);
        var hold = await Till.Hold(order, points);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        return order;
    }

    private static IEnumerable<(decimal Points, DateOnly EndsOn)> Lots(JsonNode done) =>
        done.Items("lots").Select(lot => (lot.Number("points"), lot.Day("endsOn")));
}
