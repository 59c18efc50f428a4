using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>What a member wants to be told of, and the pages behind the links of messages.</summary>
public sealed class NoticesPage(Visitor visitor)
{
    public const string Path = "/profile/notices";
    public const string Stopped = "/notices/stopped";
    public const string Proved = "/notices/proved";

    public ILocator Ending => visitor.Page.Locator("#ending");

    public ILocator Credited => visitor.Page.Locator("#credited");

    public ILocator ByMail => visitor.Page.Locator("input[type=radio][value=mail]");

    public ILocator Zone => visitor.Page.Locator("#zone");

    public ILocator Save => visitor.Page.Locator("main form .btn-primary");

    public ILocator SendLink => visitor.Page.Locator("#mail button");

    public ILocator Notices => visitor.Page.Locator("main .notice");

    public ILocator Example => visitor.Page.Locator("#example .sample");

    /// <summary>The one button of a page behind a link.</summary>
    public ILocator Press => visitor.Page.Locator("main form .btn-primary");

    public async Task<NoticesPage> OpenAsync()
    {
        await visitor.GoAsync(Path);
        return this;
    }
}
