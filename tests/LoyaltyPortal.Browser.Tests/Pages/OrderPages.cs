using System.Globalization;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>A member's orders and what a return of one would do.</summary>
public sealed class OrderPages(Visitor visitor)
{
    public const string Path = "/cabinet/orders";

    /// <summary>Rows of the list.</summary>
    public ILocator Rows => visitor.Page.Locator("main a.row-line");

    public ILocator Heading => visitor.Page.Locator("h1");

    public ILocator Lines => visitor.Page.Locator("#lines tbody tr");

    public ILocator Facts => visitor.Page.Locator("#facts");

    /// <summary>What a return would take and give.</summary>
    public ILocator Moves => visitor.Page.Locator("#moves");

    /// <summary>The account before and after.</summary>
    public ILocator Account => visitor.Page.Locator("#account");

    /// <summary>The level before and after.</summary>
    public ILocator Level => visitor.Page.Locator("#level");

    public static string PathOf(string order) => $"{Path}/{Uri.EscapeDataString(order)}";

    public static string ReturnOf(string order) => PathOf(order) + "/return";

    /// <summary>Opens an order from the list.</summary>
    public async Task OpenAsync(string order)
    {
        await visitor.GoAsync(Path);
        await Rows.Filter(new() { HasText = order }).ClickAsync();
        await Heading.Filter(new() { HasText = order }).WaitForAsync();
    }

    /// <summary>From an order to the preview of returns.</summary>
    public async Task ThinkOfReturnAsync()
    {
        await visitor.Page.Locator("main a[href$='/return']").ClickAsync();
        await visitor.Page.Locator("form[method=get]").WaitForAsync();
    }

    /// <summary>Asks what would become of so many pieces of a line.</summary>
    public async Task AskAsync(int line, string pieces)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"[name=q-{line}]");
        await visitor.Page.Locator(field).FillAsync(pieces);
        await visitor.Page.Locator("form[method=get] .btn-primary").ClickAsync();
    }
}
