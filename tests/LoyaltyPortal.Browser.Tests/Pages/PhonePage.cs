using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The first step of joining and of signing in: a phone.</summary>
public sealed class PhonePage(Visitor visitor)
{
    public const string Join = "/join";
    public const string SignIn = "/sign-in";

    public ILocator Phone => visitor.Page.Locator("#phone");

    public ILocator Send => visitor.Page.Locator("form:has(#phone) button");

    public static async Task<PhonePage> OpenAsync(Visitor visitor, string path = SignIn)
    {
        await visitor.GoAsync(path);
        return new PhonePage(visitor);
    }

    /// <summary>From the phone to wherever a right code leads.</summary>
    public static async Task SignInAsync(Visitor visitor, string phone, string from = SignIn)
    {
        var code = await (await OpenAsync(visitor, from)).AskForCodeAsync(phone);
        await code.EnterAsync(await visitor.Shop.CodeAsync(phone));
    }

    /// <summary>From the phone to the questionnaire of somebody new.</summary>
    public static async Task<QuestionnairePage> ProveAsync(Visitor visitor, string phone)
    {
        await SignInAsync(visitor, phone, Join);
        return new QuestionnairePage(visitor);
    }

    public async Task SubmitAsync(string phone)
    {
        await Visitor.FillBeyondAsync(Phone, phone);
        await Send.ClickAsync();
    }

    public async Task<CodePage> AskForCodeAsync(string phone)
    {
        await SubmitAsync(phone);
        var code = new CodePage(visitor);
        await code.Code.WaitForAsync();
        return code;
    }
}
