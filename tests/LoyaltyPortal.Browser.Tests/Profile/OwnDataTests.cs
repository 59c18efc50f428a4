using System.Text.Json;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Profile;

/// <summary>What members do with their own data: see it, mend it, take it away, move to another phone, and leave.</summary>
public sealed class OwnDataTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Longer than a phone has to wait for another code.</summary>
    private static readonly TimeSpan AMoment = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_moves_to_another_phone_by_a_code_to_each(bool hasScript)
    {
        var portal = Alone();
        var (visitor, old) = await MemberOfAsync(portal, hasScript);
        var elsewhere = await VisitorAsync(portal: portal);
        await portal.Shop.MoveClockAsync(AMoment);
        await PhonePage.SignInAsync(elsewhere, old);
        await elsewhere.ArriveAsync(Cabinet.Home);
        await portal.Shop.MoveClockAsync(AMoment);
        var profile = new ProfilePages(visitor);
        var phone = NewPhone();

        await visitor.GoAsync(ProfilePages.Phone);
        await profile.Send.ClickAsync();
        await (await profile.CodeAsync()).EnterAsync(await portal.Shop.CodeAsync(old));
        await visitor.ArriveAsync("/profile/phone/new");
        await (await new PhonePage(visitor).AskForCodeAsync(phone)).EnterAsync(await portal.Shop.CodeAsync(phone));
        await visitor.ArriveAsync(ProfilePages.Home);

        await Expect(profile.Notices).ToContainTextAsync("Номер изменён");
        await Expect(visitor.Page.Locator(".page-head")).ToContainTextAsync(phone[^2..]);
        await elsewhere.GoAsync(Cabinet.Home);
        await elsewhere.ArriveAsync(PhonePage.SignIn);
        var told = await portal.Shop.GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(old));
        Assert.Contains("изменён", told[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        await portal.Shop.MoveClockAsync(AMoment);
        await PhonePage.SignInAsync(elsewhere, phone);
        await elsewhere.ArriveAsync(Cabinet.Home);
    }

    [Fact]
    public async Task A_number_that_has_a_card_is_told_so_only_after_its_code_and_nothing_changes()
    {
        var portal = Alone();
        var taken = NewPhone();
        await portal.Shop.EnrolAsync(taken);
        var (visitor, old) = await MemberOfAsync(portal);
        await portal.Shop.MoveClockAsync(AMoment);
        var profile = new ProfilePages(visitor);

        await visitor.GoAsync(ProfilePages.Phone);
        await profile.Send.ClickAsync();
        await (await profile.CodeAsync()).EnterAsync(await portal.Shop.CodeAsync(old));
        await visitor.ArriveAsync("/profile/phone/new");
        var code = await new PhonePage(visitor).AskForCodeAsync(taken);
        await Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("уже есть карта");
        await code.EnterAsync(await portal.Shop.CodeAsync(taken));

        await visitor.ArriveAsync(ProfilePages.Phone);
        await Expect(profile.Notices).ToContainTextAsync("На этот номер уже есть карта");
        await portal.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(old));
    }

    [Fact]
    public async Task The_steps_of_a_change_cannot_be_skipped()
    {
        var visitor = await MemberAsync(Portal.Newcomer);

        foreach (var step in new[] { "old", "new", "confirm" })
        {
            await visitor.GoAsync($"/profile/phone/{step}");
            await visitor.ArriveAsync(ProfilePages.Phone);
        }
        await visitor.GoAsync("/profile/delete/confirm");
        await visitor.ArriveAsync(ProfilePages.Delete);
    }

    [Fact]
    public async Task A_consent_is_given_and_taken_back_and_both_are_remembered()
    {
        var portal = Alone();
        var (visitor, _) = await MemberOfAsync(portal);
        var profile = new ProfilePages(visitor);
        await visitor.GoAsync(ProfilePages.Consents);
        var sms = profile.Consent("Sms");
        await Expect(sms).ToContainTextAsync("Согласия нет");

        await sms.Locator("button").ClickAsync();
        await Expect(sms).ToContainTextAsync("Согласие дано");
        await sms.Locator("button").ClickAsync();

        await Expect(sms).ToContainTextAsync("Согласия нет");
        await Expect(sms.Locator("li")).ToHaveCountAsync(1);
        await Expect(sms.Locator("li")).ToContainTextAsync("отозвано");
        await Expect(profile.Consent("PersonalData").Locator("a")).ToHaveAttributeAsync("href", ProfilePages.Delete);
    }

    [Fact]
    public async Task A_member_mends_what_is_kept_but_a_birthday_only_once()
    {
        var portal = Alone();
        var (visitor, _) = await MemberOfAsync(portal);
        await visitor.GoAsync(ProfilePages.Data);
        var page = visitor.Page;
        await page.Locator("#city").FillAsync("Тверь");
        await page.Locator("#email").FillAsync("не почта");
        await page.Locator("main form .btn-primary").ClickAsync();
        await Expect(Refusal.Messages(visitor)).ToHaveCountAsync(1);

        await page.Locator("#email").FillAsync("maria@example.com");
        await page.Locator("[autocomplete=bday-day]").FillAsync("17");
        await page.Locator("[autocomplete=bday-month]").SelectOptionAsync("5");
        await page.Locator("[autocomplete=bday-year]").FillAsync("1988");
        await page.Locator("main form .btn-primary").ClickAsync();

        await Expect(new ProfilePages(visitor).Notices).ToContainTextAsync("Сохранено");
        await Expect(page.Locator("#city")).ToHaveValueAsync("Тверь");
        await Expect(page.Locator("main")).ToContainTextAsync("17 мая 1988");
        await Expect(page.Locator("[autocomplete=bday-day]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Everything_is_shown_on_a_page_and_comes_as_a_file()
    {
        var visitor = await MemberAsync(Portal.Buyer);
        await visitor.GoAsync(ProfilePages.Export);
        foreach (
            var part in new[] { "who", "points", "entries", "cards", "consents", "orders", "messages", "sessions" }
        )
        {
            await Expect(visitor.Page.Locator($"#{part}")).ToBeVisibleAsync();
        }

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.Locator("a[href='/profile/export.json']").ClickAsync()
        );

        Assert.Matches(@"^my-data-\d{4}-\d\d-\d\d\.json$", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var file = await JsonDocument.ParseAsync(stream, default, TestContext.Current.CancellationToken);
        Assert.Equal(Portal.Buyer, file.RootElement.GetProperty("member")[0].GetProperty("phone").GetString());
        Assert.NotEqual(0, file.RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing_of_it()
    {
        var visitor = await VisitorAsync();

        foreach (var path in ProfilePages.Own.Append("/profile/export.json"))
        {
            await visitor.GoAsync(path);
            await visitor.ArriveAsync(PhonePage.SignIn);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asked_to_be_forgotten_may_stay_by_one_press(bool hasScript)
    {
        var portal = Alone();
        var (visitor, phone) = await MemberOfAsync(portal, hasScript);
        await portal.Shop.MoveClockAsync(AMoment);
        var profile = new ProfilePages(visitor);
        await visitor.GoAsync(ProfilePages.Delete);
        await profile.Send.ClickAsync();
        await Expect(Refusal.Messages(visitor)).ToHaveCountAsync(1);

        await (await profile.AskToLeaveAsync()).EnterAsync(await portal.Shop.CodeAsync(phone));
        await visitor.ArriveAsync(ProfilePages.Delete);
        await visitor.GoAsync(Cabinet.Home);
        await Expect(profile.Notices).ToContainTextAsync("будут удалены");
        await profile.Stay.ClickAsync();

        await visitor.ArriveAsync(ProfilePages.Home);
        await Expect(profile.Notices).ToContainTextAsync("Вы остаётесь");
        await portal.Shop.MoveClockAsync(TimeSpan.FromDays(20));
        await portal.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
    }

    [Fact]
    public async Task Who_does_not_is_gone_when_the_day_has_come_and_may_join_anew()
    {
        var portal = Alone();
        var (visitor, phone) = await MemberOfAsync(portal);
        var paid = portal.Now.AddDays(-20);
        await portal.Shop.BuyAsync(phone, "GONE-1", paid, paid.AddDays(1), Shop.Line("1", 10_000m));
        await portal.Shop.MoveClockAsync(AMoment);
        var profile = new ProfilePages(visitor);
        await visitor.GoAsync(ProfilePages.Delete);
        await Expect(visitor.Page.Locator("#loss")).ToContainTextAsync("300");
        await (await profile.AskToLeaveAsync()).EnterAsync(await portal.Shop.CodeAsync(phone));
        await visitor.ArriveAsync(ProfilePages.Delete);

        await portal.Shop.MoveClockAsync(TimeSpan.FromDays(14));

        await visitor.GoAsync(Cabinet.Home);
        await visitor.ArriveAsync(PhonePage.SignIn);
        var questionnaire = await PhonePage.ProveAsync(visitor, phone);
        await visitor.ArriveAsync(QuestionnairePage.Path);
        await questionnaire.JoinAsync("Мария", "Новая");
        await visitor.GoAsync(Cabinet.Home);
        await Expect(new Cabinet(visitor).Balance).ToContainTextAsync("0");
        await Expect(profile.Notices).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_consent_can_be_reached_and_switched_without_a_mouse()
    {
        var portal = Alone();
        var (visitor, _) = await MemberOfAsync(portal);
        await visitor.GoAsync(ProfilePages.Home);
        var keyboard = new Keyboard(visitor);

        await keyboard.EnterAsync(visitor.Page.Locator($"a[href='{ProfilePages.Consents}']"));
        await visitor.ArriveAsync(ProfilePages.Consents);
        var calls = new ProfilePages(visitor).Consent("Calls");
        await keyboard.EnterAsync(calls.Locator("button"));

        await Expect(calls).ToContainTextAsync("Согласие дано");
    }

    private async Task<(Visitor Visitor, string Phone)> MemberOfAsync(Portal portal, bool hasScript = true)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync();
        return (visitor, phone);
    }
}
