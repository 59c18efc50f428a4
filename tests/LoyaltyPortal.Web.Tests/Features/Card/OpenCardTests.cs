using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>While the page with the card is open the member is asked there instead of by a code (lusio, where stores ask).</summary>
public sealed partial class OpenCardTests(LusioPortal portal) : IClassFixture<LusioPortal>
{
    private const string Form = "card-answer";

    private Till Till => portal.Till;

    [Fact]
    public async Task A_till_is_told_that_the_member_is_asked_on_the_page_and_no_message_goes_out()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var before = await MessagesAsync(member);

        var (redemption, _) = await AskAsync(member);

        Assert.Equal("portal", redemption.Text("confirmation"));
        Assert.Equal("awaitingConfirmation", redemption.Text("status"));
        Assert.Equal(before, await MessagesAsync(member));
    }

    [Fact]
    public async Task A_page_that_was_closed_a_minute_ago_is_asked_no_more()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        await Till.Wait(TimeSpan.FromSeconds(60));

        var (redemption, _) = await AskAsync(member);

        Assert.Equal("sms", redemption.Text("confirmation"));
        (await Till.Confirm(redemption.Text("redemptionId"), await Till.CodeFor(member.Shopper))).Is(200);
    }

    [Fact]
    public async Task The_codes_a_developer_asks_for_open_no_page()
    {
        using var member = await RichAsync();
        (await Till.Post($"/demo/members/{member.Shopper.MemberId}/qr", null)).Is(200);

        Assert.Equal("sms", (await AskAsync(member)).Redemption.Text("confirmation"));
    }

    [Fact]
    public async Task The_member_agrees_on_the_page_and_the_purchase_spends()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var (redemption, order) = await AskAsync(member);
        var id = redemption.Text("redemptionId");
        var page = await member.GoAsync("/card");
        Assert.Contains("Списать 100", page.Text, StringComparison.Ordinal);
        Assert.Contains("«S1»", page.Text, StringComparison.Ordinal);

        var said = await member.PostAsync("/card", page, Form, ("Answering.Yes", id));

        Assert.Equal("/card?said=yes", said.To);
        Assert.Equal("held", (await RedemptionAsync(id)).Text("status"));
        Assert.DoesNotContain("Answering.Yes", (await member.GoAsync("/card")).Text, StringComparison.Ordinal);
        (await Till.Confirm(id, "000000")).Is(200);
        var bought = await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", id));
        Assert.Equal(100, bought.Is(201).Number("redeemed"));
    }

    [Fact]
    public async Task The_member_declines_and_keeps_the_points()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var (redemption, order) = await AskAsync(member);
        var id = redemption.Text("redemptionId");
        var page = await member.GoAsync("/card");

        Assert.Equal("/card?said=no", (await member.PostAsync("/card", page, Form, ("Answering.No", id))).To);

        Assert.Equal("cancelled", (await RedemptionAsync(id)).Text("status"));
        Assert.Equal(0, (await Till.Wallet(member.Shopper)).Number("held"));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", id))).IsRefused(409, "redemption-closed");
        Assert.Equal("/card?said=late", (await member.PostAsync("/card", page, Form, ("Answering.Yes", id))).To);
    }

    [Fact]
    public async Task Nobody_answers_for_another_member()
    {
        using var member = await RichAsync();
        using var other = await RichAsync();
        await member.GoAsync("/card");
        var id = (await AskAsync(member)).Redemption.Text("redemptionId");
        await other.GoAsync("/card");
        await AskAsync(other);
        var page = await other.GoAsync("/card");

        foreach (var answer in new[] { "Answering.Yes", "Answering.No" })
        {
            Assert.Equal("/card?said=late", (await other.PostAsync("/card", page, Form, (answer, id))).To);
            Assert.Equal("awaitingConfirmation", (await RedemptionAsync(id)).Text("status"));
        }
    }

    [Fact]
    public async Task Yes_and_no_pressed_twenty_times_at_once_come_to_one_answer()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var id = (await AskAsync(member)).Redemption.Text("redemptionId");
        var page = await member.GoAsync("/card");

        var said = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(each =>
                    member.PostAsync("/card", page, Form, (each % 2 == 0 ? "Answering.Yes" : "Answering.No", id))
                )
        );

        var status = (await RedemptionAsync(id)).Text("status");
        var won = status == "held" ? "/card?said=yes" : "/card?said=no";
        Assert.Equal(10, said.Count(each => each.To == won));
        Assert.Equal(10, said.Count(each => each.To == "/card?said=late"));
    }

    [Fact]
    public async Task A_member_who_does_not_look_may_still_get_a_code()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var id = (await AskAsync(member)).Redemption.Text("redemptionId");
        var early = (await Till.Confirm(id, "123456")).IsRefused(422, "code-wrong");
        Assert.Equal(4, early.Number("attemptsLeft"));

        (await Till.Resend(id)).Is(202);

        (await Till.Confirm(id, await Till.CodeFor(member.Shopper))).Is(200);
    }

    [Fact]
    public async Task A_redemption_whose_time_ran_out_is_closed_for_the_till_and_the_member()
    {
        using var member = await RichAsync();
        await member.GoAsync("/card");
        var id = (await AskAsync(member)).Redemption.Text("redemptionId");
        var page = await member.GoAsync("/card");
        await Till.Wait(TimeSpan.FromMinutes(15));

        Assert.Equal("closed", (await RedemptionAsync(id)).Text("status"));
        Assert.Equal("/card?said=late", (await member.PostAsync("/card", page, Form, ("Answering.Yes", id))).To);
        Assert.Equal("closed", (await RedemptionAsync(id)).Text("status"));
    }

    [Fact]
    public async Task The_page_shows_a_code_that_a_till_reads_once_and_says_that_it_was_read()
    {
        using var member = await RichAsync();
        await Till.Wait(TimeSpan.FromSeconds(1));
        var first = await member.GoAsync("/card");
        var second = await member.GoAsync("/card");
        var pictures = new[] { first, second }.Select(page => Live().Match(page.Text).Groups["path"].Value).ToList();

        Assert.Equal(2, pictures.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("Карта прочитана", second.Text, StringComparison.Ordinal);
        var scanned = (await Till.Post($"/demo/members/{member.Shopper.MemberId}/qr", null)).Is(200).Text("live");
        (await Till.Find("qr", scanned)).Is(200);
        Assert.Contains("Карта прочитана", (await member.GoAsync("/card")).Text, StringComparison.Ordinal);
    }

    private async Task<SignedInMember> RichAsync()
    {
        var member = await SignedInMember.NewAsync(portal);
        await Till.FillIn(member.Shopper);
        (await Till.Buy(Order.Of(10_000).By(member.Shopper).Paid(await Till.Now()))).Is(201);
        return member;
    }

    private async Task<(System.Text.Json.Nodes.JsonNode Redemption, Order Order)> AskAsync(SignedInMember member)
    {
        var order = Order.Of(1_000).By(member.Shopper).With("channel", "store").With("store", "S1");
        return ((await Till.Redeem(order, 100)).Is(201), order);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> RedemptionAsync(string id) =>
        (await Till.Get($"/api/v1/redemptions/{id}")).Is(200);

    private async Task<int> MessagesAsync(SignedInMember member) =>
        (await Till.Get($"/demo/messages?phone={member.Shopper.Phone}")).Is(200).AsArray().Count;

    [GeneratedRegex("class=\"pass-live\"[^>]*><path d=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Live();
}
