using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>A member's passkeys and sessions.</summary>
public sealed class DevicesPage(Visitor visitor)
{
    public const string Path = "/profile/devices";

    public ILocator Add => visitor.Page.Locator("[data-passkey='new'] button");

    public ILocator Passkeys => visitor.Page.Locator("#passkeys .rows li");

    public ILocator RemovePasskey => Passkeys.Locator("button");

    public ILocator Sessions => visitor.Page.Locator("#sessions .rows li");

    public ILocator EndOther => Sessions.Locator("button");

    public ILocator Everywhere => visitor.Page.Locator("form:has([aria-describedby='everywhere-hint']) button");

    public ILocator Told => visitor.Page.Locator("main .notice");

    public static async Task<DevicesPage> OpenAsync(Visitor visitor)
    {
        await visitor.GoAsync(Path);
        return new DevicesPage(visitor);
    }
}
