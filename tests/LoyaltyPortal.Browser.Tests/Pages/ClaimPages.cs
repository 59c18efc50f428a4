using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>What a member asks support, and the traces that support leaves.</summary>
public sealed class ClaimPages(Visitor visitor)
{
    public const string Why = "/cabinet/why";
    public const string List = "/cabinet/claims";
    public const string New = "/cabinet/claims/new";
    public const string Visits = "/cabinet/visits";

    public ILocator Heading => visitor.Page.Locator("h1");

    public ILocator Notices => visitor.Page.Locator("main .notice");

    /// <summary>What the portal says of an order.</summary>
    public ILocator Answer => visitor.Page.Locator("#answer");

    public ILocator Order => visitor.Page.Locator("#order");

    public ILocator Name => visitor.Page.Locator("#name");

    public ILocator Phone => visitor.Page.Locator("#phone");

    public ILocator Text => visitor.Page.Locator("#text");

    public ILocator Anyway => visitor.Page.Locator("#anyway");

    public ILocator Send => visitor.Page.Locator("main form .btn-primary");

    public ILocator Rows => visitor.Page.Locator("main a.row-line");

    public ILocator Withdraw => visitor.Page.Locator("a[href*='withdraw=1']");

    public ILocator WithdrawSure => visitor.Page.Locator("#withdraw .btn-danger");

    public ILocator Kind(string kind) => visitor.Page.Locator($"input[type=radio][value={kind}]");

    public async Task<ClaimPages> GoAsync(string path)
    {
        await visitor.GoAsync(path);
        return this;
    }

    /// <summary>Asks about an order as a member does.</summary>
    public async Task AskAsync(string order)
    {
        await GoAsync(Why);
        await Order.FillAsync(order);
        await Send.ClickAsync();
        await Answer.WaitForAsync();
    }
}
