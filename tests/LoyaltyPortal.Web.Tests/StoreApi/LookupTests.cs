using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class LookupTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_new_member_has_nothing_yet_and_is_told_what_the_next_level_takes()
    {
        var shopper = await Till.NewShopper();

        var member = await Till.Look(shopper);

        Assert.Equal(shopper.MemberId, member.Text("memberId"));
        Assert.Equal("active", member.Text("status"));
        Assert.Equal("person", member.Text("kind"));
        Assert.True(member.IsNull("maskedName"));
        Assert.Equal(shopper.CardNumber, member.Text("cardNumber"));
        Assert.Equal(("base", "Базовый"), (member.Text("tier.id"), member.Text("tier.name")));
        Assert.Empty(member.Items("tier.benefits"));
        Assert.Equal("regular", member.Text("nextTier.id"));
        Assert.Equal("Постоянный клиент", member.Text("nextTier.name"));
        Assert.Equal(100_000, member.Number("nextTier.sumMissing"));
        Assert.Equal(3, member.Number("nextTier.ordersMissing"));
        var wallet = Assert.Single(member.Items("wallets"));
        Assert.Equal("main", wallet.Text("id"));
        Assert.All(["active", "pending", "held", "debt"], name => Assert.Equal(0, wallet.Number(name)));
        Assert.Empty(wallet.Items("expiring"));
    }

    [Fact]
    public async Task The_phone_is_found_in_every_spelling()
    {
        var shopper = await Till.NewShopper();
        var digits = shopper.Phone[2..];
        var (code, rest) = (digits[..3], digits[3..]);

        foreach (
            var spelling in new[]
            {
                shopper.Phone,
                $"+7 {code} {rest[..3]}-{rest[3..5]}-{rest[5..]}",
                $"+7({code}){rest}",
                $"8 ({code}) {rest[..3]}-{rest[3..5]}-{rest[5..]}",
                $"8{digits}",
                $"7{digits}",
                digits,
                $"00 7 {digits}",
                $"  +7.{code}.{rest} ",
                $"+7\u00A0{code}\u2011{rest}",
            }
        )
        {
            Assert.Equal(shopper.MemberId, (await Till.Find("phone", spelling)).Is(200).Text("memberId"));
        }
        // A plus that nobody encoded arrives as a space.
        Assert.Equal(
            shopper.MemberId,
            (await Till.Get($"/api/v1/members?phone={shopper.Phone}")).Is(200).Text("memberId")
        );
    }

    [Fact]
    public async Task The_card_is_found_with_and_without_gaps()
    {
        var shopper = await Till.NewShopper();
        var groups = string.Join(' ', shopper.CardNumber.Chunk(4).Select(group => new string(group)));

        Assert.Equal(shopper.MemberId, (await Till.Find("cardNumber", shopper.CardNumber)).Is(200).Text("memberId"));
        Assert.Equal(shopper.MemberId, (await Till.Find("cardNumber", groups)).Is(200).Text("memberId"));
    }

    [Fact]
    public async Task Whoever_is_nobody_is_unknown()
    {
        (await Till.Find("phone", Till.NewPhone())).IsRefused(404, "member-unknown");
        (await Till.Find("cardNumber", "9999999999999999")).IsRefused(404, "member-unknown");
        (await Till.Find("qr", "lpl.00000000000000000000000000000000")).IsRefused(404, "member-unknown");
    }

    [Fact]
    public async Task A_member_is_named_in_exactly_one_way()
    {
        (await Till.Get("/api/v1/members")).IsRefused(400, "malformed");
        (await Till.Get("/api/v1/members?phone=%2B79001234567&qr=1")).IsRefused(400, "malformed");
        (await Till.Find("phone", "12")).IsRefused(400, "malformed");
    }

    [Fact]
    public async Task A_till_sees_neither_the_phone_nor_the_family_name()
    {
        var shopper = await Till.NewShopper();
        var id = Guid.Parse(shopper.MemberId);
        await portal.Books.AskAsync(db =>
            db.Members.Where(member => member.AccountId == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(member => member.GivenName, "Анна")
                        .SetProperty(member => member.FamilyName, "Петрова")
                )
        );

        var member = await Till.Look(shopper);

        Assert.Equal("Анна П.", member.Text("maskedName"));
        Assert.Equal($"+7 *** ***-**-{shopper.Phone[^2..]}", member.Text("maskedPhone"));
        Assert.DoesNotContain(shopper.Phone[1..], member.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Петрова", member.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_is_told_day_by_day()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        foreach (var daysAgo in new[] { 20, 30, 30 })
        {
            var then = now.AddDays(-daysAgo);
            (await Till.Buy(Order.Of(1_000).By(shopper).Paid(then).Received(then))).Is(201);
        }

        var wallet = await Till.Wallet(shopper);

        var today = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(3)).DateTime);
        Assert.Equal(90, wallet.Number("active"));
        Assert.Equal(
            [(60m, today.AddDays(67)), (30m, today.AddDays(77))],
            wallet.Items("expiring").Select(each => (each.Number("points"), each.Day("on")))
        );
    }

    [Fact]
    public async Task At_the_top_no_level_comes_next()
    {
        var member = await Till.Look(await Till.NewShopperAt("vip"));

        Assert.Equal("VIP клиент", member.Text("tier.name"));
        Assert.Null(member["nextTier"]);
    }

    [Fact]
    public async Task A_firm_is_told_from_a_person()
    {
        var shopper = await Till.NewShopper();

        (await Till.Post($"/demo/members/{shopper.MemberId}", new JsonObject { ["kind"] = "legalEntity" })).Is(200);

        Assert.Equal("legalEntity", (await Till.Look(shopper)).Text("kind"));
    }
}
