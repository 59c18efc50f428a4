using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>When points can be spent and until when (programmes.md, "Earning" and "Exact arithmetic", 5).</summary>
public sealed class AccrualTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Points_are_usable_from_the_start_of_the_seventh_day_after_payment()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(Moscow.Noon(day)).Received(Moscow.Noon(day));

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal(day.AddDays(7), purchase.Day("earned.startsOn"));
        Assert.Equal(day.AddDays(97), purchase.Day("earned.endsOn"));
        await Till.MoveTo(Moscow.End(day.AddDays(6)));
        await Has(shopper, active: 0, pending: 30);
        await Till.MoveTo(Moscow.Start(day.AddDays(7)));
        await Has(shopper, active: 30, pending: 0);
    }

    [Fact]
    public async Task Goods_received_later_make_points_usable_at_once_and_live_from_then()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(Moscow.Noon(day));
        (await Till.Buy(order)).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddDays(10)));
        await Has(shopper, active: 0, pending: 30);

        var purchase = (await Till.Tell(order, "received", await Till.Now())).Is(200);

        Assert.Equal(day.AddDays(10), purchase.Day("earned.startsOn"));
        Assert.Equal(day.AddDays(100), purchase.Day("earned.endsOn"));
        await Has(shopper, active: 30, pending: 0);
    }

    [Fact]
    public async Task Goods_never_received_leave_points_pending()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.Buy(Order.Of(1_000).By(shopper).Paid(Moscow.Noon(day)))).Is(201);

        await Till.MoveTo(Moscow.Noon(day.AddDays(200)));

        await Has(shopper, active: 0, pending: 30);
    }

    [Fact]
    public async Task A_day_is_a_day_of_Moscow_whatever_zone_the_time_is_told_in()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        async Task<DateOnly> Starts(DateTimeOffset paid) =>
            (await Till.Buy(Order.Of(1_000).By(shopper).Paid(paid).Received(paid))).Is(201).Day("earned.startsOn");

        var before = Moscow.End(day.AddDays(-1));
        var after = Moscow.Start(day);

        Assert.Equal(day.AddDays(6), await Starts(before));
        Assert.Equal(day.AddDays(7), await Starts(after));
        Assert.Equal(day.AddDays(6), await Starts(before.ToOffset(TimeSpan.FromHours(10))));
        Assert.Equal(day.AddDays(7), await Starts(after.ToUniversalTime()));
        Assert.Equal(day.AddDays(7), await Starts(after.ToOffset(TimeSpan.FromHours(-8))));
    }

    [Fact]
    public async Task Points_can_be_spent_all_their_last_day_and_are_gone_the_next()
    {
        var day = await Till.NextDay();
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        foreach (var shopper in new[] { anna, boris })
        {
            (await Till.Buy(Order.Of(1_000).By(shopper).On(day))).Is(201);
        }

        await Till.MoveTo(Moscow.End(day.AddDays(97)));
        await Has(anna, active: 30, pending: 0);
        var order = Order.Of(1_000).By(anna);
        var hold = await Till.Hold(order, 30);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        await Till.MoveTo(Moscow.Start(day.AddDays(98)));

        await Has(anna, active: 0, pending: 29);
        await Has(boris, active: 0, pending: 0);
        Assert.Equal(0, (await Till.Quote(Order.Of(1_000).By(boris))).Is(200).Number("redeem.max"));
        var expired = (await Till.Ledger(boris))[0];
        Assert.Equal(("expired", -30), (expired.Text("type"), expired.Number("points")));
        Assert.Equal(Moscow.Start(day.AddDays(98)), expired.Time("at"));
    }

    [Fact]
    public async Task Points_of_useful_actions_outlive_everything()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.Act(shopper, "firstReview", Till.NewName(), await Till.Now())).Is(201);

        await Till.MoveTo(Moscow.Noon(day.AddDays(3_000)));

        await Has(shopper, active: 50, pending: 0);
    }

    private async Task Has(Shopper shopper, decimal active, decimal pending)
    {
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((active, pending), (wallet.Number("active"), wallet.Number("pending")));
    }
}
