using LoyaltyPortal.Browser.Tests.Looks;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>The code alone on the whole screen.</summary>
public sealed class BrightCardTests(Chromium chromium) : CardTest(chromium)
{
    private const string HasFocusInside = "document.querySelector('dialog.bright').contains(document.activeElement)";

    [Theory]
    [InlineData(360, false)]
    [InlineData(1280, true)]
    public async Task It_is_white_and_as_large_as_the_screen_allows_and_everybody_can_use_it(int width, bool isDark)
    {
        var (visitor, _) = await NewMemberAsync(new Look(width, isDark));
        var card = await CardPage.OpenAsync(visitor);

        await card.ShowBright.ClickAsync();

        await Expect(card.Bright).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Expect(card.Bright.Locator(".pass-number"))
            .ToHaveTextAsync(await visitor.TextAsync(".pass .pass-number"));
        var screen = await visitor.Page.EvaluateAsync<double[]>("[innerWidth, innerHeight]");
        var code = (await card.Bright.Locator(".pass-live").BoundingBoxAsync())!;
        Assert.True(
            code.Width >= Math.Min(screen[0] - 16, screen[1] - 152) - 1,
            $"{code.Width} of {screen[0]} x {screen[1]}"
        );
        Assert.True(
            await visitor.Page.EvaluateAsync<bool>(
                "document.querySelector('dialog.bright').scrollHeight <= innerHeight"
            )
        );
        await visitor.Page.ExpectNoFindingsAsync();
    }

    [Fact]
    public async Task The_keyboard_opens_it_stays_inside_and_comes_back_to_where_it_was()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAsync(visitor);
        var keyboard = new Keyboard(visitor);
        await Expect(card.ShowBright).ToBeVisibleAsync();

        await keyboard.EnterAsync(card.ShowBright);
        await Expect(card.Bright).ToBeVisibleAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        Assert.False(
            await visitor.Page.EvaluateAsync<bool>(
                "document.querySelector('main').contains(document.activeElement) && !" + HasFocusInside
            )
        );

        await keyboard.PressAsync("Escape");
        await Expect(card.Bright).ToBeHiddenAsync();
        await Expect(card.ShowBright).ToBeFocusedAsync();
        // The browser goes to the whole screen and back in its own time.
        await visitor.Page.WaitForFunctionAsync("document.fullscreenElement === null");
    }

    [Fact]
    public async Task It_stays_open_with_the_next_code_while_the_page_fetches_itself_again()
    {
        var (visitor, phone) = await NewMemberAsync();
        var card = await CardPage.OpenAsync(visitor);
        await Expect(card.ShowBright).ToBeVisibleAsync();
        await card.ShowBright.ClickAsync();
        var before = await card.Bright.Locator(".pass-live path").GetAttributeAsync("d");

        // Read by a till: the page hears of it and has another code.
        await ExpectFindsAsync(await card.ScanAsync(), phone, "live");

        await Expect(card.Bright.Locator(".pass-live path")).Not.ToHaveAttributeAsync("d", before!);
        await Expect(card.Bright).ToBeVisibleAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>(HasFocusInside));
        await ExpectFindsAsync(await card.ScanAsync(), phone, "live");
    }

    [Fact]
    public async Task It_opens_again_by_itself_when_the_page_is_loaded_anew_and_not_when_it_was_closed()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAsync(visitor);
        await card.ShowBright.ClickAsync();

        await visitor.Page.ReloadAsync();
        await Expect(card.Bright).ToBeVisibleAsync();
        await card.Bright.Locator("[data-bright-close]").ClickAsync();
        await Expect(card.Bright).ToBeHiddenAsync();

        await visitor.Page.ReloadAsync();
        await Expect(card.ShowBright).ToBeVisibleAsync();
        await Expect(card.Bright).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_scripts_nothing_is_offered_that_does_not_work()
    {
        var (visitor, _) = await NewMemberAsync(new Look(HasScript: false));
        var card = await CardPage.OpenAsync(visitor);

        await Expect(card.ShowBright).ToBeHiddenAsync();
        await Expect(card.Bright).ToBeHiddenAsync();
        await Expect(card.Install).ToBeHiddenAsync();
    }
}
