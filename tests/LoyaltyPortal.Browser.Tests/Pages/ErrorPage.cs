using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>What stands in for a page that cannot be shown.</summary>
public static class ErrorPage
{
    private static readonly string[] Innards =
    [
        "Exception",
        "   at ",
        ".cs:line",
        "Microsoft.AspNetCore",
        "LoyaltyPortal.",
    ];

    /// <summary>Says what happened in the reader's language, offers a way on, and shows nothing of the machinery.</summary>
    public static async Task ExpectAsync(Visitor visitor, string heading)
    {
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(heading);
        await Assertions.Expect(visitor.Page.Locator("main a.btn-primary")).ToBeVisibleAsync();
        var all = await visitor.Page.ContentAsync();
        Assert.All(Innards, each => Assert.DoesNotContain(each, all, StringComparison.Ordinal));
    }
}
