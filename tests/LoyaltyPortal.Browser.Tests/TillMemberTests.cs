using LoyaltyPortal.Browser.Tests.Looks;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>Whoever began at a till goes on in the cabinet: the questionnaire (lusio), the plastic card (autostars).</summary>
public sealed class TillMemberTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_from_the_till_fills_in_the_questionnaire_and_may_spend(bool hasScript)
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = NewPhone();
        await portal.Shop.EnrolAsync(phone);
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        // Whoever lost the link signs in by phone and comes to the questionnaire as well.
        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));
        await PhonePage.SignInAsync(visitor, phone, from: "/sign-in?returnUrl=/join/about");
        await visitor.ArriveAsync(QuestionnairePage.Path);
        await FillInAsync(portal, visitor, phone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_link_of_the_message_opens_the_questionnaire_once_and_only_by_its_button(bool hasScript)
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = NewPhone();
        await portal.Shop.EnrolAsync(phone);
        var link = await portal.Shop.LinkAsync(phone);
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        // A messenger looks at the link first, and so may the owner, twice.
        await visitor.GoAsync(link);
        await visitor.GoAsync(link);
        await Expect(visitor.Page.Locator("main form")).ToContainTextAsync("***-**-" + phone[^2..]);
        await Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync(phone[2..5]);
        await visitor.Page.Locator("main form button").ClickAsync();
        await visitor.ArriveAsync(QuestionnairePage.Path);

        var other = await VisitorAsync(new Look(HasScript: hasScript), portal);
        await other.GoAsync(link);
        await Expect(other.Page.Locator("main form")).ToHaveCountAsync(0);
        await Expect(other.Page.Locator("main a[href^='/sign-in']")).ToBeVisibleAsync();

        await FillInAsync(portal, visitor, phone);
    }

    private static async Task FillInAsync(Portal portal, Visitor visitor, string phone)
    {
        var questionnaire = new QuestionnairePage(visitor);
        // lusio requires the birthday: what was typed stays while it is missing.
        await questionnaire.NameAsync("Мария", "Кузнецова");
        await questionnaire.Send.ClickAsync();
        await Expect(visitor.Page.Locator("#birthday-message")).ToContainTextAsync("Укажите день рождения");
        await Expect(questionnaire.GivenName).ToHaveValueAsync("Мария");
        await questionnaire.BornAsync("5", "7", "1990");
        await questionnaire.GoOnAsync();
        await questionnaire.PassAsync();
        await questionnaire.PersonalData.CheckAsync();
        await questionnaire.Send.ClickAsync();

        await visitor.ArriveAsync(Cabinet.Home);
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("Мария");
        var member = await portal.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        Assert.Equal("active", member.GetProperty("status").GetString());
        // It is asked once.
        await visitor.GoAsync(QuestionnairePage.Path);
        await visitor.ArriveAsync(Cabinet.Home);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_links_a_plastic_card_by_the_code_sent_to_its_phone(bool hasScript)
    {
        var portal = Alone(new Portal.Beginning(Programme: "autostars"));
        var (phone, card) = (NewPhone(), "7000 1234");
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        var joined = await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync();
        var number = (await joined.Number.TextContentAsync())!.Replace("\u00A0", "", StringComparison.Ordinal).Trim();
        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));

        await visitor.Page.Locator("a[href='/card/link']").ClickAsync();
        await visitor.ArriveAsync("/card/link");
        await ExpectReadableAsync(visitor);
        await SendAsync(visitor, "#number", "12");
        await Expect(visitor.Page.Locator("[aria-invalid=true]")).ToHaveValueAsync("12");
        await SendAsync(visitor, "#number", card);
        await visitor.Page.Locator("#code").WaitForAsync();
        await ExpectReadableAsync(visitor);
        var code = await portal.Shop.CodeAsync(phone);
        await SendAsync(visitor, "#code", code == "000000" ? "000001" : "000000");
        await Expect(visitor.Page.Locator("#code-message")).ToContainTextAsync("4");
        await SendAsync(visitor, "#code", code);

        await visitor.ArriveAsync(CardPage.Path);
        await Expect(visitor.Page.Locator(".notice-good")).ToContainTextAsync("Карта привязана");
        foreach (var each in new[] { "70001234", number })
        {
            var found = await portal.Shop.GetAsync($"/api/v1/members?cardNumber={each}");
            Assert.Equal(number, found.GetProperty("cardNumber").GetString());
        }
    }

    [Fact]
    public async Task Where_shops_hand_out_no_cards_there_is_nothing_to_link()
    {
        var visitor = await VisitorAsync();
        await (await PhonePage.ProveAsync(visitor, NewPhone())).JoinAsync();
        await Expect(visitor.Page.Locator("a[href='/card/link']")).ToHaveCountAsync(0);
        visitor.Expects(404);
        Assert.Equal(404, (await visitor.GoAsync("/card/link")).Status);
    }

    /// <summary>axe is a script: it has nothing to say where there are none.</summary>
    private static async Task ExpectReadableAsync(Visitor visitor)
    {
        if (visitor.Look.HasScript)
        {
            await visitor.Page.ExpectNoFindingsAsync();
        }
    }

    /// <summary>A code that is complete sends itself where there are scripts.</summary>
    private static async Task SendAsync(Visitor visitor, string field, string text)
    {
        await visitor.Page.Locator(field).FillAsync(text);
        if (field == "#number" || !visitor.Look.HasScript)
        {
            await visitor.Page.Locator($"form:has({field}) button").ClickAsync();
        }
    }
}
