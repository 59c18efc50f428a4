namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>Members with a past, made through the contract itself.</summary>
public static class Givens
{
    /// <summary>Somebody with so many points that can be spent now: an order of 30 days ago earned them at 3 %. They end
    /// on the 67th day from now.</summary>
    public static async Task<Shopper> NewShopperWith(this Till till, int points)
    {
        var shopper = await till.NewShopper();
        await till.GivePoints(shopper, points);
        return shopper;
    }

    /// <summary>Gives points that can be spent now. The buyer must still be at the lowest level.</summary>
    public static async Task<Order> GivePoints(this Till till, Shopper shopper, int points)
    {
        var then = (await till.Now()).AddDays(-30);
        var order = Order.Of(decimal.Round(points / 0.03m + 0.005m, 2)).By(shopper).Paid(then).Received(then);
        Xunit.Assert.Equal(points, (await till.Buy(order)).Is(201).Number("earned.points"));
        return order;
    }

    /// <summary>Somebody at a level, by orders that were paid and received 30 days ago. Their points are active:
    /// 2,998 at <c>regular</c>, 15,000 at <c>partner</c>, 30,000 at <c>vip</c>.</summary>
    public static async Task<Shopper> NewShopperAt(this Till till, string level)
    {
        var shopper = await till.NewShopper();
        var (orders, each) = level switch
        {
            "base" => (0, 0m),
            "regular" => (3, 33_333.34m),
            "partner" => (10, 50_000m),
            _ => (15, 66_666.67m),
        };
        var then = (await till.Now()).AddDays(-30);
        for (var i = 0; i < orders; i++)
        {
            (await till.Buy(Order.Of(each).By(shopper).Paid(then).Received(then))).Is(201);
        }
        Xunit.Assert.Equal(level, await till.Tier(shopper));
        return shopper;
    }
}
