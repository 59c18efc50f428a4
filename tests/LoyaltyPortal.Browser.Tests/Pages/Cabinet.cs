using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>A member's own pages.</summary>
public sealed class Cabinet(Visitor visitor)
{
    public const string Home = "/cabinet";
    public const string Points = "/cabinet/points";
    public const string History = "/cabinet/history";
    public const string Level = "/cabinet/level";

    /// <summary>Every page that shows a member's own figures, but an entry's.</summary>
    public static readonly IReadOnlyList<string> Own = [Home, Points, History, Level, OrderPages.Path, CardPage.Path];

    public ILocator Heading => visitor.Page.Locator("h1");

    /// <summary>The one large figure of the home page.</summary>
    public ILocator Balance => visitor.Page.Locator(".hero-amount");

    /// <summary>What ends, what is on its way and what is kept for an order.</summary>
    public ILocator Facts => visitor.Page.Locator(".hero-facts");

    /// <summary>Points that wait, on the page of points.</summary>
    public ILocator Waiting => visitor.Page.Locator("section[id^='pending-']");

    /// <summary>Points that can be spent, on the page of points.</summary>
    public ILocator Usable => visitor.Page.Locator("section[id^='lots-']");

    /// <summary>Rows of the history.</summary>
    public ILocator Entries => visitor.Page.Locator("a.row-line");

    public async Task<Cabinet> GoAsync(string path)
    {
        await visitor.GoAsync(path);
        return this;
    }

    /// <summary>Follows a place of the navigation as a member does.</summary>
    public async Task FollowAsync(string path)
    {
        await visitor.Page.Locator($".nav-main a[href='{path}']").ClickAsync();
        await visitor.ArriveAsync(path);
    }

    /// <summary>Opens the newest entry of the history.</summary>
    public async Task<EntryPage> OpenNewestAsync()
    {
        await GoAsync(History);
        return await OpenAsync(Entries.First);
    }

    public async Task<EntryPage> OpenAsync(ILocator row)
    {
        var address = await row.GetAttributeAsync("href");
        await row.ClickAsync();
        await visitor.ArriveAsync(address!);
        return new EntryPage(visitor);
    }

    public async Task SignOutAsync()
    {
        await visitor.Page.Locator("[action='/sign-out'] button").ClickAsync();
        await visitor.ArriveAsync("/");
    }
}
