using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Features.Visits;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Acts;

/// <summary>An agent joins two accounts of one person, over HTTP as the browser and the till send it.</summary>
public sealed class MergePagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Why = "Участница завела вторую карту";

    [Fact]
    public async Task Two_cards_become_one_account_and_both_lead_to_it()
    {
        using var stays = await SignedInMember.NewAsync(portal);
        using var goes = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await AdjustAsync(agent, goes, "250");
        var order = Order.Of(10_000).By(goes.Shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        var code = await OfflineCodeAsync(goes);

        var seen = await LookAsync(agent, stays, goes.Shopper.Phone);
        Assert.Contains("id=\"sides\"", seen.Text, StringComparison.Ordinal);
        Assert.Contains(goes.Shopper.CardNumber, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            goes.Shopper.Phone,
            seen.Text.Replace($"value=\"{goes.Shopper.Phone}\"", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await portal.Till.Active(stays.Shopper));
        var done = await DoAsync(agent, stays, goes.Shopper.Phone, seen);
        var again = await DoAsync(agent, stays, goes.Shopper.Phone, seen);

        var path = PathOf(stays);
        Assert.Equal((302, $"{path}?told=done"), (done.Status, done.To));
        Assert.Equal(done.To, again.To);
        Assert.Equal(250, await portal.Till.Active(stays.Shopper));
        foreach (
            var (name, value) in new[]
            {
                ("cardNumber", goes.Shopper.CardNumber),
                ("memberId", goes.Shopper.MemberId),
                ("qr", code),
            }
        )
        {
            if (name == "memberId")
            {
                (await portal.Till.Get($"/api/v1/members/{value}/ledger")).Is(200);
                continue;
            }
            Assert.Equal(stays.Shopper.MemberId, (await portal.Till.Find(name, value)).Is(200).Text("memberId"));
        }
        (await portal.Till.Find("phone", goes.Shopper.Phone)).IsRefused(404, "member-unknown");
        Assert.Equal(302, (await goes.GoAsync("/cabinet")).Status);
        Assert.Contains(order.Id, (await stays.GoAsync("/cabinet/orders")).Text, StringComparison.Ordinal);
        Assert.Contains("присоединила", (await stays.GoAsync("/cabinet/visits")).Text, StringComparison.Ordinal);
        await BothHistoriesAsync(stays, goes.AccountId, agent);
    }

    [Fact]
    public async Task A_return_of_an_order_from_the_old_card_is_the_staying_accounts()
    {
        using var stays = await SignedInMember.NewAsync(portal);
        using var goes = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var order = Order.Of(10_000).By(goes.Shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        var earned = (await portal.Till.Look(goes.Shopper)).Number("wallets[0].pending");
        Assert.True(earned > 0);
        var seen = await LookAsync(agent, stays, goes.Shopper.CardNumber);
        await DoAsync(agent, stays, goes.Shopper.CardNumber, seen);
        Assert.Equal(earned, (await portal.Till.Look(stays.Shopper)).Number("wallets[0].pending"));

        (await portal.Till.Post($"/api/v1/purchases/{order.Id}/events", Cancelled(await portal.Till.Now()))).Is(200);

        Assert.Equal(0, (await portal.Till.Look(stays.Shopper)).Number("wallets[0].pending"));
        var page = (await stays.GoAsync($"/cabinet/orders/{order.Id}")).Text;
        Assert.Contains($"?of={goes.AccountId}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Much_is_approved_by_somebody_else()
    {
        using var stays = await SignedInMember.NewAsync(portal);
        using var goes = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        using var second = await Agent.NewAsync(portal);
        await AdjustAsync(agent, goes, "1000");
        await AdjustAsync(second, goes, "1000");
        var seen = await LookAsync(agent, stays, goes.Shopper.Phone);
        Assert.Equal($"{PathOf(stays)}?told=asked", (await DoAsync(agent, stays, goes.Shopper.Phone, seen)).To);
        const string Approvals = "/staff/desk/approvals";
        var own = await agent.GoAsync(Approvals);
        var form = Regex.Match(own.Text, "decide-merge-[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        await agent.Browser.PostAsync(Approvals, own, form, ("Decision", "approve"));
        Assert.Equal(0, await portal.Till.Active(stays.Shopper));
        var page = await second.GoAsync(Approvals);
        Assert.Contains(Why, page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await second.Browser.PostAsync(Approvals, page, form, ("Decision", "approve"))).Status);

        Assert.Equal(2_000, await portal.Till.Active(stays.Shopper));
    }

    [Fact]
    public async Task What_is_missing_is_told_and_a_name_is_not_enough()
    {
        using var stays = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);

        var seen = await LookAsync(agent, stays, "Анна", ticket: "", proof: "");

        Assert.Equal(200, seen.Status);
        Assert.Contains("Такого телефона или карты нет", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Выберите, чем подтверждено", seen.Text, StringComparison.Ordinal);
        Assert.Contains("латинские буквы", seen.Text, StringComparison.Ordinal);
        var same = await LookAsync(agent, stays, stays.Shopper.CardNumber);
        Assert.Contains("Это тот же самый счёт", same.Text, StringComparison.Ordinal);
    }

    private async Task BothHistoriesAsync(SignedInMember stays, Guid gone, Agent agent)
    {
        var history = (await stays.GoAsync("/cabinet/history")).Text;
        Assert.Contains("Перешло со счёта карты", history, StringComparison.Ordinal);
        Assert.Contains($"/cabinet/history/joined/{gone}", history, StringComparison.Ordinal);
        var joined = (await stays.GoAsync($"/cabinet/history/joined/{gone}")).Text;
        Assert.Contains("Перешло на счёт карты", joined, StringComparison.Ordinal);
        var entry = Regex
            .Match(joined, $"/cabinet/history/[0-9]+\\?of={gone}", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Value;
        Assert.Equal(200, (await stays.GoAsync(entry)).Status);
        using var stranger = await SignedInMember.NewAsync(portal);
        Assert.Equal(404, (await stranger.GoAsync($"/cabinet/history/joined/{gone}")).Status);
        Assert.Equal(404, (await stranger.GoAsync(entry)).Status);
        var desk = $"/staff/desk/members/{stays.AccountId}/history";
        Assert.Contains($"{desk}?of={gone}", (await agent.GoAsync(desk)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Перешло на счёт карты",
            (await agent.GoAsync($"{desk}?of={gone}")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(404, (await agent.GoAsync($"{desk}?of={stranger.AccountId}")).Status);
    }

    private static System.Text.Json.Nodes.JsonObject Cancelled(DateTimeOffset at) =>
        new() { ["type"] = "cancelled", ["at"] = at.ToString("O") };

    private static string PathOf(SignedInMember member) => $"/staff/desk/members/{member.AccountId}/merge";

    private static async Task<Seen> LookAsync(
        Agent agent,
        SignedInMember stays,
        string other,
        string ticket = "SUP-17",
        string proof = "Codes"
    )
    {
        var page = await agent.GoAsync(PathOf(stays));
        return await agent.Browser.PostAsync(
            PathOf(stays),
            page,
            "merge",
            ("Typed.Other", other),
            ("Typed.Ticket", ticket),
            ("Typed.Proof", proof),
            ("Typed.Phone", "own"),
            ("Typed.Reason", Why),
            ("Typed.Press", Value(page, "Typed.Press")),
            ("Typed.Step", "look")
        );
    }

    private static Task<Seen> DoAsync(Agent agent, SignedInMember stays, string other, Seen seen) =>
        agent.Browser.PostAsync(
            PathOf(stays),
            seen,
            "merge",
            ("Typed.Other", other),
            ("Typed.Goes", Value(seen, "Typed.Goes")),
            ("Typed.Seen", other),
            ("Typed.Ticket", "SUP-17"),
            ("Typed.Proof", "Codes"),
            ("Typed.Phone", "own"),
            ("Typed.Reason", Why),
            ("Typed.Press", Value(seen, "Typed.Press")),
            ("Typed.Step", "do")
        );

    private static async Task AdjustAsync(Agent agent, SignedInMember member, string points)
    {
        var path = $"/staff/desk/members/{member.AccountId}/adjust";
        var page = await agent.GoAsync(path);
        var done = await agent.Browser.PostAsync(
            path,
            page,
            "adjust",
            ("Typed.Points", points),
            ("Typed.Reason", Why),
            ("Typed.Press", Value(page, "Typed.Press")),
            ("Typed.Step", "do")
        );
        Assert.Equal($"{path}?told=done", done.To);
    }

    private async Task<string> OfflineCodeAsync(SignedInMember member)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return (await db.Members.SingleAsync(each => each.AccountId == member.AccountId)).OfflineCode;
    }

    private static string Value(Seen page, string name) =>
        Regex
            .Match(
                page.Text,
                $"name=\"{Regex.Escape(name)}\" value=\"(?<value>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["value"]
            .Value;
}
