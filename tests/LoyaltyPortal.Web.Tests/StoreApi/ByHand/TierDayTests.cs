using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>From which day a level holds and until when (programmes.md, "Tiers").</summary>
public sealed class TierDayTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task The_level_changes_the_day_after_accrual()
    {
        var day = await Till.NextDay();
        var shopper = await BoughtOn(day);

        await Till.MoveTo(Moscow.End(day.AddDays(7)));
        Assert.Equal("base", await Till.Tier(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(8)));

        Assert.Equal("regular", await Till.Tier(shopper));
    }

    [Fact]
    public async Task Goods_received_late_change_the_level_late()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var orders = Enumerable.Range(0, 3).Select(_ => Order.Of(40_000).By(shopper).Paid(Moscow.Noon(day))).ToList();
        foreach (var order in orders)
        {
            (await Till.Buy(order)).Is(201);
        }
        await Till.MoveTo(Moscow.Noon(day.AddDays(10)));
        foreach (var order in orders)
        {
            (await Till.Tell(order, "received", await Till.Now())).Is(200);
        }

        await Till.MoveTo(Moscow.End(day.AddDays(10)));
        Assert.Equal("base", await Till.Tier(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(11)));

        Assert.Equal("regular", await Till.Tier(shopper));
    }

    [Fact]
    public async Task A_purchase_earns_at_the_level_of_the_day_it_was_paid()
    {
        var day = await Till.NextDay();
        var shopper = await BoughtOn(day);
        await Till.MoveTo(Moscow.Noon(day.AddDays(9)));

        // Told on the ninth day, but paid on the last day of the lower level and on the first of the higher one.
        var before = (await Till.Buy(Order.Of(1_000).By(shopper).Paid(Moscow.End(day.AddDays(7))))).Is(201);
        var after = (await Till.Buy(Order.Of(1_000).By(shopper).Paid(Moscow.Start(day.AddDays(8))))).Is(201);

        Assert.Equal(("base", 30), (before.Text("tier.id"), before.Number("earned.points")));
        Assert.Equal(("regular", 50), (after.Text("tier.id"), after.Number("earned.points")));
    }

    [Fact]
    public async Task An_order_placed_at_one_level_and_paid_at_the_next_earns_at_the_next()
    {
        var day = await Till.NextDay();
        var shopper = await BoughtOn(day);
        var order = Order.Of(1_000).By(shopper).PlacedAt(await Till.Now());
        Assert.Equal("base", (await Till.Buy(order)).Is(201).Text("tier.id"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(8)));

        var paid = (await Till.Tell(order, "paid", await Till.Now())).Is(200);

        Assert.Equal(("regular", 50), (paid.Text("tier.id"), paid.Number("earned.points")));
    }

    [Fact]
    public async Task A_purchase_counts_for_365_days_from_its_payment()
    {
        var day = await Till.NextDay();
        var shopper = await BoughtOn(day);

        await Till.MoveTo(Moscow.End(day.AddDays(365)));
        Assert.Equal("regular", await Till.Tier(shopper));
        Assert.Equal(50, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("earn.points"));
        await Till.MoveTo(Moscow.Start(day.AddDays(366)));

        var member = await Till.Look(shopper);
        Assert.Equal("base", member.Text("tier.id"));
        Assert.Equal((100_000, 3), (member.Number("nextTier.sumMissing"), member.Number("nextTier.ordersMissing")));
        Assert.Equal(30, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("earn.points"));
    }

    /// <summary>Somebody who bought for exactly 100,000 in three orders, paid and received on a day.</summary>
    private async Task<Shopper> BoughtOn(DateOnly day)
    {
        var shopper = await Till.NewShopper();
        foreach (var sum in new[] { 33_333.33m, 33_333.33m, 33_333.34m })
        {
            (await Till.Buy(Order.Of(sum).By(shopper).On(day))).Is(201);
        }
        return shopper;
    }
}
