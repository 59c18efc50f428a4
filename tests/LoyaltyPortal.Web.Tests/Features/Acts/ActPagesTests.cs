using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Features.Visits;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Acts;

/// <summary>The pages on which agents put something right, without scripts.</summary>
public sealed class ActPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Why = "Магазин не передал заказ";

    [Fact]
    public async Task Points_are_looked_at_first_and_given_then()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var path = PathOf(member, "adjust");
        var page = await agent.GoAsync(path);

        var looked = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, "250", "look"));
        Assert.Contains("id=\"would\"", looked.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
        var done = await agent.Browser.PostAsync(path, looked, "adjust", Fields(looked, "250", "do"));
        var again = await agent.Browser.PostAsync(path, looked, "adjust", Fields(looked, "250", "do"));

        Assert.Equal((302, $"{path}?told=done"), (done.Status, done.To));
        Assert.Equal(done.To, again.To);
        Assert.Equal(250, await portal.Till.Active(member.Shopper));
        Assert.Contains(Why, (await member.GoAsync("/cabinet/visits")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Поддержка изменила счёт",
            (await member.GoAsync("/cabinet/history")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("0", Why)]
    [InlineData("много", Why)]
    [InlineData("0.001", Why)]
    [InlineData("100", "мало")]
    [InlineData("-1", Why)]
    public async Task What_cannot_be_is_told_and_nothing_typed_is_lost(string points, string why)
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var path = PathOf(member, "adjust");
        var page = await agent.GoAsync(path);

        var refused = await agent.Browser.PostAsync(
            path,
            page,
            "adjust",
            ("Typed.Points", points),
            ("Typed.Reason", why),
            ("Typed.Press", Value(page, "Typed.Press")),
            ("Typed.Step", "do")
        );

        Assert.Equal(200, refused.Status);
        Assert.Contains($"value=\"{points}\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains(why, refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
    }

    [Fact]
    public async Task A_large_sum_is_approved_by_somebody_else()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        using var second = await Agent.NewAsync(portal);
        var path = PathOf(member, "adjust");
        var page = await agent.GoAsync(path);
        var asked = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, "1001", "do"));
        Assert.Equal($"{path}?told=asked", asked.To);
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
        const string Approvals = "/staff/desk/approvals";
        var own = await agent.GoAsync(Approvals);
        var form = Regex.Match(own.Text, "decide-[0-9a-f]{32}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        await agent.Browser.PostAsync(Approvals, own, form, ("Decision", "approve"));
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
        var seen = await second.GoAsync(Approvals);
        Assert.Contains(Why, seen.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await second.Browser.PostAsync(Approvals, seen, form, ("Decision", "approve"))).Status);

        Assert.Equal(1_001, await portal.Till.Active(member.Shopper));
        Assert.DoesNotContain(form, (await second.GoAsync(Approvals)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_account_spends_nothing_until_it_is_let_go_on()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var path = PathOf(member, "block");

        await PressAsync(agent, path, "block");
        Assert.Contains("Счёт остановлен", (await member.GoAsync("/cabinet")).Text, StringComparison.OrdinalIgnoreCase);
        await PressAsync(agent, path, "block");
        Assert.DoesNotContain(
            "Счёт остановлен",
            (await member.GoAsync("/cabinet")).Text,
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task Two_who_block_at_once_leave_it_blocked()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var one = await Agent.NewAsync(portal);
        using var other = await Agent.NewAsync(portal);
        var path = PathOf(member, "block");
        var late = await other.GoAsync(path);
        await PressAsync(one, path, "block");

        var refused = await other.Browser.PostAsync(
            path,
            late,
            "block",
            ("Typed.Reason", Why),
            ("Typed.Press", Value(late, "Typed.Press")),
            ("Typed.Wanted", Value(late, "Typed.Wanted")),
            ("Typed.Step", "do")
        );

        Assert.Contains("Так уже и есть", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Счёт остановлен", (await member.GoAsync("/cabinet")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_noted_as_a_legal_entitys()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);

        await PressAsync(agent, PathOf(member, "kind"), "kind");

        var seen = (await portal.Till.Get($"/api/v1/members?cardNumber={member.Shopper.CardNumber}")).Is(200);
        Assert.Equal("legalEntity", seen.Text("kind"));
    }

    [Fact]
    public async Task An_order_is_completed_and_points_are_extended()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var order = Order.Of(1_000).By(member.Shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        await PressAsync(agent, PathOf(member, "complete"), "complete", ("Typed.Order", order.Id));
        await PressAsync(
            agent,
            PathOf(member, "adjust"),
            "adjust",
            ("Typed.Points", "10"),
            ("Typed.EndsOn", "2027-12-01")
        );
        var page = await agent.GoAsync(PathOf(member, "extend"));
        var lot = Regex
            .Match(page.Text, "<option value=\"(?<lot>[0-9]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Groups["lot"]
            .Value;

        await PressAsync(agent, PathOf(member, "extend"), "extend", ("Typed.Lot", lot), ("Typed.EndsOn", "2028-02-01"));

        var visits = (await member.GoAsync("/cabinet/visits")).Text;
        Assert.Contains("Поддержка отметила заказ", visits, StringComparison.Ordinal);
        Assert.Contains("Поддержка продлила срок", visits, StringComparison.Ordinal);
    }

    private static string PathOf(SignedInMember member, string act) => $"/staff/desk/members/{member.AccountId}/{act}";

    private static async Task PressAsync(Agent agent, string path, string form, params (string, string)[] fields)
    {
        var page = await agent.GoAsync(path);
        var done = await agent.Browser.PostAsync(
            path,
            page,
            form,
            [
                .. fields,
                ("Typed.Reason", Why),
                ("Typed.Press", Value(page, "Typed.Press")),
                ("Typed.Wanted", Value(page, "Typed.Wanted")),
                ("Typed.Step", "do"),
            ]
        );
        Assert.Equal((302, $"{path}?told=done"), (done.Status, done.To));
    }

    private static (string, string)[] Fields(Seen page, string points, string step) =>
        [
            ("Typed.Points", points),
            ("Typed.Reason", Why),
            ("Typed.Press", Value(page, "Typed.Press")),
            ("Typed.Step", step),
        ];

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
