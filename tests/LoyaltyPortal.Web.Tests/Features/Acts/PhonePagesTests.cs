using System.Text.Json.Nodes;
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

/// <summary>An agent gives a member another phone, over HTTP: a code to the new one, a day in which the old one stops it. The
/// clock goes on here, so these tests have a portal each.</summary>
public sealed class PhonePagesTests : IAsyncLifetime
{
    private const string Why = "Телефон утерян, карта в руках";

    private readonly DemoPortal portal = new();

    public async ValueTask InitializeAsync() => await portal.InitializeAsync();

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task The_new_phone_is_proved_waits_a_day_and_signs_the_member_out()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var wanted = Till.NewPhone();

        var (sent, code) = await SendCodeAsync(agent, member, wanted);
        Assert.DoesNotContain(code, sent.Text, StringComparison.Ordinal);
        var wrong = await ConfirmAsync(agent, member, sent, code == "000000" ? "111111" : "000000");
        Assert.Contains("Код не подходит", wrong.Text, StringComparison.Ordinal);
        var asked = await ConfirmAsync(agent, member, sent, code);
        var again = await ConfirmAsync(agent, member, sent, code);
        Assert.Equal((302, $"{PathOf(member)}?told=done"), (asked.Status, asked.To));
        Assert.Equal(asked.To, again.To);
        Assert.Contains(
            "Поддержка меняет ваш номер",
            (await member.GoAsync("/profile")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Остановить", (await member.GoAsync("/profile/phone")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "/phone/stop/",
            (await agent.GoAsync($"/staff/desk/members/{member.AccountId}")).Text,
            StringComparison.Ordinal
        );

        await WarningLeftAsync(member);
        await AdvanceAsync("1.00:01:00");

        (await portal.Till.Find("phone", member.Shopper.Phone)).IsRefused(404, "member-unknown");
        Assert.Equal(member.Shopper.MemberId, (await portal.Till.Find("phone", wanted)).Is(200).Text("memberId"));
        Assert.Equal(302, (await member.GoAsync("/cabinet")).Status);
    }

    /// <summary>Without it nothing would change.</summary>
    private async Task WarningLeftAsync(SignedInMember member)
    {
        for (var looked = 0; looked < 100; looked++)
        {
            await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
            if (!await db.Outbox.AnyAsync(each => each.AccountId == member.AccountId && each.SentAt == null))
            {
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
        Assert.Fail("The messages did not leave.");
    }

    [Fact]
    public async Task The_link_in_the_message_to_the_old_phone_stops_it_by_a_button()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var (sent, code) = await SendCodeAsync(agent, member, Till.NewPhone());
        await ConfirmAsync(agent, member, sent, code);
        var message = await SignedInMember.NewestMessageAsync(portal, member.Shopper.Phone);
        var link = Regex.Match(message, "/phone/stop/[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var stranger = new StaffBrowser(portal.ClientOptions.BaseAddress);

        Assert.Equal(200, (await stranger.GoAsync(link)).Status);
        Assert.Contains("меняет ваш номер", (await member.GoAsync("/profile")).Text, StringComparison.Ordinal);
        Assert.Equal("/phone/stop/-?told=done", (await stranger.SendAsync(link, "phone-stop")).To);
        Assert.Equal("/phone/stop/-?told=over", (await stranger.SendAsync(link, "phone-stop")).To);

        Assert.DoesNotContain("меняет ваш номер", (await member.GoAsync("/profile")).Text, StringComparison.Ordinal);
        await AdvanceAsync("2.00:00:00");
        (await portal.Till.Find("phone", member.Shopper.Phone)).Is(200);
    }

    [Fact]
    public async Task The_member_stops_it_in_the_profile_and_the_agent_at_the_desk()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var (sent, code) = await SendCodeAsync(agent, member, Till.NewPhone());
        await ConfirmAsync(agent, member, sent, code);
        Assert.Equal("/profile/phone", (await member.SendAsync("/profile/phone", "stop-phone")).To);
        Assert.DoesNotContain("меняет ваш номер", (await member.GoAsync("/profile")).Text, StringComparison.Ordinal);

        (sent, code) = await SendCodeAsync(agent, member, Till.NewPhone());
        await ConfirmAsync(agent, member, sent, code);
        var page = await agent.GoAsync(PathOf(member));
        var done = await agent.Browser.PostAsync(
            PathOf(member),
            page,
            "phone-cancel",
            ("Typed.Reason", Why),
            ("Typed.Press", Value(page, "Typed.Press"))
        );

        Assert.Equal($"{PathOf(member)}?told=done", done.To);
        Assert.DoesNotContain("меняет ваш номер", (await member.GoAsync("/profile")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_one_member_gives_no_phone_to_another()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var (sent, code) = await SendCodeAsync(agent, member, Till.NewPhone());
        var page = await agent.GoAsync(PathOf(other));

        await agent.Browser.PostAsync(
            PathOf(other),
            page,
            "phone-code",
            ("Typed.Proof", Value(sent, "Typed.Proof")),
            ("Typed.Code", code)
        );

        Assert.DoesNotContain("меняет ваш номер", (await other.GoAsync("/profile")).Text, StringComparison.Ordinal);
    }

    private static string PathOf(SignedInMember member) => $"/staff/desk/members/{member.AccountId}/phone";

    private async Task<(Seen Sent, string Code)> SendCodeAsync(Agent agent, SignedInMember member, string phone)
    {
        var page = await agent.GoAsync(PathOf(member));
        var sent = await agent.Browser.PostAsync(
            PathOf(member),
            page,
            "phone",
            ("Typed.Phone", phone),
            ("Typed.Check", "Card"),
            ("Typed.Ticket", "SUP-17"),
            ("Typed.Reason", Why),
            ("Typed.Press", Value(page, "Typed.Press"))
        );
        Assert.Equal(200, sent.Status);
        var message = await SignedInMember.NewestMessageAsync(portal, phone);
        return (sent, Regex.Match(message, @"\b\d{6}\b", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);
    }

    private static Task<Seen> ConfirmAsync(Agent agent, SignedInMember member, Seen sent, string code) =>
        agent.Browser.PostAsync(
            PathOf(member),
            sent,
            "phone-code",
            ("Typed.Proof", Value(sent, "Typed.Proof")),
            ("Typed.Code", code)
        );

    private async Task AdvanceAsync(string by) =>
        (await portal.Till.Post("/demo/clock", new JsonObject { ["advance"] = by })).Is(200);

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
