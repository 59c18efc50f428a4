using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>Somebody new of the staff, from the link to the recovery code that is used up.</summary>
public sealed class StaffTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_link_to_an_app_to_a_recovery_code_that_works_once(bool hasScript)
    {
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var staff = new StaffPages(visitor, Shared);
        var email = StaffPages.NewEmail();

        var link = await staff.NewLinkAsync(email);
        await visitor.GoAsync(link);
        await Expect(staff.Email).ToHaveValueAsync(email);
        await staff.NewPassword.FillAsync("too short");
        await staff.Again.FillAsync("too short");
        await staff.Go.ClickAsync();
        await Refusal.ExpectAsync(staff.NewPassword, "Нужно не меньше 12 знаков");
        await Expect(staff.NewPassword).ToHaveValueAsync("");
        await staff.ChoosePasswordAsync(link);
        var key = await staff.SetAppUpAsync();
        await Expect(staff.Codes).ToHaveCountAsync(10);
        var recovery = await staff.Codes.First.InnerTextAsync();
        await staff.Go.ClickAsync();
        await visitor.ArriveAsync(StaffPages.Home);
        await Expect(staff.Heading).ToHaveTextAsync("Ольга Орлова");

        await staff.SignOut.ClickAsync();
        await visitor.ArriveAsync(StaffPages.SignIn);
        await staff.TellPasswordAsync(email, StaffPages.Password);
        await visitor.ArriveAsync(StaffPages.Second);
        await staff.TypeCodeAsync(staff.CodeOf(key, 1));
        await visitor.ArriveAsync(StaffPages.Home);

        await staff.SignOut.ClickAsync();
        await visitor.ArriveAsync(StaffPages.SignIn);
        await ByRecoveryAsync(visitor, staff, email, recovery);
        await visitor.ArriveAsync(StaffPages.Home);
        await Expect(visitor.Page.Locator("#second-factor dd.figures")).ToContainTextAsync("9");

        await staff.SignOut.ClickAsync();
        await visitor.ArriveAsync(StaffPages.SignIn);
        await ByRecoveryAsync(visitor, staff, email, recovery);
        await Refusal.ExpectAsync(staff.Code, "Такого кода нет, или он уже использован");
    }

    [Fact]
    public async Task By_keyboard_alone()
    {
        var visitor = await VisitorAsync();
        var staff = new StaffPages(visitor, Shared);
        var keyboard = new Keyboard(visitor);
        var email = StaffPages.NewEmail();

        await visitor.GoAsync(await staff.NewLinkAsync(email));
        await keyboard.TypeAsync(staff.NewPassword, StaffPages.Password);
        await keyboard.TypeAsync(staff.Again, StaffPages.Password);
        await keyboard.PressAsync("Enter");
        await visitor.ArriveAsync(StaffPages.Authenticator);
        var key = await staff.ReadKeyAsync();
        await keyboard.TypeAsync(staff.Code, staff.CodeOf(key));
        await Expect(staff.Codes).ToHaveCountAsync(10);
        await keyboard.EnterAsync(staff.Go);
        await visitor.ArriveAsync(StaffPages.Home);
        await keyboard.EnterAsync(staff.SignOut);
        await visitor.ArriveAsync(StaffPages.SignIn);
        await keyboard.TypeAsync(staff.Email, email);
        await keyboard.TypeAsync(staff.PresentPassword, StaffPages.Password);
        await keyboard.EnterAsync(staff.Go);
        await visitor.ArriveAsync(StaffPages.Second);
        await keyboard.TypeAsync(staff.Code, staff.CodeOf(key, 1));
        await visitor.ArriveAsync(StaffPages.Home);
        await keyboard.EnterAsync(visitor.Page.Locator("#sessions button"));
        await visitor.ArriveAsync(StaffPages.SignIn);
    }

    [Fact]
    public async Task What_a_phone_scans_is_the_key_that_is_written_below()
    {
        var visitor = await VisitorAsync();
        var staff = new StaffPages(visitor, Shared);
        var email = StaffPages.NewEmail();
        await staff.ChoosePasswordAsync(await staff.NewLinkAsync(email));

        var scanned = await new CardPage(visitor).ScanAsync();

        Assert.StartsWith("otpauth://totp/", scanned, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(email), scanned, StringComparison.Ordinal);
        Assert.Contains($"secret={await staff.ReadKeyAsync()}&", scanned, StringComparison.Ordinal);
    }

    private static async Task ByRecoveryAsync(Visitor visitor, StaffPages staff, string email, string code)
    {
        await staff.TellPasswordAsync(email, StaffPages.Password);
        await visitor.ArriveAsync(StaffPages.Second);
        await visitor.Page.Locator("a[href='/staff/second?way=recovery']").ClickAsync();
        await Expect(staff.Heading).ToHaveTextAsync("Код восстановления");
        await staff.Code.FillAsync(code);
        await staff.Go.ClickAsync();
    }
}
