using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The pages of a member's own data.</summary>
public sealed class ProfilePages(Visitor visitor)
{
    public const string Home = "/profile";
    public const string Data = "/profile/data";
    public const string Consents = "/profile/consents";
    public const string Export = "/profile/export";
    public const string Phone = "/profile/phone";
    public const string Delete = "/profile/delete";

    /// <summary>Every page of a member's own data that is there without a first step.</summary>
    public static readonly IReadOnlyList<string> Own = [Home, Data, NoticesPage.Path, Consents, Export, Phone, Delete];

    public ILocator Heading => visitor.Page.Locator("h1");

    public ILocator Notices => visitor.Page.Locator(".notice");

    public ILocator Stay => visitor.Page.Locator("[action='/profile/stay'] button");

    /// <summary>The panel of a consent.</summary>
    public ILocator Consent(string kind) => visitor.Page.Locator($"#consent-{kind}");

    /// <summary>The one button of a step.</summary>
    public ILocator Send => visitor.Page.Locator("main form .btn.wide").First;

    /// <summary>Agrees to lose everything, and goes on to the code.</summary>
    public async Task<CodePage> AskToLeaveAsync()
    {
        await visitor.GoAsync(Delete);
        await visitor.Page.Locator("#understood").CheckAsync();
        await Send.ClickAsync();
        return await CodeAsync();
    }

    /// <summary>The step that asks for a code, once it is there.</summary>
    public async Task<CodePage> CodeAsync()
    {
        var code = new CodePage(visitor);
        await code.Code.WaitForAsync();
        return code;
    }
}
