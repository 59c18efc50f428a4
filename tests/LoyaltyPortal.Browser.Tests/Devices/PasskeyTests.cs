using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Devices;

/// <summary>Passkeys on a device that the browser itself plays.</summary>
public sealed class PasskeyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_member_is_offered_a_passkey_after_a_code_adds_one_and_signs_in_by_it()
    {
        var (visitor, phone, authenticator) = await MemberWithDeviceAsync();
        await visitor.GoAsync(Cabinet.Home);
        await visitor.Page.Locator(".passkey-offer a[href='/profile/devices']").ClickAsync();
        await visitor.ArriveAsync(DevicesPage.Path);
        var devices = new DevicesPage(visitor);
        await devices.Add.ClickAsync();
        await Expect(devices.Told).ToContainTextAsync("Ключ добавлен");
        await Expect(devices.Passkeys).ToHaveCountAsync(1);
        Assert.Equal(1, await authenticator.CountAsync());
        Assert.Contains("добавлен ключ входа", await LastTextAsync(phone), StringComparison.Ordinal);

        await new Cabinet(visitor).SignOutAsync();
        await visitor.GoAsync($"{PhonePage.SignIn}?returnUrl={Cabinet.Points}");
        await ByPasskey(visitor).ClickAsync();
        await visitor.ArriveAsync(Cabinet.Points);
        await Expect(visitor.Page.Locator(".passkey-offer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_passkey_that_was_removed_opens_nothing()
    {
        var (visitor, _, _) = await MemberWithDeviceAsync();
        var devices = await DevicesPage.OpenAsync(visitor);
        await devices.Add.ClickAsync();
        await devices.RemovePasskey.ClickAsync();
        await Expect(devices.Told).ToContainTextAsync("Ключ удалён");
        await Expect(devices.Passkeys).ToHaveCountAsync(0);

        await new Cabinet(visitor).SignOutAsync();
        await visitor.GoAsync(PhonePage.SignIn);
        await ByPasskey(visitor).ClickAsync();

        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Ключ не подошёл");
        await visitor.GoAsync(Cabinet.Home);
        Assert.StartsWith(PhonePage.SignIn, visitor.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_finger_or_a_pin_no_passkey_is_made()
    {
        var (visitor, _, authenticator) = await MemberWithDeviceAsync();
        await authenticator.VerifiesAsync(false);
        var devices = await DevicesPage.OpenAsync(visitor);

        await devices.Add.ClickAsync();
        await Expect(devices.Add).ToBeEnabledAsync();

        Assert.Equal(0, await authenticator.CountAsync());
        await Expect(devices.Passkeys).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData(
        "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"AA\",\"attestationObject\":\"AA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}"
    )]
    public async Task An_answer_that_no_device_gave_neither_adds_a_passkey_nor_lets_in(string credential)
    {
        var (visitor, _, _) = await MemberWithDeviceAsync();
        var devices = await DevicesPage.OpenAsync(visitor);
        await PretendAsync(visitor, credential);
        await Expect(devices.Told).ToContainTextAsync("Ключ не добавлен");
        await Expect(devices.Passkeys).ToHaveCountAsync(0);

        await new Cabinet(visitor).SignOutAsync();
        await visitor.GoAsync(PhonePage.SignIn);
        await PretendAsync(visitor, credential);
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Ключ не подошёл");
    }

    [Fact]
    public async Task Long_after_signing_in_a_passkey_is_not_added_before_a_new_code()
    {
        var portal = Alone();
        var phone = NewPhone();
        await portal.Shop.EnrolAsync(phone);
        var visitor = await VisitorAsync(Local(portal.Shop));
        await PhonePage.SignInAsync(visitor, phone);
        await Authenticator.AddAsync(visitor);
        var devices = await DevicesPage.OpenAsync(visitor);
        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(16));

        await devices.Add.ClickAsync();

        await Expect(devices.Told).ToContainTextAsync("прошло больше 15 минут");
        await Expect(devices.Passkeys).ToHaveCountAsync(0);
        await Expect(devices.Add).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Staff_sign_in_by_a_passkey_which_opens_no_members_cabinet_and_a_members_opens_no_staff_page()
    {
        var visitor = await VisitorAsync(Local(Shared.Shop));
        await Authenticator.AddAsync(visitor);
        var staff = new StaffPages(visitor, Shared);
        await staff.ComeAsync(StaffPages.NewEmail());
        await visitor.GoAsync(StaffPages.Home);
        await visitor.Page.Locator("[data-passkey='new'] button").ClickAsync();
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Ключ добавлен");
        await staff.SignOut.ClickAsync();
        await visitor.ArriveAsync(StaffPages.SignIn);

        await visitor.GoAsync(PhonePage.SignIn);
        await ByPasskey(visitor).ClickAsync();
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Ключ не подошёл");
        await visitor.GoAsync(StaffPages.SignIn);
        await ByPasskey(visitor).ClickAsync();
        await visitor.ArriveAsync(StaffPages.Home);

        var (member, _, _) = await MemberWithDeviceAsync();
        await (await DevicesPage.OpenAsync(member)).Add.ClickAsync();
        await Expect(new DevicesPage(member).Passkeys).ToHaveCountAsync(1);
        await member.GoAsync(StaffPages.SignIn);
        await ByPasskey(member).ClickAsync();
        await Expect(member.Page.Locator(".notice")).ToContainTextAsync("Ключ не подошёл");
    }

    [Fact]
    public async Task The_offer_goes_away_for_who_does_not_want_it()
    {
        var (visitor, _, _) = await MemberWithDeviceAsync();
        await visitor.GoAsync(Cabinet.Points);
        await visitor.Page.Locator(".passkey-offer button").ClickAsync();
        await visitor.Page.WaitForLoadStateAsync();
        await Expect(visitor.Page.Locator(".passkey-offer")).ToHaveCountAsync(0);
        Assert.Equal(Cabinet.Points, visitor.Path);
    }

    private static ILocator ByPasskey(Visitor visitor) => visitor.Page.Locator("[data-passkey='who'] button");

    /// <summary>Sends the form of passkeys with an answer of one's own.</summary>
    private static async Task PretendAsync(Visitor visitor, string credential)
    {
        var form = visitor.Page.Locator("[data-passkey]");
        await form.Locator("[data-credential]").EvaluateAsync("(field, text) => field.value = text", credential);
        await form.Locator("button").ClickAsync();
    }

    /// <summary>A browser takes no passkeys for an address of digits.</summary>
    private static Shop Local(Shop shop) =>
        new(shop.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    private async Task<(Visitor Visitor, string Phone, Authenticator Authenticator)> MemberWithDeviceAsync()
    {
        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);
        var visitor = await VisitorAsync(Local(Shared.Shop));
        await PhonePage.SignInAsync(visitor, phone);
        return (visitor, phone, await Authenticator.AddAsync(visitor));
    }

    private async Task<string> LastTextAsync(string phone)
    {
        var messages = await Shared.Shop.GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone));
        return messages[0].GetProperty("text").GetString()!;
    }
}
