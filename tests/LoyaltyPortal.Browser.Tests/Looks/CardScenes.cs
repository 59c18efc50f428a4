using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The card on the whole screen, on the home screen and without signal.</summary>
internal static class CardScenes
{
    public static readonly IReadOnlyList<Scene> All =
    [
        new("card-bright", BrightAsync),
        new("card-offered", OfferedAsync),
        new("card-lost", LostAsync),
        new("card-without-signal", (test, look) => WithoutSignalAsync(test, look, CardPage.Path)),
        new("card-without-signal-elsewhere", (test, look) => WithoutSignalAsync(test, look, Cabinet.Points)),
        new("card-never-kept", NeverKeptAsync),
        new("card-renew", RenewAsync),
        new("card-renewed", RenewedAsync),
    ];

    private static async Task<Visitor> BrightAsync(BrowserTest test, Look look)
    {
        var (visitor, card) = await KeptAsync(test, look);
        await card.ShowBright.ClickAsync();
        await card.Bright.WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> OfferedAsync(BrowserTest test, Look look)
    {
        var (visitor, card) = await KeptAsync(test, look);
        await visitor.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeinstallprompt'))");
        await card.Install.WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> LostAsync(BrowserTest test, Look look)
    {
        var visitor = await test.MemberAsync(Portal.Buyer, look);
        await visitor.Page.Clock.InstallAsync();
        await CardPage.OpenAndKeepAsync(visitor);
        await visitor.HasSignalAsync(false);
        var lost = visitor.Page.Locator("[data-lost]");
        // The script may come after the time that goes by: then more goes by.
        for (var waited = 0; waited < 5 && !await lost.IsVisibleAsync(); waited++)
        {
            await visitor.Page.Clock.FastForwardAsync(35_000);
            await Task.Delay(500);
        }
        await lost.WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> WithoutSignalAsync(BrowserTest test, Look look, string path)
    {
        var (visitor, card) = await KeptAsync(test, look);
        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(path);
        await card.Shell.WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> NeverKeptAsync(BrowserTest test, Look look)
    {
        var (visitor, _) = await KeptAsync(test, look);
        await visitor.Page.EvaluateAsync("localStorage.clear()");
        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);
        await visitor.Page.Locator(".shell [data-no-copy]:visible").WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> RenewAsync(BrowserTest test, Look look)
    {
        var visitor = await test.MemberAsync(Portal.Newcomer, look);
        await visitor.GoAsync("/card/renew");
        return visitor;
    }

    private static async Task<Visitor> RenewedAsync(BrowserTest test, Look look)
    {
        var visitor = await RenewAsync(test, look);
        await visitor.Page.Locator("main form .btn-primary").ClickAsync();
        await visitor.Page.Locator("main .notice").First.WaitForAsync();
        return visitor;
    }

    private static async Task<(Visitor Visitor, CardPage Card)> KeptAsync(BrowserTest test, Look look)
    {
        var visitor = await test.MemberAsync(Portal.Buyer, look);
        return (visitor, await CardPage.OpenAndKeepAsync(visitor));
    }
}
