using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What a basket would bring, asked by somebody who has never been here.</summary>
public sealed class CalculatorTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_visitor_reckons_a_basket_of_two_lines_and_shares_the_address(bool hasScript)
    {
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var calculator = new CalculatorPage(visitor);
        await visitor.GoAsync("/");
        await visitor.Page.Locator($"main a[href='{CalculatorPage.Path}']").ClickAsync();
        await visitor.ArriveAsync(CalculatorPage.Path);

        await calculator.Field("price", 1).FillAsync("десять");
        await calculator.AddLineAsync(2);
        await Expect(calculator.Field("price", 1)).ToHaveValueAsync("десять");
        await calculator.ReckonAsync();
        await Expect(Refusal.Messages(visitor)).ToHaveTextAsync("Введите сумму числом, например 1 250,50");

        await calculator.Level.SelectOptionAsync("vip");
        await calculator.Field("price", 1).FillAsync("10 000");
        await calculator.Field("price", 2).FillAsync("2500,50");
        await calculator.Field("mark", 2).First.CheckAsync();
        await calculator.Field("price", 2).PressAsync("Enter");
        await Expect(calculator.Earns).ToContainTextAsync("1\u00A0000");
        await Expect(calculator.Pays).ToContainTextAsync("1\u00A0500");
        await Expect(calculator.Lines).ToHaveCountAsync(2);
        await Expect(calculator.Lines.Last).ToContainTextAsync("Услуга, не товар");
        await Expect(calculator.Dates).ToContainTextAsync("Не раньше, чем вы получите товар");

        var friend = await VisitorAsync();
        await friend.GoAsync(visitor.Path);
        await Expect(new CalculatorPage(friend).Earns).ToContainTextAsync("1\u00A0000");
        await Expect(new CalculatorPage(friend).Field("price", 2)).ToHaveValueAsync("2500,50");
    }
}
