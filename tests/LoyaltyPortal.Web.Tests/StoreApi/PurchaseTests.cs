using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class PurchaseTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_paid_and_received_order_of_a_member_earns_and_says_how()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(now).Received(now);

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.True(Guid.TryParse(purchase.Text("purchaseId"), out _));
        Assert.Equal(order.Id, purchase.Text("orderId"));
        Assert.Equal(shopper.MemberId, purchase.Text("memberId"));
        Assert.Equal("received", purchase.Text("status"));
        Assert.Equal(("base", "Базовый"), (purchase.Text("tier.id"), purchase.Text("tier.name")));
        Assert.Equal(75, purchase.Number("earned.points"));
        Assert.Equal("main", purchase.Text("earned.wallet"));
        Assert.Equal(new DateOnly(2027, 3, 8), purchase.Day("earned.startsOn"));
        Assert.Equal(new DateOnly(2027, 6, 6), purchase.Day("earned.endsOn"));
        Assert.Contains("rate-by-tier", purchase.Codes("earned.explanation"));
        Assert.Contains("rounded-down", purchase.Codes("earned.explanation"));
        Assert.All(purchase.Items("earned.explanation"), reason => Assert.NotEmpty(reason.Text("text")));
        Assert.Equal(0, purchase.Number("redeemed"));
        Assert.Equal(2_500, purchase.Number("moneyPaid"));
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((0, 75), (wallet.Number("active"), wallet.Number("pending")));
    }

    [Fact]
    public async Task An_order_of_nobody_is_kept_and_earns_nothing()
    {
        var order = Order.Of(2_500).Paid(await Till.Now());

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal("paid", purchase.Text("status"));
        Assert.True(purchase.IsNull("memberId"));
        Assert.True(purchase.IsNull("tier"));
        Assert.Equal(0, purchase.Number("earned.points"));
        Assert.Equal(["no-member"], purchase.Codes("earned.explanation"));
        Assert.Equal(2_500, purchase.Number("moneyPaid"));
        Assert.Equal(order.Id, (await Till.Purchase(order)).Is(200).Text("orderId"));
    }

    [Fact]
    public async Task An_unpaid_order_earns_when_it_is_paid_and_starts_when_it_is_received()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).PlacedAt(now.AddDays(-3));

        var placed = (await Till.Buy(order)).Is(201);
        Assert.Equal("placed", placed.Text("status"));
        Assert.Equal(0, placed.Number("earned.points"));
        Assert.Equal(0, (await Till.Wallet(shopper)).Number("pending"));

        var paid = (await Till.Tell(order, "paid", now.AddDays(-2))).Is(200);
        Assert.Equal("paid", paid.Text("status"));
        Assert.Equal(75, paid.Number("earned.points"));
        Assert.True(paid.IsNull("earned.startsOn"));
        Assert.True(paid.IsNull("earned.endsOn"));
        Assert.Equal(75, (await Till.Wallet(shopper)).Number("pending"));

        var received = (await Till.Tell(order, "received", now)).Is(200);
        Assert.Equal("received", received.Text("status"));
        Assert.Equal(new DateOnly(2027, 3, 6), received.Day("earned.startsOn"));
        Assert.Equal(new DateOnly(2027, 6, 4), received.Day("earned.endsOn"));
    }

    [Fact]
    public async Task Money_paid_is_goods_and_services_and_delivery_less_discounts_and_points()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order
            .Of(new("a", 1_000, 2, Discount: 100), new("b", 350.50m, Mark: "service"))
            .By(shopper)
            .With("deliveryFee", 249.90m);
        var hold = await Till.Hold(order, 50);

        var purchase = (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);

        // 1,900 of goods less 50 points, 350.50 of services, 249.90 of delivery.
        Assert.Equal(2_450.40m, purchase.Number("moneyPaid"));
        Assert.Equal(50, purchase.Number("redeemed"));
        // 3 % of 1,850 paid for goods.
        Assert.Equal(55, purchase.Number("earned.points"));
    }

    [Fact]
    public async Task A_purchase_can_be_read_again_with_its_entries()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(now);
        var posted = (await Till.Buy(order)).Is(201);

        var purchase = (await Till.Purchase(order)).Is(200);

        foreach (var field in new[] { "purchaseId", "status", "tier", "earned", "redeemed", "moneyPaid" })
        {
            Assert.Equal(posted.At(field)!.ToJsonString(), purchase.At(field)!.ToJsonString());
        }
        Assert.Empty(purchase.Items("returns"));
        Assert.Equal("earned", Assert.Single(purchase.Items("entries")).Text("type"));
    }

    [Fact]
    public async Task The_same_order_is_not_earned_twice_whatever_its_key()
    {
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(await Till.Now());
        (await Till.Buy(order)).Is(201);
        var before = await portal.Books.RowsAsync();

        (await Till.Buy(order)).IsRefused(409, "already-exists");
        (await Till.Buy(order.By(null))).IsRefused(409, "already-exists");

        Assert.Equal(before, await portal.Books.RowsAsync());
    }

    [Fact]
    public async Task An_order_number_with_slashes_and_spaces_is_one_as_any_other()
    {
        var now = await Till.Now();
        foreach (var id in new[] { "2027/03/17", "A B", "№ 5 – «да»", "50%", "a+b&c=d?e#f", "x%2Fy" })
        {
            var order = Order.Of(new Line("1", 500, 2)).Named($"{Till.NewName()} {id}").PlacedAt(now);
            (await Till.Buy(order)).Is(201);

            Assert.Equal("paid", (await Till.Tell(order, "paid", now)).Is(200).Text("status"));
            (await Till.Return(order, now, ("1", 1))).Is(201);
            Assert.Equal(order.Id, (await Till.Purchase(order)).Is(200).Text("orderId"));
        }
    }

    [Fact]
    public async Task Texts_of_others_are_only_texts()
    {
        const string sql = "'; DROP TABLE \"Purchases\"; --";
        const string html = "<script>alert(1)</script>&\"<img src=x onerror=alert(2)>";
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).Named($"{sql}{Till.NewName()}{html}").By(shopper).Paid(await Till.Now());
        var body = order.Body();
        body["lines"]![0]!["name"] = html;
        body["lines"]![0]!["category"] = sql;

        (await Till.Post("/api/v1/purchases", body)).Is(201);

        Assert.Equal(order.Id, (await Till.Purchase(order)).Is(200).Text("orderId"));
        Assert.Equal(order.Id, (await Till.Ledger(shopper))[0].Text("orderId"));
        (await Till.Find("qr", sql)).IsRefused(404, "member-unknown");
    }

    [Fact]
    public async Task A_time_ahead_of_the_clock_is_refused_beyond_five_minutes()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();

        var refusal = (await Till.Buy(Order.Of(100).By(shopper).Paid(now.AddMinutes(5).AddSeconds(1)))).IsRefused(
            422,
            "time-in-future"
        );

        Assert.True(refusal["errors"]!.AsObject().ContainsKey("$.placedAt"));
        (await Till.Buy(Order.Of(100).By(shopper).Paid(now.AddMinutes(5)))).Is(201);
    }

    [Fact]
    public async Task A_payment_before_the_order_is_refused()
    {
        var now = await Till.Now();

        (await Till.Buy(Order.Of(100).PlacedAt(now).Paid(now.AddMinutes(-6)))).IsRefused(422, "time-order");
        (await Till.Buy(Order.Of(100).PlacedAt(now).Received(now.AddMinutes(-6)))).IsRefused(422, "time-order");
        (await Till.Buy(Order.Of(100).PlacedAt(now).Paid(now.AddMinutes(-5)))).Is(201);
    }

    [Theory]
    [InlineData("2027-03-01T09:00:00Z")]
    [InlineData("2027-03-01T09:00:00.123456789Z")]
    [InlineData("2027-03-01t12:00:00.5+03:00")]
    [InlineData("2027-02-28T23:00:00-10:00")]
    public async Task Times_are_read_in_every_form_of_RFC_3339(string time)
    {
        var order = Order.Of(100).With("placedAt", JsonValue.Create(time));

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal(DemoPortal.Start, purchase.Time("placedAt"), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("1e2", "100")]
    [InlineData("100.00", "100")]
    [InlineData("100.5000000", "100.5")]
    [InlineData("12345e-2", "123.45")]
    [InlineData("0.29", "0.29")]
    [InlineData("9999999999.99", "9999999999.99")]
    public async Task Amounts_are_exact(string said, string meant)
    {
        var body = Order.Of(1).PlacedAt(await Till.Now()).Body().ToJsonString();

        var answer = await Till.Post(
            "/api/v1/purchases",
            Till.Json(body.Replace("\"unitPrice\":1", $"\"unitPrice\":{said}", StringComparison.Ordinal)),
            Till.NewName("key")
        );

        Assert.Equal(decimal.Parse(meant, CultureInfo.InvariantCulture), answer.Is(201).Number("moneyPaid"));
    }
}
