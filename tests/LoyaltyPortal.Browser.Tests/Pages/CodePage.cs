using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The second step: the code that was sent.</summary>
public sealed class CodePage(Visitor visitor)
{
    public ILocator Code => visitor.Page.Locator("#code");

    public ILocator Resend => visitor.Page.Locator("[data-wait]");

    /// <summary>With scripts the sixth digit sends the form; without them the button does.</summary>
    public async Task TryAsync(string code)
    {
        await Code.PressSequentiallyAsync(code);
        if (!visitor.Look.HasScript || code.Count(char.IsAsciiDigit) < 6)
        {
            await visitor.Page.Locator("form:has(#code) button").ClickAsync();
        }
    }

    /// <summary>A code that lets the visitor on.</summary>
    public async Task EnterAsync(string code)
    {
        await TryAsync(code);
        await Code.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Any other code than the right one.</summary>
    public static string WrongFor(string code) => code == "000000" ? "111111" : "000000";
}
