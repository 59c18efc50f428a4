using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class QuoteTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Without_a_member_the_lowest_level_earns_and_nothing_can_be_spent()
    {
        var quote = (await Till.Quote(Order.Of(1_234.50m))).Is(200);

        Assert.Equal(37, quote.Number("earn.points"));
        Assert.Equal(3, quote.Number("earn.rate"));
        Assert.Equal("base", quote.Text("earn.tier.id"));
        Assert.True(quote.IsNull("earn.startsOn"));
        Assert.True(quote.IsNull("earn.endsOn"));
        Assert.NotEmpty(quote.Codes("earn.explanation"));
        Assert.Equal("main", quote.Text("redeem.wallet"));
        Assert.Equal(0, quote.Number("redeem.max"));
        Assert.Equal(1, quote.Number("redeem.step"));
        Assert.Equal(["no-member"], quote.Codes("redeem.reasons"));
    }

    [Fact]
    public async Task A_member_is_told_the_cap_when_the_balance_is_larger()
    {
        var shopper = await Till.NewShopperWith(100);

        var quote = (await Till.Quote(Order.Of(1_234.50m).By(shopper))).Is(200);

        Assert.Equal(37, quote.Number("redeem.max"));
        Assert.NotEmpty(quote.Codes("redeem.reasons"));
        // Earned as if no points were spent.
        Assert.Equal(37, quote.Number("earn.points"));
    }

    [Fact]
    public async Task A_member_is_told_the_balance_when_the_cap_is_larger()
    {
        var shopper = await Till.NewShopperWith(100);

        var quote = (await Till.Quote(Order.Of(50_000).By(shopper))).Is(200);

        Assert.Equal(100, quote.Number("redeem.max"));
        Assert.Contains("balance-limits", quote.Codes("redeem.reasons"));
    }

    [Fact]
    public async Task A_higher_level_earns_and_pays_more()
    {
        var shopper = await Till.NewShopperAt("partner");

        var quote = (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200);

        Assert.Equal((70, 7), (quote.Number("earn.points"), quote.Number("earn.rate")));
        Assert.Equal("Партнер", quote.Text("earn.tier.name"));
        Assert.Equal(100, quote.Number("redeem.max"));
    }

    [Fact]
    public async Task Each_line_is_told_apart()
    {
        var shopper = await Till.NewShopperWith(100);

        var quote = (
            await Till.Quote(
                Order
                    .Of(new("a", 500), new("b", 300, Mark: "noPoints"), new("c", 200, Mark: "service"))
                    .By(shopper)
                    .With("deliveryFee", 400)
            )
        ).Is(200);

        // Earning: 3 % of 500. Spending: 3 % of 800, shared as 15 and 9.
        Assert.Equal(15, quote.Number("earn.points"));
        Assert.Equal(24, quote.Number("redeem.max"));
        Assert.Equal(["a", "b", "c"], quote.Items("lines").Select(line => line.Text("lineId")));
        Assert.Equal([15, 0, 0], quote.Items("lines").Select(line => line.Number("earn")));
        Assert.Equal([15, 9, 0], quote.Items("lines").Select(line => line.Number("redeemMax")));
        Assert.Equal([], quote.Codes("lines[0].reasons"));
        Assert.Equal(["line-no-points"], quote.Codes("lines[1].reasons"));
        Assert.Equal(["line-service"], quote.Codes("lines[2].reasons"));
    }

    [Fact]
    public async Task A_promo_code_leaves_nothing_to_spend_and_an_empty_one_is_none()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(1_000).By(shopper);

        var quote = (await Till.Quote(order.With("promoCode", "SPRING"))).Is(200);

        Assert.Equal(0, quote.Number("redeem.max"));
        Assert.Equal(["promo-and-points"], quote.Codes("redeem.reasons"));
        Assert.Equal(30, (await Till.Quote(order.With("promoCode", ""))).Is(200).Number("redeem.max"));
    }

    [Fact]
    public async Task Points_held_for_another_order_cannot_be_spent_twice()
    {
        var shopper = await Till.NewShopperWith(100);
        await Till.Hold(Order.Of(50_000).By(shopper), 80);

        var quote = (await Till.Quote(Order.Of(50_000).By(shopper))).Is(200);

        Assert.Equal(20, quote.Number("redeem.max"));
    }

    [Fact]
    public async Task A_quote_writes_nothing()
    {
        var shopper = await Till.NewShopperWith(100);
        await Till.Look(shopper);
        var before = await portal.Books.RowsAsync();

        (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200);
        (await Till.Quote(Order.Of(1_000))).Is(200);
        (await Till.Quote(Order.Of(-1))).IsRefused(400, "malformed");

        Assert.Equal(before, await portal.Books.RowsAsync());
    }

    [Fact]
    public async Task A_quote_needs_no_idempotency_key() =>
        (await Till.Post("/api/v1/quotes", Till.Json(Order.Of(100).Basket().ToJsonString()), once: null)).Is(200);

    [Fact]
    public async Task A_quote_for_nobody_is_refused()
    {
        var unknown = new JsonObject { ["phone"] = Till.NewPhone() };
        var twice = new JsonObject { ["phone"] = Till.NewPhone(), ["cardNumber"] = "12345678" };

        (await Till.Quote(Order.Of(100).With("member", unknown))).IsRefused(404, "member-unknown");
        (await Till.Quote(Order.Of(100).With("member", twice))).IsMalformed("$.member");
        (await Till.Quote(Order.Of(100).With("channel", "store"))).IsRefused(422, "channel-unknown");
    }
}
