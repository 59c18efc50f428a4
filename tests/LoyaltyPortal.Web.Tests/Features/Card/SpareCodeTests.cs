using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>The spare code in the wrong hands: it earns for its member and does nothing else, until the member replaces it.</summary>
public sealed class SpareCodeTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_member_replaces_it_and_the_one_before_finds_nobody_at_once()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var before = await CodeAsync(member.Shopper);
        var live = await LiveAsync(member.Shopper);

        Assert.Equal("/card?renewed=1", (await member.SendAsync("/card/renew", "renew")).To);

        var after = await CodeAsync(member.Shopper);
        Assert.NotEqual(before, after);
        (await Till.Find("qr", before)).IsRefused(404, "member-unknown");
        Assert.Equal("offline", (await Till.Find("qr", after)).Is(200).Text("qrTrust"));
        Assert.Equal(member.Shopper.MemberId, (await Till.Find("qr", live)).Is(200).Text("memberId"));
        Assert.Contains(
            "Запасной код заменён",
            (await member.GoAsync("/card?renewed=1")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Opening_the_page_replaces_nothing_and_one_member_does_not_replace_anothers()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var (own, others) = (await CodeAsync(member.Shopper), await CodeAsync(other.Shopper));

        await member.GoAsync("/card/renew");
        Assert.Equal(own, await CodeAsync(member.Shopper));

        await member.SendAsync("/card/renew", "renew", ("accountId", other.Shopper.MemberId));
        Assert.Equal(others, await CodeAsync(other.Shopper));
    }

    [Fact]
    public async Task A_form_from_elsewhere_replaces_nothing()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var before = await CodeAsync(member.Shopper);
        var foreign = await other.GoAsync("/card/renew");

        Assert.Equal(400, (await member.PostAsync("/card/renew", foreign, "renew")).Status);
        Assert.Equal(before, await CodeAsync(member.Shopper));
    }

    [Fact]
    public async Task It_reads_neither_the_ledger_nor_a_page_nor_signs_anybody_in()
    {
        var shopper = await Till.NewShopperWith(100);
        var code = await CodeAsync(shopper);

        // In place of a member's id it is none.
        Assert.Equal(404, (await Till.Get($"/api/v1/members/{code}")).Status);
        Assert.Equal(404, (await Till.Get($"/api/v1/members/{code}/ledger")).Status);
        using var stranger = new Staff.StaffBrowser(portal.ClientOptions.BaseAddress);
        foreach (var path in new[] { "/card", "/cabinet", "/cabinet/history", "/profile", "/card/renew" })
        {
            var seen = await stranger.GoAsync($"{path}?qr={code}&code={code}");
            Assert.Equal(302, seen.Status);
            Assert.StartsWith("/sign-in?", seen.To, StringComparison.Ordinal);
        }
        Assert.Equal(200, (await stranger.SendAsync("/sign-in", "phone", ("Asked.Phone", code))).Status);
    }

    [Fact]
    public async Task It_tells_a_till_no_phone_and_no_whole_name_and_spends_nothing_by_any_way()
    {
        var shopper = await Till.NewShopperWith(100);
        var code = await CodeAsync(shopper);
        var byCode = new JsonObject { ["qr"] = code };

        var found = (await Till.Find("qr", code)).Is(200);
        Assert.DoesNotContain(shopper.Phone[1..], found.ToJsonString(), StringComparison.Ordinal);
        (await Till.Redeem(Order.Of(1_000).With("member", byCode.DeepClone()), 1)).IsRefused(
            422,
            "redemption-not-allowed"
        );
        var bought = await Till.Buy(
            Order
                .Of(1_000)
                .Paid(await Till.Now())
                .With("member", byCode.DeepClone())
                .With("redemptionId", "01934b1e-0000-7000-8000-000000000001")
        );
        Assert.True(bought.Status is >= 400 and < 500, $"{bought.Status}");
        Assert.Equal(100, (await Till.Find("phone", shopper.Phone)).Is(200)["wallets"]![0]!.Number("active"));
    }

    private async Task<string> CodeAsync(Shopper shopper) => (await CodesAsync(shopper)).Text("offline");

    private async Task<string> LiveAsync(Shopper shopper) => (await CodesAsync(shopper)).Text("live");

    private async Task<JsonNode> CodesAsync(Shopper shopper) =>
        (await Till.Post($"/demo/members/{shopper.MemberId}/qr", new JsonObject())).Is(200);
}
