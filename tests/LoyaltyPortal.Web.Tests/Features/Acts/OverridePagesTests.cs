using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Features.Visits;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Acts;

/// <summary>Staff decide on a return of autostars (programmes.md, "Returns": the organiser decides).</summary>
public sealed class OverridePagesTests(AutostarsPortal portal) : IClassFixture<AutostarsPortal>
{
    private const string Why = "Вернули не тот товар, решение согласовано";

    [Fact]
    public async Task A_part_of_what_came_back_is_kept_and_given_back_after_all()
    {
        var (shopper, path) = await ReturnedAsync();
        using var agent = await Agent.NewAsync(portal);
        Assert.Equal(new Purse(40, Pending: 10), await portal.Till.PurseOf(shopper));

        await PressAsync(agent, path, "4");
        Assert.Equal(new Purse(40, Pending: 4), await portal.Till.PurseOf(shopper));
        await PressAsync(agent, path, "0");
        Assert.Equal(new Purse(40), await portal.Till.PurseOf(shopper));
        await PressAsync(agent, path, "10");

        Assert.Equal(new Purse(40, Pending: 10), await portal.Till.PurseOf(shopper));
        var moves = (await portal.Till.Ledger(shopper)).Where(each => each.Text("type") == "adjusted").ToList();
        Assert.Equal([10m, -4m, -6m], moves.Select(each => each.Number("points")));
        var lines = await portal
            .Services.GetRequiredService<AuditBook>()
            .ListAsync(new AuditQuery(Action: AuditActions.ReturnOverridden), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Count(line => line.AccountId == Guid.Parse(shopper.MemberId)));
    }

    [Theory]
    [InlineData("11", "Укажите число от 0 до 10")]
    [InlineData("-1", "Укажите число от 0 до 10")]
    [InlineData("много", "Укажите число от 0 до 10")]
    [InlineData("10", "Так уже и есть")]
    public async Task What_cannot_be_decided_is_told(string points, string told)
    {
        var (shopper, path) = await ReturnedAsync();
        using var agent = await Agent.NewAsync(portal);

        var refused = await SendAsync(agent, path, points);

        Assert.Equal(200, refused.Status);
        Assert.Contains(told, refused.Text, StringComparison.Ordinal);
        Assert.Equal(new Purse(40, Pending: 10), await portal.Till.PurseOf(shopper));
    }

    [Fact]
    public async Task What_was_spent_again_cannot_be_kept()
    {
        var (shopper, path) = await ReturnedAsync();
        await portal.Till.Wait(TimeSpan.FromDays(2));
        using var agent = await Agent.NewAsync(portal);
        Assert.Equal(new Purse(50), await portal.Till.PurseOf(shopper));
        await portal.Till.BuyWith(Order.Of(1_000).With("channel", "phone"), shopper, 45);

        var refused = await SendAsync(agent, path, "0");

        Assert.Contains("Столько снять нельзя", refused.Text, StringComparison.Ordinal);
        Assert.Equal(5, await portal.Till.Active(shopper));
    }

    private async Task<(Shopper Shopper, string Path)> ReturnedAsync()
    {
        var shopper = await portal.Till.NewShopper();
        var first = Order.Of(2_000).By(shopper).With("channel", "store").With("paymentMethod", "card");
        (await portal.Till.Buy(first.Paid(await portal.Till.Now()))).Is(201);
        await portal.Till.Wait(TimeSpan.FromDays(2));
        Assert.Equal(new Purse(50), await portal.Till.PurseOf(shopper));
        var order = Order.Of(100).With("channel", "phone");
        await portal.Till.BuyWith(order, shopper, 10);
        (await portal.Till.Return(order, await portal.Till.Now(), ("1", 1))).Is(201);
        using var agent = await Agent.NewAsync(portal);
        var page = await agent.GoAsync($"/staff/desk/members/{shopper.MemberId}/orders/{order.Id}");
        var link = Regex.Match(
            page.Text,
            $"/staff/desk/members/{shopper.MemberId}/returns/[0-9a-f-]{{36}}",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        Assert.True(link.Success, "The order does not lead to its return.");
        return (shopper, link.Value);
    }

    private static async Task PressAsync(Agent agent, string path, string points)
    {
        var done = await SendAsync(agent, path, points);
        Assert.Equal((302, $"{path}?told=done"), (done.Status, done.To));
    }

    private static async Task<Seen> SendAsync(Agent agent, string path, string points)
    {
        var page = await agent.GoAsync(path);
        return await agent.Browser.PostAsync(path, page, "override", Fields(page, ("Typed.Points", points)));
    }

    private static (string, string)[] Fields(Seen page, params (string, string)[] fields) =>
        [.. fields, ("Typed.Reason", Why), ("Typed.Press", Press(page)), ("Typed.Step", "do")];

    internal static string Press(Seen page) =>
        Regex
            .Match(
                page.Text,
                "name=\"Typed.Press\" value=\"(?<press>[0-9a-f]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["press"]
            .Value;
}

/// <summary>A claim that is answered by the act that puts it right, in one step.</summary>
public sealed class ClaimByActTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Why = "Начисление за заказ не дошло";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_are_given_and_the_claim_is_answered_at_once_and_once()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var number = await SentAsync(member);
        var claimPage = await agent.GoAsync($"/staff/desk/claims/{number}");
        var path = $"/staff/desk/members/{member.AccountId}/adjust?claim={number}";
        Assert.Contains(path, claimPage.Text, StringComparison.Ordinal);
        var page = await agent.GoAsync(path);
        Assert.Contains($"Ответ на обращение {number}", page.Text, StringComparison.Ordinal);
        Assert.Contains("Мы проверили обращение", page.Text, StringComparison.Ordinal);

        var looked = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, number, "look"));
        Assert.Contains("id=\"would\"", looked.Text, StringComparison.Ordinal);
        Assert.Equal(ClaimStatus.Open, (await FindAsync(member, number)).Status);
        var done = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, number, "do"));
        var late = await agent.GoAsync($"/staff/desk/members/{member.AccountId}/adjust");
        var again = await agent.Browser.PostAsync(path, late, "adjust", Fields(late, number, "do"));

        Assert.Equal(302, done.Status);
        var claim = await FindAsync(member, number);
        Assert.Equal((ClaimStatus.Answered, "Добавили недостающее."), (claim.Status, claim.Answer));
        Assert.Contains("Обращение уже закрыто", again.Text, StringComparison.Ordinal);
        Assert.Equal(30, await portal.Till.Active(member.Shopper));
        Assert.Contains(
            "Добавили недостающее.",
            (await member.GoAsync($"/cabinet/claims/{number}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            number,
            await SignedInMember.NewestMessageAsync(portal, member.Shopper.Phone),
            StringComparison.Ordinal
        );
        Assert.IsType<AuditVerdict.Whole>(
            await portal.Services.GetRequiredService<AuditVerifier>().VerifyAsync(null, Stop)
        );
    }

    [Fact]
    public async Task Another_members_claim_is_answered_by_no_act()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var number = await SentAsync(other);
        var path = $"/staff/desk/members/{member.AccountId}/adjust?claim={number}";
        var page = await agent.GoAsync(path);
        Assert.DoesNotContain("Ответ на обращение", page.Text, StringComparison.Ordinal);

        var refused = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, number, "do"));

        Assert.Contains("Обращение уже закрыто", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
        Assert.Equal(ClaimStatus.Open, (await FindAsync(other, number)).Status);
    }

    [Fact]
    public async Task An_answer_that_is_missing_is_asked_for()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var number = await SentAsync(member);
        var path = $"/staff/desk/members/{member.AccountId}/adjust?claim={number}";
        var page = await agent.GoAsync(path);

        var refused = await agent.Browser.PostAsync(path, page, "adjust", Fields(page, number, "do", answer: "  "));

        Assert.Contains("Напишите ответ.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Till.Active(member.Shopper));
    }

    private static (string, string)[] Fields(
        Seen page,
        string number,
        string step,
        string answer = "Добавили недостающее."
    ) =>
        [
            ("Typed.Points", "30"),
            ("Typed.Reason", Why),
            ("Typed.Claim", number),
            ("Typed.Answer", answer),
            ("Typed.Press", OverridePagesTests.Press(page)),
            ("Typed.Step", step),
        ];

    private async Task<string> SentAsync(SignedInMember member)
    {
        var claim = new NewClaim(
            ClaimKind.Other,
            null,
            null,
            [],
            "Анна Иванова",
            member.Shopper.Phone,
            "Нет начисления"
        );
        var book = portal.Services.GetRequiredService<ClaimBook>();
        return Assert.IsType<Claiming.Taken>(await book.SubmitAsync(member.AccountId, claim, Stop)).Number;
    }

    private async Task<MemberClaim> FindAsync(SignedInMember member, string number) =>
        (await portal.Services.GetRequiredService<ClaimBook>().FindAsync(member.AccountId, number, Stop))!;
}
