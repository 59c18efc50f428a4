using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>Joining and signing in by whoever has no scripts, no mouse, or both.</summary>
public sealed class JoiningTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_visitor_without_scripts_joins_signs_out_and_signs_in_again()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false), portal);
        var questionnaire = await PhonePage.ProveAsync(visitor, phone);
        var card = await questionnaire.JoinAsync("Мария", "Кузнецова");
        await Expect(card.Holder).ToHaveTextAsync("Мария Кузнецова");
        await Expect(card.Picture).ToBeVisibleAsync();
        await new Cabinet(visitor).SignOutAsync();
        await visitor.GoAsync(Cabinet.Points);
        Assert.StartsWith(PhonePage.SignIn, visitor.Path, StringComparison.Ordinal);

        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));
        await PhonePage.SignInAsync(visitor, phone, from: Cabinet.Points);
        Assert.Equal(Cabinet.Points, visitor.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_visitor_with_the_keyboard_alone_joins_looks_around_and_signs_out(bool hasScript)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var keyboard = new Keyboard(visitor);
        await visitor.GoAsync("/");
        await keyboard.EnterAsync(visitor.Page.Locator("main a[href='/join']"));
        await ProveAsync(visitor, keyboard, phone);

        var questionnaire = new QuestionnairePage(visitor);
        await keyboard.TypeAsync(questionnaire.GivenName, "Мария");
        await keyboard.TypeAsync(questionnaire.FamilyName, "Кузнецова");
        await keyboard.TypeAsync(questionnaire.Day, "17");
        await keyboard.GoToAsync(questionnaire.Month);
        await keyboard.PressAsync("ArrowDown");
        await keyboard.TypeAsync(questionnaire.Year, "1988");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync(questionnaire.City, "Тверь");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync(questionnaire.PersonalData, " ");
        await keyboard.EnterAsync(questionnaire.Send);
        await visitor.ArriveAsync(CardPage.Path);
        await Expect(new CardPage(visitor).Holder).ToHaveTextAsync("Мария Кузнецова");

        await keyboard.EnterAsync(visitor.Page.Locator($".nav-main a[href='{Cabinet.History}']"));
        await visitor.ArriveAsync(Cabinet.History);
        await keyboard.EnterAsync(visitor.Page.Locator("[action='/sign-out'] button"));
        await visitor.ArriveAsync("/");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_with_the_keyboard_alone_signs_in_and_finds_why_there_are_so_many_points(bool hasScript)
    {
        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);
        await Shared.Shop.BuyAsync(phone, $"KEYS-{phone}", Shared.Now, null, Shop.Line("1", 10_000m));
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var keyboard = new Keyboard(visitor);
        await PhonePage.OpenAsync(visitor);
        await ProveAsync(visitor, keyboard, phone);
        await visitor.ArriveAsync(Cabinet.Home);

        var cabinet = new Cabinet(visitor);
        await keyboard.EnterAsync(cabinet.Entries.First);

        await Expect(new EntryPage(visitor).Heading).ToHaveTextAsync($"Покупка KEYS-{phone}");
    }

    [Fact]
    public async Task The_first_stop_of_the_keyboard_leads_past_the_header()
    {
        var visitor = await MemberAsync(Portal.Buyer);
        var keyboard = new Keyboard(visitor);
        await visitor.GoAsync(Cabinet.Home);

        await keyboard.PressAsync("Tab");
        await Expect(visitor.Page.Locator(".skip")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Tab");

        await Expect(visitor.Page.Locator("main :focus")).ToHaveCountAsync(1);
    }

    private static async Task ProveAsync(Visitor visitor, Keyboard keyboard, string phone)
    {
        await keyboard.TypeAsync(new PhonePage(visitor).Phone, phone);
        await keyboard.PressAsync("Enter");
        var code = new CodePage(visitor).Code;
        await keyboard.GoToAsync(code);
        await visitor.Page.Keyboard.TypeAsync(await visitor.Shop.CodeAsync(phone));
        if (!visitor.Look.HasScript)
        {
            await keyboard.PressAsync("Enter");
        }

        await code.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }
}
