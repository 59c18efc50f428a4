using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The steps of joining after the code: who it is, where and what, consents. The one place that knows them.</summary>
public sealed class QuestionnairePage(Visitor visitor)
{
    public const string Path = "/join/about";
    public const string SecondPath = "/join/about/2";
    public const string LastPath = "/join/about/3";

    public ILocator GivenName => visitor.Page.Locator("#given-name");

    public ILocator FamilyName => visitor.Page.Locator("#family-name");

    public ILocator Day => visitor.Page.Locator("[autocomplete=bday-day]");

    public ILocator Month => visitor.Page.Locator("[autocomplete=bday-month]");

    public ILocator Year => visitor.Page.Locator("[autocomplete=bday-year]");

    public ILocator City => visitor.Page.Locator("#city");

    public ILocator Email => visitor.Page.Locator("#email");

    public ILocator PersonalData => visitor.Page.Locator("#personal-data");

    public ILocator News => visitor.Page.Locator("#news");

    public ILocator Sms => visitor.Page.Locator("#sms");

    public ILocator Calls => visitor.Page.Locator("#calls");

    /// <summary>The button that leads on, or that ends the questionnaire.</summary>
    public ILocator Send => visitor.Page.Locator(".form-moves .btn-primary");

    public ILocator Skip => visitor.Page.Locator(".form-moves [value=skip]");

    public ILocator Back => visitor.Page.Locator(".form-moves [value=back]");

    public ILocator AddChild => visitor.Page.Locator("button[value=child]");

    public ILocator Sex(string word) => visitor.Page.Locator($"input[type=radio][value={word}]");

    public ILocator Interest(string id) => visitor.Page.Locator($"input[type=checkbox][value={id}]");

    public ILocator ChildDay(int number) => visitor.Page.Locator($"#child-{number}");

    public ILocator ChildMonth(int number) => ChildPart(number, "Month");

    public ILocator ChildYear(int number) => ChildPart(number, "Year");

    public async Task NameAsync(string given, string family)
    {
        await Visitor.FillBeyondAsync(GivenName, given);
        await Visitor.FillBeyondAsync(FamilyName, family);
    }

    public async Task BornAsync(string day, string month, string year)
    {
        await Visitor.FillBeyondAsync(Day, day);
        await Month.SelectOptionAsync(month);
        await Visitor.FillBeyondAsync(Year, year);
    }

    public async Task ChildAsync(int number, string day, string month, string year)
    {
        await Visitor.FillBeyondAsync(ChildDay(number), day);
        await ChildMonth(number).SelectOptionAsync(month);
        await Visitor.FillBeyondAsync(ChildYear(number), year);
    }

    /// <summary>From the first step, which is complete, to the second.</summary>
    public async Task GoOnAsync()
    {
        await Send.ClickAsync();
        await City.WaitForAsync();
    }

    /// <summary>From the second step to the consents, with as few answers as the programme lets through.</summary>
    public async Task PassAsync(string email = "maria@example.com")
    {
        if (await Skip.CountAsync() > 0)
        {
            await Skip.ClickAsync();
        }
        else
        {
            await Email.FillAsync(email);
            await Send.ClickAsync();
        }
        await PersonalData.WaitForAsync();
    }

    /// <summary>From the first step to the last one.</summary>
    public async Task ToConsentsAsync(string given = "Мария", string family = "Кузнецова")
    {
        await NameAsync(given, family);
        await GoOnAsync();
        await PassAsync();
    }

    /// <summary>Sends a questionnaire that is complete, and has a card.</summary>
    public async Task<CardPage> JoinAsync(string given = "Мария", string family = "Кузнецова")
    {
        await ToConsentsAsync(given, family);
        await PersonalData.CheckAsync();
        await Send.ClickAsync();
        await visitor.ArriveAsync(CardPage.Path);
        return new CardPage(visitor);
    }

    private ILocator ChildPart(int number, string part) =>
        visitor.Page.Locator($"[name='Typed.Children[{number - 1}].{part}']");
}
