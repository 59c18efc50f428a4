using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>What the picture on a card is good for: the rotating code once, the static one for earning only.</summary>
public sealed class CardCodeTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_rotating_code_is_live_and_good_for_one_scan()
    {
        var shopper = await Till.NewShopper();
        var (live, _) = await Codes(shopper);

        var member = (await Till.Find("qr", live)).Is(200);

        Assert.Equal(shopper.MemberId, member.Text("memberId"));
        Assert.Equal("live", member.Text("qrTrust"));
        (await Till.Find("qr", live)).IsRefused(404, "member-unknown");
    }

    [Fact]
    public async Task Of_twenty_scans_at_once_one_gets_the_member()
    {
        var (live, _) = await Codes(await Till.NewShopper());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Till.Find("qr", live)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(19, answers.Count(answer => answer.Status == 404));
    }

    [Fact]
    public async Task A_rotating_code_ends_one_step_after_the_step_in_which_it_is_shown()
    {
        var shopper = await Till.NewShopper();
        var (first, _) = await Codes(shopper);
        await Till.Wait(TimeSpan.FromSeconds(59));
        (await Till.Find("qr", first)).Is(200);

        var (second, _) = await Codes(shopper);
        await Till.Wait(TimeSpan.FromSeconds(60));
        (await Till.Find("qr", second)).IsRefused(404, "member-unknown");
    }

    [Fact]
    public async Task The_static_code_is_found_again_and_again_and_told_to_be_offline()
    {
        var shopper = await Till.NewShopper();
        var (_, offline) = await Codes(shopper);

        for (var scan = 0; scan < 3; scan++)
        {
            var member = (await Till.Find("qr", offline)).Is(200);
            Assert.Equal(shopper.MemberId, member.Text("memberId"));
            Assert.Equal("offline", member.Text("qrTrust"));
        }
    }

    [Fact]
    public async Task The_static_code_earns_and_does_not_spend()
    {
        var shopper = await Till.NewShopperWith(100);
        var (_, offline) = await Codes(shopper);
        var byCode = new JsonObject { ["qr"] = offline };
        var order = Order.Of(1_000).Paid(await Till.Now()).With("member", byCode);

        var quote = (await Till.Quote(order)).Is(200);
        Assert.Equal(30, quote.Number("earn.points"));
        Assert.Equal(0, quote.Number("redeem.max"));
        Assert.Equal(["earning-only"], quote.Codes("redeem.reasons"));
        var refusal = (await Till.Redeem(order, 10)).IsRefused(422, "redemption-not-allowed");
        Assert.Equal(0, refusal.Number("max"));
        Assert.Equal(["earning-only"], refusal.Codes("reasons"));
        var purchase = (await Till.Buy(order)).Is(201);
        Assert.Equal(shopper.MemberId, purchase.Text("memberId"));
        Assert.Equal(30, purchase.Number("earned.points"));
    }

    [Fact]
    public async Task A_live_code_spends()
    {
        var shopper = await Till.NewShopperWith(100);
        var (live, _) = await Codes(shopper);

        (await Till.Redeem(Order.Of(1_000).With("member", new JsonObject { ["qr"] = live }), 30)).Is(201);
    }

    [Fact]
    public async Task A_request_told_twice_with_a_live_code_is_answered_twice_alike()
    {
        var shopper = await Till.NewShopperWith(100);
        var (live, _) = await Codes(shopper);
        var body = Order.Of(1_000).Paid(await Till.Now()).With("member", new JsonObject { ["qr"] = live }).Body();
        var once = Till.NewName("key");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Till.Post("/api/v1/purchases", body.DeepClone(), once))
        );

        Assert.All(answers, answer => answer.Is(201));
        Assert.Single(answers, answer => !answer.IsReplay);
    }

    [Fact]
    public async Task A_posting_that_is_refused_leaves_the_code_for_the_next_one_and_a_posting_uses_it_up()
    {
        var shopper = await Till.NewShopperWith(100);
        var (live, _) = await Codes(shopper);
        var order = Order.Of(1_000).With("member", new JsonObject { ["qr"] = live });

        (await Till.Redeem(order, 31)).IsRefused(422, "redemption-not-allowed");
        (await Till.Redeem(order, 30)).Is(201);
        (await Till.Redeem(order, 30)).IsRefused(404, "member-unknown");
    }

    private async Task<(string Live, string Offline)> Codes(Shopper shopper)
    {
        var codes = (await Till.Post($"/demo/members/{shopper.MemberId}/qr", new JsonObject())).Is(200);
        return (codes.Text("live"), codes.Text("offline"));
    }
}
