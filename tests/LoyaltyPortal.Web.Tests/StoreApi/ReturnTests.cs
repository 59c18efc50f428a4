using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class ReturnTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_return_says_what_it_took_and_gave_back_and_to_which_lots()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var lot = (await Till.Ledger(shopper))[0];
        var order = await Bought(shopper);

        var done = (await Till.Return(order, now, ("a", 1))).Is(201);

        // Line a: 2 pieces of 700 = 1,400 of 2,000 took 42 of 60 points and earned 40.60 of 58; one piece is half of it.
        Assert.Equal(20, done.Number("annulled"));
        Assert.Equal(21, done.Number("restored"));
        Assert.Equal(0, done.Number("debt"));
        Assert.Equal(("base", "base"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        var back = Assert.Single(done.Items("lots"));
        Assert.Equal(lot.Text("lotId"), back.Text("lotId"));
        Assert.Equal(21, back.Number("points"));
        Assert.Equal(lot.Text("endsOn"), back.Text("endsOn"));
        Assert.Equal(61, await Till.Active(shopper));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = await Bought(shopper);
        var before = await portal.Books.RowsAsync();

        var asked = (await Till.AskReturn(order, now, ("a", 1), ("b", 1))).Is(200).ToJsonString();

        Assert.Equal(before, await portal.Books.RowsAsync());
        Assert.Equal(asked, (await Till.Return(order, now, ("a", 1), ("b", 1))).Is(201).ToJsonString());
    }

    [Fact]
    public async Task A_dry_run_needs_no_key_and_leaves_the_number_of_the_return_free()
    {
        var now = await Till.Now();
        var order = await Bought(await Till.NewShopperWith(100));
        var body = new JsonObject
        {
            ["returnId"] = Till.NewName("R"),
            ["at"] = Till.Said(now),
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "a", ["quantity"] = 1 }),
            ["dryRun"] = true,
        };
        var path = $"/api/v1/purchases/{order.Id}/returns";

        (await Till.Post(path, Till.Json(body.ToJsonString()), once: null)).Is(200);
        body["dryRun"] = false;
        (await Till.Post(path, body, "return-after-dry-run")).Is(201);
    }

    [Fact]
    public async Task Line_by_line_ends_where_all_at_once_ends()
    {
        var now = await Till.Now();
        var (atOnce, byLine) = (await Till.NewShopperWith(100), await Till.NewShopperWith(100));
        var (whole, parts) = (await Bought(atOnce), await Bought(byLine));

        var all = (await Till.Return(whole, now, ("a", 2), ("b", 3))).Is(201);
        var (annulled, restored) = (0m, 0m);
        foreach (var line in new[] { "b", "a", "b", "a", "b" })
        {
            var part = (await Till.Return(parts, now, (line, 1))).Is(201);
            annulled += part.Number("annulled");
            restored += part.Number("restored");
        }

        Assert.Equal((58, 60), (all.Number("annulled"), all.Number("restored")));
        Assert.Equal((58, 60), (annulled, restored));
        Assert.Equal((await Till.Wallet(atOnce)).ToJsonString(), (await Till.Wallet(byLine)).ToJsonString());
        Assert.Equal(
            (await Till.Look(atOnce)).At("nextTier")!.ToJsonString(),
            (await Till.Look(byLine)).At("nextTier")!.ToJsonString()
        );
    }

    [Fact]
    public async Task The_purchase_stays_as_bought_and_its_returns_stand_beside()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = await Bought(shopper);
        (await Till.Return(order, now, ("a", 1))).Is(201);

        var part = (await Till.Purchase(order)).Is(200);
        Assert.Equal("paid", part.Text("status"));
        Assert.Equal((58, 1_940), (part.Number("earned.points"), part.Number("moneyPaid")));
        var back = Assert.Single(part.Items("returns"));
        Assert.Equal((20, 21), (back.Number("annulled"), back.Number("restored")));
        Assert.Equal("a", back.Text("lines[0].lineId"));
        Assert.Equal(1, back.Number("lines[0].quantity"));

        (await Till.Return(order, now, ("a", 1), ("b", 3))).Is(201);
        var whole = (await Till.Purchase(order)).Is(200);
        Assert.Equal("returned", whole.Text("status"));
        Assert.Equal((58, 1_940), (whole.Number("earned.points"), whole.Number("moneyPaid")));
        Assert.Equal(2, whole.Items("returns").Count);
    }

    [Fact]
    public async Task More_than_was_bought_does_not_come_back()
    {
        var now = await Till.Now();
        var order = await Bought(await Till.NewShopperWith(100));
        (await Till.Return(order, now, ("a", 1))).Is(201);

        (await Till.Return(order, now, ("a", 2))).IsRefused(422, "return-exceeds-purchase");
        (await Till.Return(order, now, ("b", 3), ("a", 2))).IsRefused(422, "return-exceeds-purchase");
        (await Till.Return(order, now, ("c", 1))).IsRefused(422, "return-exceeds-purchase");
        (await Till.AskReturn(order, now, ("a", 2))).IsRefused(422, "return-exceeds-purchase");

        (await Till.Return(order, now, ("a", 1), ("b", 3))).Is(201);
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_not_returned()
    {
        var now = await Till.Now();
        var order = Order.Of(1_000).By(await Till.NewShopper()).PlacedAt(now);
        (await Till.Buy(order)).Is(201);

        (await Till.Return(order, now, ("1", 1))).IsRefused(409, "order-unpaid");
    }

    [Fact]
    public async Task Nothing_comes_back_of_a_cancelled_order()
    {
        var now = await Till.Now();
        var order = await Bought(await Till.NewShopperWith(100));
        (await Till.Tell(order, "cancelled", now)).Is(200);

        (await Till.Return(order, now, ("a", 1))).IsRefused(409, "order-cancelled");
    }

    [Fact]
    public async Task A_return_is_posted_once_whatever_its_key()
    {
        var now = await Till.Now();
        var order = await Bought(await Till.NewShopperWith(100));
        var body = new JsonObject
        {
            ["returnId"] = Till.NewName("R"),
            ["at"] = Till.Said(now),
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "a", ["quantity"] = 1 }),
        };

        (await Till.Post($"/api/v1/purchases/{order.Id}/returns", body)).Is(201);
        (await Till.Post($"/api/v1/purchases/{order.Id}/returns", body)).IsRefused(409, "already-exists");

        Assert.Single((await Till.Purchase(order)).Is(200).Items("returns"));
    }

    [Fact]
    public async Task A_return_follows_the_payment()
    {
        var now = await Till.Now();
        var order = await Bought(await Till.NewShopperWith(100));

        (await Till.Return(order, now.AddMinutes(-6), ("a", 1))).IsRefused(422, "time-order");
        (await Till.Return(order, now.AddMinutes(6), ("a", 1))).IsRefused(422, "time-in-future");
    }

    [Fact]
    public async Task An_order_of_nobody_comes_back_too()
    {
        var now = await Till.Now();
        var order = Order.Of(1_000).Paid(now);
        (await Till.Buy(order)).Is(201);

        var done = (await Till.Return(order, now, ("1", 1))).Is(201);

        Assert.Equal((0, 0, 0), (done.Number("annulled"), done.Number("restored"), done.Number("debt")));
        Assert.True(done.IsNull("tierBefore"));
        Assert.Empty(done.Items("lots"));
        Assert.Equal("returned", (await Till.Purchase(order)).Is(200).Text("status"));
    }

    [Fact]
    public async Task An_order_that_nobody_posted_is_unknown() =>
        (await Till.Return(Order.Of(1), await Till.Now(), ("1", 1))).IsRefused(404, "order-unknown");

    /// <summary>An order of 2,000, paid now, 60 of it with points: two pieces of 700 and three of 200.</summary>
    private async Task<Order> Bought(Shopper shopper)
    {
        var order = Order.Of(new("a", 700, 2), new("b", 200, 3)).By(shopper);
        var hold = await Till.Hold(order, 60);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        return order;
    }
}
