using Xunit;

namespace LoyaltyPortal.Browser.Tests;

public sealed class JoiningTests(BrowserHost host)
{
    [Theory]
    [InlineData(true, "+79161000001")]
    [InlineData(false, "+79161000002")]
    public async Task A_visitor_joins_and_has_a_card_with_or_without_scripts(bool hasScript, string phone)
    {
        await using var visitor = await host.VisitorAsync(new Look(HasScript: hasScript));
        var page = visitor.Page;

        await visitor.ProvePhoneAsync("/join", phone);
        Assert.Equal("/join/about", visitor.Path);
        Assert.False(await page.IsCheckedAsync("#personal-data"));
        Assert.False(await page.IsCheckedAsync("#news"));

        await page.FillAsync("#given-name", "Мария");
        await page.FillAsync("#family-name", "Кузнецова");
        await page.CheckAsync("#personal-data");
        await page.ClickAsync("main form button");
        await page.WaitForURLAsync("**/card*");

        Assert.Equal("Мария Кузнецова", await visitor.TextAsync(".pass-holder"));
        Assert.Matches(@"^(\d{4}\u00A0){3}\d{4}$", await visitor.TextAsync(".pass-number"));
        await visitor.GoAsync("/cabinet");
        Assert.Contains("Мария", await visitor.TextAsync("h1"), StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData(true, "+79161000003")]
    [InlineData(false, "+79161000004")]
    public async Task What_was_typed_stays_when_something_is_to_be_mended(bool hasScript, string phone)
    {
        await using var visitor = await host.VisitorAsync(new Look(HasScript: hasScript));
        var page = visitor.Page;
        await visitor.ProvePhoneAsync("/join", phone);

        await page.FillAsync("#given-name", "Олег");
        await page.FillAsync("[autocomplete=bday-day]", "31");
        await page.SelectOptionAsync("[autocomplete=bday-month]", "2");
        await page.FillAsync("[autocomplete=bday-year]", "1990");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".field-message");

        Assert.Equal(3, await page.Locator(".field-message").CountAsync());
        Assert.Equal("Олег", await page.InputValueAsync("#given-name"));
        Assert.Equal("31", await page.InputValueAsync("[autocomplete=bday-day]"));
        Assert.Equal("2", await page.InputValueAsync("[autocomplete=bday-month]"));
        if (hasScript)
        {
            await page.WaitForFunctionAsync("document.activeElement.id === 'family-name'");
        }
    }

    [Fact]
    public async Task A_wrong_code_says_how_many_tries_are_left_and_lets_nobody_in()
    {
        const string phone = "+79161000005";
        await using var visitor = await host.VisitorAsync();
        await visitor.GoAsync("/join");
        await visitor.AskForCodeAsync(phone);
        var wrong = await visitor.CodeAsync(phone) == "000000" ? "111111" : "000000";

        await visitor.Page.Locator("#code").PressSequentiallyAsync(wrong);
        await visitor.Page.WaitForSelectorAsync(".field-message");

        Assert.Contains("4", await visitor.TextAsync(".field-message"), StringComparison.Ordinal);
        Assert.Equal("", await visitor.Page.InputValueAsync("#code"));
        await visitor.GoAsync("/join/about");
        Assert.Equal("/join", visitor.Path);
    }

    [Fact]
    public async Task Whoever_steps_back_to_the_phone_still_has_the_code_that_was_sent()
    {
        const string phone = "+79161000006";
        await using var visitor = await host.VisitorAsync();
        await visitor.GoAsync("/join");
        await visitor.AskForCodeAsync(phone);
        var code = await visitor.CodeAsync(phone);

        await visitor.Page.ClickAsync(".back");
        await visitor.AskForCodeAsync(phone);
        await visitor.TypeCodeAsync(code);

        Assert.Equal("/join/about", visitor.Path);
    }

    [Fact]
    public async Task A_code_works_only_in_the_browser_that_asked_for_it()
    {
        const string phone = "+79161000007";
        await using var asked = await host.VisitorAsync();
        await asked.GoAsync("/join");
        await asked.AskForCodeAsync(phone);

        await using var other = await host.VisitorAsync();
        await other.GoAsync("/join/code");

        Assert.Equal("/join", other.Path);
    }
}
