using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>Purchases that spend points kept before.</summary>
public sealed class RedeemedPurchaseTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task The_purchase_spends_what_was_kept()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper);
        var hold = await Till.Hold(order, 60);

        var purchase = (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);

        Assert.Equal(60, purchase.Number("redeemed"));
        Assert.Equal(1_940, purchase.Number("moneyPaid"));
        Assert.Equal(58, purchase.Number("earned.points"));
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((40, 0, 58), (wallet.Number("active"), wallet.Number("held"), wallet.Number("pending")));
        var redeemed = Assert.Single(await Till.Ledger(shopper), entry => entry.Text("type") == "redeemed");
        Assert.Equal((-60, order.Id), (redeemed.Number("points"), redeemed.Text("orderId")));
    }

    [Fact]
    public async Task An_unpaid_order_spends_at_once_and_earns_later()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper).PlacedAt(now);
        var hold = await Till.Hold(order, 60);

        var purchase = (await Till.Buy(order.With("redemptionId", hold))).Is(201);

        Assert.Equal(("placed", 60), (purchase.Text("status"), purchase.Number("redeemed")));
        Assert.Equal(40, await Till.Active(shopper));
        Assert.Equal(58, (await Till.Tell(order, "paid", now)).Is(200).Number("earned.points"));
    }

    [Fact]
    public async Task A_used_redemption_is_closed()
    {
        var (order, hold, _) = await Kept();
        (await Till.Buy(order.With("redemptionId", hold))).Is(201);

        // Closed is told first, although the order is another one, has a promo code and is too small.
        var other = Order.Of(10).By(await Till.NewShopper()).Paid(await Till.Now()).With("promoCode", "SPRING");
        (await Till.Buy(other.With("redemptionId", hold))).IsRefused(409, "redemption-closed");
    }

    [Fact]
    public async Task An_order_that_spent_points_and_is_told_again_is_known_whatever_became_of_its_redemption()
    {
        var (order, hold, shopper) = await Kept();
        (await Till.Buy(order.With("redemptionId", hold))).Is(201);
        var before = await Till.Wallet(shopper);

        // Another key: the till lost the first answer.
        (await Till.Buy(order.With("redemptionId", hold))).IsRefused(409, "already-exists");
        (await Till.Buy(order.With("promoCode", "SPRING"))).IsRefused(409, "already-exists");
        var line = order.With("redemptionId", hold).Body();
        line["kind"] = "purchase";
        var report = (await Till.Import(line.ToJsonString())).Is(200);

        Assert.Equal((0, 1), (report.Number("accepted"), report.Number("repeated")));
        Assert.Equal(before.ToJsonString(), (await Till.Wallet(shopper)).ToJsonString());
    }

    [Fact]
    public async Task A_redemption_of_another_order_does_not_match()
    {
        var (order, hold, shopper) = await Kept();

        await RefusedAndKept(
            order.Named(Till.NewName()).With("redemptionId", hold),
            422,
            "redemption-mismatch",
            shopper
        );
    }

    [Fact]
    public async Task A_redemption_of_another_member_does_not_match()
    {
        var (order, hold, shopper) = await Kept();
        var thief = await Till.NewShopperWith(100);

        await RefusedAndKept(order.By(thief).With("redemptionId", hold), 422, "redemption-mismatch", shopper);

        Assert.Equal(100, await Till.Active(thief));
    }

    [Fact]
    public async Task Points_and_a_promo_code_exclude_each_other()
    {
        var (order, hold, shopper) = await Kept();

        await RefusedAndKept(
            order.With("promoCode", "SPRING").With("redemptionId", hold),
            422,
            "promo-and-points",
            shopper
        );
    }

    [Fact]
    public async Task A_smaller_basket_has_a_cap_of_its_own()
    {
        var (order, hold, shopper) = await Kept();
        var smaller = Order.Of(1_999.99m).Named(order.Id).By(shopper).Paid(await Till.Now());

        var refusal = (await Till.Buy(smaller.With("redemptionId", hold))).IsRefused(422, "redemption-not-allowed");

        Assert.Equal(59, refusal.Number("max"));
        Assert.NotEmpty(refusal.Codes("reasons"));
        Assert.Equal(60, (await Till.Wallet(shopper)).Number("held"));
        (await Till.Buy(order.With("redemptionId", hold))).Is(201);
    }

    [Fact]
    public async Task A_redemption_that_nobody_made_is_unknown()
    {
        var (order, _, _) = await Kept();

        (await Till.Buy(order.With("redemptionId", "00000000-0000-0000-0000-000000000001"))).IsRefused(
            404,
            "redemption-unknown"
        );
        (await Till.Buy(order.With("redemptionId", "mine"))).IsRefused(404, "redemption-unknown");
    }

    [Fact]
    public async Task Points_are_spent_by_somebody()
    {
        var (order, hold, _) = await Kept();

        (await Till.Buy(order.By(null).With("redemptionId", hold))).IsMalformed("$.member");
    }

    [Fact]
    public async Task Points_that_ended_meanwhile_close_the_redemption_and_make_no_debt()
    {
        // Given 60 points whose last minutes of their last day are running.
        var shopper = await Till.NewShopper();
        await Till.GivePoints(shopper, 60);
        var lastDay = (await Till.Wallet(shopper)).Day("expiring[0].on");
        await Till.MoveTo(new DateTimeOffset(lastDay.ToDateTime(new TimeOnly(23, 55)), TimeSpan.FromHours(3)));
        var order = Order.Of(2_000).By(shopper);
        var hold = await Till.Hold(order, 60);

        await Till.Wait(TimeSpan.FromMinutes(6));

        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).IsRefused(409, "redemption-closed");
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((0, 0, 0), (wallet.Number("active"), wallet.Number("held"), wallet.Number("debt")));
    }

    /// <summary>An order of 2,000, paid now, with 60 points kept for it.</summary>
    private async Task<(Order Order, string Hold, Shopper Shopper)> Kept()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper).Paid(await Till.Now());
        return (order, await Till.Hold(order, 60), shopper);
    }

    private async Task RefusedAndKept(Order order, int status, string code, Shopper shopper)
    {
        (await Till.Buy(order)).IsRefused(status, code);

        (await Till.Purchase(order)).IsRefused(404, "order-unknown");
        Assert.Equal(60, (await Till.Wallet(shopper)).Number("held"));
    }
}
