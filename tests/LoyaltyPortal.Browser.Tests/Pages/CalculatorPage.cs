using System.Globalization;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>What a basket earns and what of it points may pay.</summary>
public sealed class CalculatorPage(Visitor visitor)
{
    public const string Path = "/calculator";

    public ILocator Earns => visitor.Page.Locator("#earns");

    public ILocator Dates => visitor.Page.Locator("#dates");

    public ILocator Pays => visitor.Page.Locator("#pays");

    public ILocator Lines => visitor.Page.Locator("#lines tbody tr");

    public ILocator Field(string name, int line) =>
        visitor.Page.Locator(string.Create(CultureInfo.InvariantCulture, $"[name={name}-{line}]"));

    public ILocator Level => visitor.Page.Locator("[name=level]");

    public async Task AddLineAsync(int number)
    {
        await visitor.Page.Locator("[name=add]").ClickAsync();
        await Field("price", number).WaitForAsync();
    }

    public Task ReckonAsync() => visitor.Page.Locator("form[method=get] .btn-primary").ClickAsync();
}
