using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>The questionnaire in its steps, and what stays of it when it is not finished.</summary>
public sealed class DraftTests(Chromium chromium) : BrowserTest(chromium)
{
    public static TheoryData<string> Programmes => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task Every_programme_can_be_joined_with_a_birthday_and_as_little_else_as_it_asks(string name)
    {
        var portal = Alone(new Portal.Beginning(Programme: name));
        var visitor = await VisitorAsync(portal: portal);
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.BornAsync("5", "7", "1990");

        var card = await page.JoinAsync();

        await Expect(card.Holder).ToHaveTextAsync("Мария Кузнецова");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_agreed_to_beforehand_and_each_consent_stands_apart(bool hasScript)
    {
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.ToConsentsAsync();
        foreach (var box in new[] { page.PersonalData, page.News, page.Sms, page.Calls })
        {
            await Expect(box).Not.ToBeCheckedAsync();
        }
        await page.Sms.CheckAsync();

        await page.Send.ClickAsync();

        await Refusal.ExpectAsync(page.PersonalData, "согласия");
        await Expect(page.Sms).ToBeCheckedAsync();
        await Expect(page.Calls).Not.ToBeCheckedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_that_lusio_asks_is_typed_and_stays_on_the_way_back_and_forth(bool hasScript)
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.NameAsync("Мария", "Кузнецова");
        await page.BornAsync("5", "7", "1990");
        await page.Sex("female").CheckAsync();
        await page.GoOnAsync();
        await page.City.FillAsync("Тверь");
        await page.Email.FillAsync("мария@почта.рф");
        await page.Interest("bags").CheckAsync();
        await page.Interest("travel").CheckAsync();
        await page.AddChild.ClickAsync();
        await page.ChildAsync(1, "1", "3", "2020");
        await page.AddChild.ClickAsync();
        await page.ChildAsync(2, "31", "2", "2022");
        await page.Send.ClickAsync();
        await Refusal.ExpectAsync(page.ChildDay(2), "Такого дня рождения не бывает");
        await Expect(page.ChildDay(1)).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await page.ChildAsync(2, "1", "2", "1999");
        await page.Send.ClickAsync();
        await Refusal.ExpectAsync(page.ChildDay(2), "Старше 18 лет");
        await page.ChildAsync(2, "", "", "");

        await page.Back.ClickAsync();
        await Expect(page.GivenName).ToHaveValueAsync("Мария");
        await Expect(page.Year).ToHaveValueAsync("1990");
        await Expect(page.Sex("female")).ToBeCheckedAsync();
        await page.GoOnAsync();
        await Expect(page.City).ToHaveValueAsync("Тверь");
        await Expect(page.Email).ToHaveValueAsync("мария@почта.рф");
        await Expect(page.Interest("bags")).ToBeCheckedAsync();
        await Expect(page.Interest("travel")).ToBeCheckedAsync();
        await Expect(page.Interest("wallets")).Not.ToBeCheckedAsync();
        await Expect(page.ChildDay(1)).ToHaveValueAsync("1");
        await Expect(page.ChildMonth(1)).ToHaveValueAsync("3");
        await Expect(page.ChildYear(1)).ToHaveValueAsync("2020");
        await page.Send.ClickAsync();
        await page.PersonalData.CheckAsync();
        await page.Send.ClickAsync();
        await visitor.ArriveAsync(CardPage.Path);
    }

    [Fact]
    public async Task What_was_being_typed_survives_the_closed_tab_and_comes_back_on_another_device()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(portal: portal);
        var page = await PhonePage.ProveAsync(visitor, phone);
        await page.NameAsync("Мария", "Кузнецова");
        await page.GoOnAsync();
        // No button is pressed: what is typed goes to the portal by itself.
        await visitor.Page.RunAndWaitForResponseAsync(
            () => page.City.PressSequentiallyAsync("Тверь"),
            response => response.Url.EndsWith("/join/draft", StringComparison.Ordinal) && response.Status == 204
        );
        await visitor.Page.CloseAsync();

        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));
        var elsewhere = await VisitorAsync(new Look(Width: 1280), portal);
        page = await PhonePage.ProveAsync(elsewhere, phone);

        await Expect(page.City).ToHaveValueAsync("Тверь");
        await page.Back.ClickAsync();
        await Expect(page.GivenName).ToHaveValueAsync("Мария");
        await Expect(page.FamilyName).ToHaveValueAsync("Кузнецова");
        var card = await page.JoinAsync("Мария", "Кузнецова");
        await Expect(card.Holder).ToHaveTextAsync("Мария Кузнецова");
    }

    [Fact]
    public async Task Without_scripts_the_draft_holds_what_the_last_button_sent_and_a_consent_never_comes_back()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false), portal);
        var page = await PhonePage.ProveAsync(visitor, phone);
        await page.ToConsentsAsync();
        await page.News.CheckAsync();
        await page.Send.ClickAsync();
        await Expect(page.News).ToBeCheckedAsync();

        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));
        var elsewhere = await VisitorAsync(new Look(HasScript: false), portal);
        page = await PhonePage.ProveAsync(elsewhere, phone);

        await Expect(page.PersonalData).Not.ToBeCheckedAsync();
        await Expect(page.News).Not.ToBeCheckedAsync();
        await page.PersonalData.CheckAsync();
        await page.Send.ClickAsync();
        await elsewhere.ArriveAsync(CardPage.Path);
        await Expect(new CardPage(elsewhere).Holder).ToHaveTextAsync("Мария Кузнецова");
    }

    [Fact]
    public async Task The_draft_of_one_phone_is_not_shown_to_another()
    {
        var portal = Alone();
        var visitor = await VisitorAsync(portal: portal);
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.NameAsync("Мария", "Кузнецова");
        await page.GoOnAsync();

        var other = await VisitorAsync(portal: portal);
        page = await PhonePage.ProveAsync(other, NewPhone());

        await Expect(page.GivenName).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_second_click_on_the_last_button_makes_no_second_member()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, phone);
        await page.ToConsentsAsync();
        await page.PersonalData.CheckAsync();

        await page.Send.DblClickAsync();

        await visitor.ArriveAsync(CardPage.Path);
        await Shared.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        await visitor.GoAsync(Cabinet.Home);
        await Expect(new Cabinet(visitor).Heading).ToHaveTextAsync("Здравствуйте, Мария!");
    }

    [Fact]
    public async Task Enter_goes_on_and_adds_no_child()
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var visitor = await VisitorAsync(portal: portal);
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.NameAsync("Мария", "Кузнецова");
        await page.BornAsync("5", "7", "1990");
        await page.FamilyName.PressAsync("Enter");
        await page.City.PressAsync("Enter");
        await page.PersonalData.WaitForAsync(new() { State = WaitForSelectorState.Visible });
    }
}
