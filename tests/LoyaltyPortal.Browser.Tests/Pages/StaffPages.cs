using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Web.Features.Staff;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The staff's way in and their own page.</summary>
public sealed class StaffPages(Visitor visitor, Portal portal)
{
    public const string Home = "/staff";
    public const string SignIn = "/staff/sign-in";
    public const string Second = "/staff/second";
    public const string Recovery = "/staff/second?way=recovery";
    public const string Authenticator = "/staff/authenticator";
    public const string Password = "correct horse battery";

    private static int people;

    public ILocator Email => visitor.Page.Locator("#email");

    public ILocator PresentPassword => visitor.Page.Locator("#password");

    public ILocator NewPassword => visitor.Page.Locator("#new-password");

    public ILocator Again => visitor.Page.Locator("#again");

    public ILocator Code => visitor.Page.Locator("#code");

    public ILocator Key => visitor.Page.Locator("#app-key");

    public ILocator Codes => visitor.Page.Locator("#recovery-codes code");

    public ILocator Go => visitor.Page.Locator("main .btn-primary");

    public ILocator Heading => visitor.Page.Locator("h1");

    public ILocator SignOut => visitor.Page.Locator("form[action='/staff/sign-out'] button");

    public static string NewEmail() => $"colleague-{Interlocked.Increment(ref people)}@shop.example";

    /// <summary>The link that the command prints for somebody new.</summary>
    public async Task<string> NewLinkAsync(string email, string roles = "Operator")
    {
        var said = new StringWriter();
        Assert.Equal(
            0,
            await StaffCommands.CreateAsync(portal.Services, [email], [$"--roles={roles}", "--name=Ольга Орлова"], said)
        );
        return new Uri(said.ToString().Split('\n')[0]).PathAndQuery;
    }

    public async Task ChoosePasswordAsync(string link)
    {
        await visitor.GoAsync(link);
        await NewPassword.FillAsync(Password);
        await Again.FillAsync(Password);
        await Go.ClickAsync();
        await visitor.ArriveAsync(Authenticator);
    }

    /// <summary>The key as the page writes it.</summary>
    public async Task<string> ReadKeyAsync() =>
        (await Key.InnerTextAsync()).Replace(" ", string.Empty, StringComparison.Ordinal).Trim();

    /// <summary>What an app with that key shows so many steps from now.</summary>
    public string CodeOf(string key, int stepsAhead = 0) =>
        TimeCodes.Code(key, TimeCodes.StepAt(portal.Now) + stepsAhead);

    public async Task<string> SetAppUpAsync()
    {
        var key = await ReadKeyAsync();
        await TypeCodeAsync(CodeOf(key));
        await Codes.First.WaitForAsync();
        return key;
    }

    /// <summary>With scripts the sixth digit sends the form; without them the button does.</summary>
    public async Task TypeCodeAsync(string code)
    {
        await Code.PressSequentiallyAsync(code);
        if (!visitor.Look.HasScript)
        {
            await Go.ClickAsync();
        }
    }

    /// <summary>Somebody new, signed in, at the page that shows their codes.</summary>
    public async Task<string> ComeAsync(string email, string roles = "Operator")
    {
        await ChoosePasswordAsync(await NewLinkAsync(email, roles));
        return await SetAppUpAsync();
    }

    public async Task TellPasswordAsync(string email, string password)
    {
        await visitor.GoAsync(SignIn);
        await Email.FillAsync(email);
        await PresentPassword.FillAsync(password);
        await Go.ClickAsync();
    }
}
