using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>The page with the card hears of what a till does, whichever node the till speaks to (lusio, whose stores ask).</summary>
public sealed class LiveCardTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Asked = ".ask";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_till_at_another_node_asks_for_points_and_the_member_agrees_on_the_page(bool agrees)
    {
        var (portal, phone, id) = await PortalWithMemberAsync();
        var till = Alone(new Portal.Beginning(Programme: "lusio", Database: portal.Database)).Shop;
        var member = await OnCardAsync(portal, phone);

        var asked = await AskAsync(till, id);

        Assert.Equal("portal", asked.GetProperty("confirmation").GetString());
        await Expect(member.Page.Locator(Asked + " h2")).ToHaveTextAsync("Списать 100\u00A0баллов в магазине «Центр»?");
        var redemption = asked.GetProperty("redemptionId").GetString()!;
        await member.Page.Locator(Asked).GetByRole(AriaRole.Button).Nth(agrees ? 0 : 1).ClickAsync();
        await Expect(member.Page.Locator(".card-news .notice-good"))
            .ToContainTextAsync(agrees ? "Подтверждено" : "Ничего не списано");
        await Expect(member.Page.Locator(Asked)).ToHaveCountAsync(0);
        var told = await till.GetAsync($"/api/v1/redemptions/{redemption}");
        Assert.Equal(agrees ? "held" : "cancelled", told.GetProperty("status").GetString());
        if (agrees)
        {
            await BuyAsync(till, id, redemption);
            await Expect(member.Page.Locator("#lately")).ToContainTextAsync("100");
        }
    }

    [Fact]
    public async Task News_that_come_while_an_answer_is_on_its_way_do_not_take_its_place()
    {
        var (portal, phone, id) = await PortalWithMemberAsync();
        var member = await OnCardAsync(portal, phone);
        await AskAsync(portal.Shop, id);
        await Expect(member.Page.Locator(Asked)).ToBeVisibleAsync();
        var pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await member.Page.RouteAsync(
            "**" + CardPage.Path,
            async route =>
            {
                if (route.Request.Method == "POST")
                {
                    pressed.TrySetResult();
                    await told.Task;
                }
                await route.ContinueAsync();
            }
        );

        await member.Page.Locator(Asked).GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await pressed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await BuyAsync(portal.Shop, id, redemption: null, order: "meanwhile");
        // Longer than an open card takes to hear of it.
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        told.SetResult();

        await Expect(member.Page.Locator(".card-news .notice-good")).ToContainTextAsync("Ничего не списано");
        await Expect(member.Page.Locator("#lately")).ToContainTextAsync("30");
    }

    [Fact]
    public async Task The_page_says_that_the_card_was_read()
    {
        var (portal, phone, _) = await PortalWithMemberAsync();
        var member = await OnCardAsync(portal, phone);
        var code = await new CardPage(member).ScanAsync();
        Assert.StartsWith("lpl.", code, StringComparison.Ordinal);

        var found = await portal.Shop.GetAsync($"/api/v1/members?qr={code}");

        Assert.Equal("live", found.GetProperty("qrTrust").GetString());
        await Expect(member.Page.Locator(".card-news")).ToContainTextAsync("Карта прочитана");
    }

    [Fact]
    public async Task Another_code_is_shown_before_the_time_of_the_first_is_over()
    {
        var (portal, phone, _) = await PortalWithMemberAsync();
        var member = await OnCardAsync(portal, phone);
        var first = await PictureAsync(member);
        var since = Stopwatch.GetTimestamp();

        await Expect(member.Page.Locator(".pass-live path"))
            .Not.ToHaveAttributeAsync("d", first, new() { Timeout = 45_000 });

        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 5, 45);
        // Nothing was loaded anew: the page is the same one.
        Assert.Equal(1, await member.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation').length"));
        Assert.Equal("same", await member.Page.EvaluateAsync<string>("window.mark"));
    }

    [Fact]
    public async Task A_page_whose_connection_is_lost_fetches_itself_again()
    {
        var (portal, phone, id) = await PortalWithMemberAsync();
        var visitor = await VisitorAsync(portal: portal);
        await PhonePage.SignInAsync(visitor, phone);
        // A page of the same browser that nobody listens to: what it says of its lost connection is no fault.
        var page = await visitor.Page.Context.NewPageAsync();
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteWebSocketAsync(
            "**/_blazor**",
            // Nobody is ever at the other end.
            _ => cut.TrySetResult()
        );
        await page.GotoAsync(CardPage.Path);
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await AskAsync(portal.Shop, id);

        await Expect(page.Locator(Asked)).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Whoever_goes_to_another_page_gets_a_code_again()
    {
        var (portal, phone, id) = await PortalWithMemberAsync();
        var member = await OnCardAsync(portal, phone);
        // A page that tells of what is posted is alive, and knows when it is left.
        await BuyAsync(portal.Shop, id, redemption: null, order: "between");
        await Expect(member.Page.Locator("#lately")).ToContainTextAsync("30");
        await member.Page.Locator(".nav-main a[href='/cabinet']").ClickAsync();
        await member.ArriveAsync(Cabinet.Home);
        // The circuit ends a little after the page.
        for (var waited = 0; await IsOpenAsync(portal, id) && waited < 100; waited++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal("sms", (await AskAsync(portal.Shop, id)).GetProperty("confirmation").GetString());
    }

    [Fact]
    public async Task Without_scripts_the_page_fetches_itself_again_and_its_buttons_work()
    {
        var (portal, phone, id) = await PortalWithMemberAsync();
        var member = await VisitorAsync(new Look(HasScript: false), portal);
        await PhonePage.SignInAsync(member, phone);
        await member.GoAsync(CardPage.Path);
        await Expect(member.Page.Locator("noscript meta[http-equiv=refresh]")).ToHaveCountAsync(1);
        var asked = await AskAsync(portal.Shop, id);
        Assert.Equal("portal", asked.GetProperty("confirmation").GetString());
        await member.GoAsync(CardPage.Path);

        await member.Page.Locator(Asked).GetByRole(AriaRole.Button).First.ClickAsync();

        await Expect(member.Page.Locator(".card-news .notice-good")).ToContainTextAsync("Подтверждено");
    }

    /// <summary>A member of lusio with 300 points.</summary>
    private async Task<(Portal Portal, string Phone, string Id)> PortalWithMemberAsync()
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = NewPhone();
        var id = await portal.Shop.EnrolAsync(phone);
        await portal.Shop.PostAsync($"/demo/members/{id}", new { questionnaire = true });
        await portal.Shop.PostAsync(
            "/api/v1/purchases",
            new
            {
                orderId = "first",
                member = new { memberId = id },
                channel = "store",
                paymentMethod = "cash",
                placedAt = portal.Now,
                paidAt = portal.Now,
                lines = new[] { Shop.Line("1", 10_000) },
            }
        );
        return (portal, phone, id);
    }

    private async Task<Visitor> OnCardAsync(Portal portal, string phone)
    {
        var member = await VisitorAsync(portal: portal);
        await PhonePage.SignInAsync(member, phone);
        var live = member.Page.WaitForWebSocketAsync();
        await member.GoAsync(CardPage.Path);
        await live;
        await member.Page.EvaluateAsync("window.mark = 'same'");
        return member;
    }

    private static Task<JsonElement> AskAsync(Shop till, string id) =>
        till.PostAsync(
            "/api/v1/redemptions",
            new
            {
                orderId = "second",
                member = new { memberId = id },
                channel = "store",
                store = "Центр",
                paymentMethod = "cash",
                lines = new[] { Shop.Line("1", 1_000) },
                points = 100,
            }
        );

    private static async Task BuyAsync(Shop till, string id, string? redemption, string order = "second")
    {
        var now = await till.NowAsync();
        await till.PostAsync(
            "/api/v1/purchases",
            new
            {
                orderId = order,
                member = new { memberId = id },
                channel = "store",
                store = "Центр",
                paymentMethod = "cash",
                placedAt = now,
                paidAt = now,
                redemptionId = redemption,
                lines = new[] { Shop.Line("1", 1_000) },
            }
        );
    }

    private static async Task<bool> IsOpenAsync(Portal portal, string id)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var account = Guid.Parse(id, CultureInfo.InvariantCulture);
        return await CardCodes.IsCardOpenAsync(db, account, portal.Now, TestContext.Current.CancellationToken);
    }

    private static async Task<string> PictureAsync(Visitor member) =>
        (await member.Page.Locator(".pass-live path").GetAttributeAsync("d"))!;
}
