using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>A member's pages through the member's eyes, and where agents put something right.</summary>
internal static class SupportScenes
{
    public static readonly IReadOnlyList<Scene> All =
    [
        Member("visit-begin", "/visit"),
        Visit("visit", (_, _) => Task.CompletedTask),
        Visit("visit-lift", (visitor, _) => visitor.GoAsync("/visit/lift")),
        Visit("visit-closed", ClosedAsync),
        Member("desk-adjust", "/adjust"),
        new("desk-adjust-looked-at", LookedAtAsync),
        Member("desk-block", "/block"),
        Member("desk-extend", "/extend"),
        Member("desk-merge", "/merge"),
        Member("desk-phone", "/phone"),
        new("desk-merge-looked-at", MergeLookedAtAsync),
        new("desk-approvals", ApprovalsAsync),
    ];

    private static Scene Member(string name, string below) =>
        new(name, async (test, look) => (await AtAsync(test, look, below)).Visitor);

    private static Scene Visit(string name, Func<Visitor, DeskPages, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var (visitor, desk) = await ComeAsync(test, look);
                await desk.VisitAsync(Portal.Buyer);
                await arrange(visitor, desk);
                return visitor;
            }
        );

    private static async Task ClosedAsync(Visitor visitor, DeskPages desk)
    {
        visitor.Expects(403);
        await visitor.GoAsync(CardPage.Path);
        await desk.Banner.WaitForAsync();
    }

    private static async Task<Visitor> LookedAtAsync(BrowserTest test, Look look)
    {
        var (visitor, _) = await AtAsync(test, look, "/adjust");
        await FillAsync(visitor, "-15");
        await visitor.Page.Locator("button[value=look]").ClickAsync();
        await visitor.Page.Locator("#would").WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> MergeLookedAtAsync(BrowserTest test, Look look)
    {
        var (visitor, _) = await AtAsync(test, look, "/merge");
        var other = test.NewPhone();
        await visitor.Shop.EnrolAsync(other);
        await visitor.Page.Locator("#other").FillAsync(other);
        await visitor.Page.Locator("#proof").SelectOptionAsync("Document");
        await visitor.Page.Locator("#ticket").FillAsync("SUP-17");
        await visitor.Page.Locator("#reason").FillAsync(DeskPages.Why);
        await visitor.Page.Locator("button[value=look]").ClickAsync();
        await visitor.Page.Locator("#sides").WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> ApprovalsAsync(BrowserTest test, Look look)
    {
        var (visitor, _) = await AtAsync(test, look, "/adjust");
        await FillAsync(visitor, "5 000");
        await visitor.Page.Locator("button[value=look]").ClickAsync();
        await visitor.Page.Locator("#would").WaitForAsync();
        await visitor.Page.Locator("button[value=do]").ClickAsync();
        await visitor.Page.Locator(".notice-warn").WaitForAsync();
        await visitor.GoAsync(DeskPages.Desk + "/approvals");
        return visitor;
    }

    private static async Task FillAsync(Visitor visitor, string points)
    {
        await visitor.Page.Locator("#points").FillAsync(points);
        await visitor.Page.Locator("#reason").FillAsync(DeskPages.Why);
    }

    private static async Task<(Visitor Visitor, DeskPages Desk)> AtAsync(BrowserTest test, Look look, string below)
    {
        var (visitor, desk) = await ComeAsync(test, look);
        await visitor.GoAsync(await desk.PathOfAsync(Portal.Buyer, below));
        return (visitor, desk);
    }

    private static async Task<(Visitor Visitor, DeskPages Desk)> ComeAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        var desk = new DeskPages(visitor, test.Shared);
        await desk.ComeAsync();
        return (visitor, desk);
    }
}
