using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>An agent looks through a member's eyes in a real browser.</summary>
public sealed class VisitTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_banner_goes_along_counts_down_and_ends_the_visit()
    {
        var portal = Alone(new Portal.Beginning(HasDemoMembers: true));
        var visitor = await VisitorAsync(portal: portal);
        var desk = new DeskPages(visitor, portal);
        await desk.ComeAsync();
        await visitor.Page.Clock.InstallAsync();
        await desk.VisitAsync(Portal.Buyer);
        await visitor.Page.Locator($".nav-main a[href='{Cabinet.Points}']").ClickAsync();
        await visitor.ArriveAsync(Cabinet.Points);
        await Expect(visitor.Page).ToHaveTitleAsync(Left(15));
        await TicksAsync(visitor);

        await visitor.Page.Clock.FastForwardAsync(5 * 60_000 + 6_000);

        await Expect(desk.Banner.Locator("[data-left]")).ToHaveTextAsync("ещё 10 мин");
        await Expect(visitor.Page).ToHaveTitleAsync(Left(10));
        await desk.Banner.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.ArriveAsync(await desk.PathOfAsync(Portal.Buyer));
        await visitor.GoAsync(Cabinet.Home);
        Assert.StartsWith("/sign-in", visitor.Path, StringComparison.Ordinal);
    }

    /// <summary>The script learns of a page after its address has changed: before that no time goes by for it.</summary>
    private static async Task TicksAsync(Visitor visitor)
    {
        const string Ticks = "(banner) => banner.dataset.ticks === banner.dataset.now";
        for (var looked = 0; looked < 100; looked++)
        {
            if (await visitor.Page.Locator("[data-visit]").EvaluateAsync<bool>(Ticks))
            {
                return;
            }
            await Task.Delay(100);
        }
        Assert.Fail("The banner does not tick.");
    }

    private static Regex Left(int minutes) => new($@"^\[{minutes} мин\] ", RegexOptions.None, TimeSpan.FromSeconds(1));
}
