using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class RedemptionTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Points_are_kept_for_an_order_for_a_quarter_of_an_hour()
    {
        var shopper = await Till.NewShopperWith(100);

        var redemption = (await Till.Redeem(Order.Of(2_000).By(shopper), 60)).Is(201);

        Assert.True(Guid.TryParse(redemption.Text("redemptionId"), out _));
        Assert.Equal("held", redemption.Text("status"));
        Assert.Equal("none", redemption.Text("confirmation"));
        Assert.Equal(60, redemption.Number("points"));
        Assert.Equal((await Till.Now()).AddMinutes(15), redemption.Time("expiresAt"));
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((40, 60), (wallet.Number("active"), wallet.Number("held")));
    }

    [Fact]
    public async Task More_than_the_cap_is_refused_with_the_most_that_is_allowed()
    {
        var shopper = await Till.NewShopperWith(100);

        var refusal = (await Till.Redeem(Order.Of(2_000).By(shopper), 61)).IsRefused(422, "redemption-not-allowed");

        Assert.Equal(60, refusal.Number("max"));
        Assert.Contains("cap-by-tier", refusal.Codes("reasons"));
        Assert.All(refusal.Items("reasons"), reason => Assert.NotEmpty(reason.Text("text")));
        Assert.Equal(0, (await Till.Wallet(shopper)).Number("held"));
    }

    [Fact]
    public async Task More_than_the_balance_is_refused_with_the_most_that_is_allowed()
    {
        var shopper = await Till.NewShopperWith(100);

        var refusal = (await Till.Redeem(Order.Of(20_000).By(shopper), 101)).IsRefused(422, "redemption-not-allowed");

        Assert.Equal(100, refusal.Number("max"));
        Assert.Contains("balance-limits", refusal.Codes("reasons"));
        (await Till.Redeem(Order.Of(20_000).By(shopper), 100)).Is(201);
    }

    [Fact]
    public async Task Points_are_spent_in_whole_ones()
    {
        var shopper = await Till.NewShopperWith(100);

        var refusal = (await Till.Redeem(Order.Of(2_000).By(shopper), 10.5m)).IsRefused(422, "redemption-not-allowed");

        Assert.Equal(60, refusal.Number("max"));
        Assert.Equal(["off-the-step"], refusal.Codes("reasons"));
    }

    [Fact]
    public async Task Pending_points_are_not_spent()
    {
        var shopper = await Till.NewShopper();
        (await Till.Buy(Order.Of(10_000).By(shopper).Paid(await Till.Now()))).Is(201);

        var refusal = (await Till.Redeem(Order.Of(2_000).By(shopper), 1)).IsRefused(422, "redemption-not-allowed");

        Assert.Equal(0, refusal.Number("max"));
    }

    [Fact]
    public async Task With_a_promo_code_no_points_are_kept()
    {
        var shopper = await Till.NewShopperWith(100);

        var refusal = (await Till.Redeem(Order.Of(2_000).By(shopper).With("promoCode", "SPRING"), 10)).IsRefused(
            422,
            "redemption-not-allowed"
        );

        Assert.Equal(0, refusal.Number("max"));
        Assert.Equal(["promo-and-points"], refusal.Codes("reasons").Except(["over-the-limit"]));
    }

    [Fact]
    public async Task Somebody_must_be_named() => (await Till.Redeem(Order.Of(2_000), 10)).IsMalformed("$.member");

    [Fact]
    public async Task Cancelled_points_are_free_at_once_and_for_good()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper);
        var hold = await Till.Hold(order, 60);

        Assert.Equal("cancelled", (await Till.Cancel(hold)).Is(200).Text("status"));

        var wallet = await Till.Wallet(shopper);
        Assert.Equal((100, 0), (wallet.Number("active"), wallet.Number("held")));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).IsRefused(409, "redemption-closed");
        Assert.Equal("cancelled", (await Till.Cancel(hold)).Is(200).Text("status"));
    }

    [Fact]
    public async Task A_used_redemption_is_not_cancelled()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper);
        var hold = await Till.Hold(order, 60);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);

        (await Till.Cancel(hold)).IsRefused(409, "redemption-closed");

        Assert.Equal(40, await Till.Active(shopper));
    }

    [Fact]
    public async Task A_redemption_that_nobody_made_is_unknown()
    {
        (await Till.Cancel("00000000-0000-0000-0000-000000000001")).IsRefused(404, "redemption-unknown");
        (await Till.Cancel("mine")).IsRefused(404, "redemption-unknown");
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_the_points_free_themselves()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper);
        var hold = await Till.Hold(order, 60);

        await Till.Wait(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(60, (await Till.Wallet(shopper)).Number("held"));
        await Till.Wait(TimeSpan.FromMilliseconds(1));

        var wallet = await Till.Wallet(shopper);
        Assert.Equal((100, 0), (wallet.Number("active"), wallet.Number("held")));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).IsRefused(409, "redemption-closed");
        (await Till.Redeem(order, 60)).Is(201);
    }

    [Fact]
    public async Task Of_sixteen_tills_that_ask_for_the_whole_balance_at_once_one_gets_it()
    {
        var shopper = await Till.NewShopperWith(100);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Till.Redeem(Order.Of(20_000).By(shopper), 100))
        );

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(15, answers.Count(answer => answer.Status == 422));
        Assert.Equal(100, (await Till.Wallet(shopper)).Number("held"));
    }

    [Fact]
    public async Task A_firm_spends_like_a_person_where_the_programme_takes_firms_in()
    {
        // stomatorg: "legalEntities": true, so a dental clinic is a member like any other.
        var shopper = await Till.NewShopperWith(100);
        (
            await Till.Post(
                $"/demo/members/{shopper.MemberId}",
                new System.Text.Json.Nodes.JsonObject { ["kind"] = "legalEntity" }
            )
        ).Is(200);

        Assert.Equal(30, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("earn.points"));
        (await Till.Redeem(Order.Of(2_000).By(shopper), 60)).Is(201);
    }
}
