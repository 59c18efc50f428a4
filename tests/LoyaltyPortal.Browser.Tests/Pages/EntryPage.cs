using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>One movement of points and its reason: "почему столько".</summary>
public sealed class EntryPage(Visitor visitor)
{
    public ILocator Heading => visitor.Page.Locator("h1");

    public ILocator Amount => visitor.Page.Locator(".amount-big");

    /// <summary>The lines of the order: what counted and what did not.</summary>
    public ILocator Lines => visitor.Page.Locator("section#lines tbody tr");

    /// <summary>The arithmetic, step by step.</summary>
    public ILocator Steps => visitor.Page.Locator("section#steps li");

    public ILocator Facts => visitor.Page.Locator("section#facts");

    public long Number => long.Parse(visitor.Path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public static string PathOf(long number) => $"{Cabinet.History}/{number}";
}
