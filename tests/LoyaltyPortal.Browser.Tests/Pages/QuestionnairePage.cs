using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The third step of joining: a few words about the person.</summary>
public sealed class QuestionnairePage(Visitor visitor)
{
    public const string Path = "/join/about";

    public ILocator GivenName => visitor.Page.Locator("#given-name");

    public ILocator FamilyName => visitor.Page.Locator("#family-name");

    public ILocator Day => visitor.Page.Locator("[autocomplete=bday-day]");

    public ILocator Month => visitor.Page.Locator("[autocomplete=bday-month]");

    public ILocator Year => visitor.Page.Locator("[autocomplete=bday-year]");

    public ILocator PersonalData => visitor.Page.Locator("#personal-data");

    public ILocator News => visitor.Page.Locator("#news");

    public ILocator Send => visitor.Page.Locator("form:has(#given-name) button");

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

    /// <summary>Sends a questionnaire that is complete, and has a card.</summary>
    public async Task<CardPage> JoinAsync(string given = "Мария", string family = "Кузнецова")
    {
        await NameAsync(given, family);
        await PersonalData.CheckAsync();
        await Send.ClickAsync();
        await visitor.ArriveAsync(CardPage.Path);
        return new CardPage(visitor);
    }
}
