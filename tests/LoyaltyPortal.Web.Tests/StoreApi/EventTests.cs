using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class EventTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task An_event_that_happened_before_changes_nothing_and_the_first_date_stays()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(now.AddDays(-5)).Received(now.AddDays(-4));
        var before = (await Till.Buy(order)).Is(201).ToJsonString();

        Assert.Equal(before, (await Till.Tell(order, "paid", now)).Is(200).ToJsonString());
        Assert.Equal(before, (await Till.Tell(order, "received", now)).Is(200).ToJsonString());

        Assert.Single(await Till.Ledger(shopper));
    }

    [Fact]
    public async Task An_event_that_the_programme_does_not_use_changes_no_status_and_no_points()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(now);
        (await Till.Buy(order)).Is(201);

        var purchase = (await Till.Tell(order, "completed", now)).Is(200);

        Assert.Equal("paid", purchase.Text("status"));
        Assert.True(purchase.IsNull("earned.startsOn"));
        Assert.Equal(75, (await Till.Wallet(shopper)).Number("pending"));
    }

    [Fact]
    public async Task An_order_received_before_it_is_paid_starts_seven_days_after_the_payment()
    {
        var now = await Till.Now();
        var order = Order.Of(2_500).By(await Till.NewShopper()).PlacedAt(now.AddDays(-20));
        (await Till.Buy(order)).Is(201);

        var received = (await Till.Tell(order, "received", now.AddDays(-10))).Is(200);
        Assert.Equal(("received", 0), (received.Text("status"), received.Number("earned.points")));

        var paid = (await Till.Tell(order, "paid", now)).Is(200);
        Assert.Equal("received", paid.Text("status"));
        Assert.Equal(new DateOnly(2027, 3, 8), paid.Day("earned.startsOn"));
    }

    [Fact]
    public async Task A_cancelled_order_gives_back_what_was_spent_and_loses_what_was_earned()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper).Paid(now);
        var hold = await Till.Hold(order, 60);
        (await Till.Buy(order.With("redemptionId", hold))).Is(201);

        var cancelled = (await Till.Tell(order, "cancelled", now)).Is(200);

        Assert.Equal("cancelled", cancelled.Text("status"));
        // As bought: what was undone stands beside.
        Assert.Equal(
            (58, 60, 1_940),
            (cancelled.Number("earned.points"), cancelled.Number("redeemed"), cancelled.Number("moneyPaid"))
        );
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((100, 0, 0), (wallet.Number("active"), wallet.Number("pending"), wallet.Number("debt")));
        var read = (await Till.Purchase(order)).Is(200);
        Assert.Equal([-60, -58, 58, 60], read.Items("entries").Select(entry => entry.Number("points")).Order());
        Assert.Equal(
            ["annulled", "earned", "redeemed", "restored"],
            read.Items("entries").Select(entry => entry.Text("type")).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_and_gives_back_its_points()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper).PlacedAt(now);
        var hold = await Till.Hold(order, 60);
        (await Till.Buy(order.With("redemptionId", hold))).Is(201);

        (await Till.Tell(order, "cancelled", now)).Is(200);

        Assert.Equal(100, await Till.Active(shopper));
    }

    [Fact]
    public async Task After_a_part_return_the_rest_is_cancelled()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(new Line("1", 1_000, 3)).By(shopper).Paid(now);
        (await Till.Buy(order)).Is(201);
        Assert.Equal(30, (await Till.Return(order, now, ("1", 1))).Is(201).Number("annulled"));

        Assert.Equal("cancelled", (await Till.Tell(order, "cancelled", now)).Is(200).Text("status"));

        Assert.Equal(0, (await Till.Wallet(shopper)).Number("pending"));
        Assert.Equal(0, (await Till.Ledger(shopper)).Sum(entry => entry.Number("points")));
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("received")]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task Nothing_happens_to_a_cancelled_order(string type)
    {
        var now = await Till.Now();
        var order = Order.Of(2_500).By(await Till.NewShopper()).PlacedAt(now);
        (await Till.Buy(order)).Is(201);
        (await Till.Tell(order, "cancelled", now)).Is(200);

        (await Till.Tell(order, type, now)).IsRefused(409, "order-cancelled");
    }

    [Fact]
    public async Task An_order_of_nobody_has_events_too()
    {
        var now = await Till.Now();
        var order = Order.Of(2_500).PlacedAt(now);
        (await Till.Buy(order)).Is(201);

        Assert.Equal("paid", (await Till.Tell(order, "paid", now)).Is(200).Text("status"));
        Assert.Equal("received", (await Till.Tell(order, "received", now)).Is(200).Text("status"));
        Assert.Equal("cancelled", (await Till.Tell(order, "cancelled", now)).Is(200).Text("status"));
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("received")]
    [InlineData("cancelled")]
    public async Task Nothing_happens_before_the_order_or_in_the_future(string type)
    {
        var now = await Till.Now();
        var order = Order.Of(2_500).By(await Till.NewShopper()).PlacedAt(now);
        (await Till.Buy(order)).Is(201);

        (await Till.Tell(order, type, now.AddMinutes(-6))).IsRefused(422, "time-order");
        (await Till.Tell(order, type, now.AddMinutes(6))).IsRefused(422, "time-in-future");

        Assert.Equal("placed", (await Till.Purchase(order)).Is(200).Text("status"));
    }

    [Fact]
    public async Task An_order_that_nobody_posted_is_unknown() =>
        (await Till.Tell(Order.Of(1), "paid", await Till.Now())).IsRefused(404, "order-unknown");

    [Fact]
    public async Task An_event_of_another_kind_is_malformed()
    {
        var order = Order.Of(1).PlacedAt(await Till.Now());
        (await Till.Buy(order)).Is(201);

        (await Till.Tell(order, "lost", await Till.Now())).IsMalformed("$.type");
        (await Till.Post($"/api/v1/purchases/{order.Id}/events", new JsonObject { ["type"] = "paid" })).IsMalformed(
            "$.at"
        );
    }
}
