using System.Text;
using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>Pictures of the card, wherever it is shown, are read by a decoder that is not the portal's, and a till finds the
/// member by what was read.</summary>
public sealed partial class ScanTests(Chromium chromium) : CardTest(chromium)
{
    public static TheoryData<int, bool> Screens() =>
        new()
        {
            { 360, false },
            { 360, true },
            { 768, false },
            { 768, true },
            { 1280, false },
            { 1280, true },
        };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_card_is_read_from_the_page_and_from_the_whole_screen_as_live(int width, bool isDark)
    {
        var (visitor, phone) = await NewMemberAsync(new Look(width, isDark));
        var card = await CardPage.OpenAsync(visitor);
        await ExpectFindsAsync(await card.ScanAsync(), phone, "live");

        // The page says that it was read, and has another code.
        await Expect(visitor.Page.Locator(".card-news .notice")).ToBeVisibleAsync();
        await card.ShowBright.ClickAsync();
        await Expect(card.Bright).ToBeVisibleAsync();
        await ExpectFindsAsync(await card.ScanAsync(), phone, "live");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task The_card_without_signal_is_read_as_good_for_earning(int width, bool isDark)
    {
        var (visitor, phone) = await NewMemberAsync(new Look(width, isDark));
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);
        await Expect(card.Shell).ToBeVisibleAsync();

        await ExpectFindsAsync(await card.ScanAsync(), phone, "offline");
    }

    [Fact]
    public async Task The_card_on_paper_is_one_page_without_navigation_that_is_read_as_good_for_earning()
    {
        var (visitor, phone) = await NewMemberAsync(new Look(794));
        var card = await CardPage.OpenAsync(visitor);

        var file = Encoding.Latin1.GetString(await visitor.Page.PdfAsync(new() { Format = "A4" }));
        Assert.Single(PageOfFile().Matches(file));

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(visitor.Page.Locator(".nav-main")).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator("button:visible")).ToHaveCountAsync(0);
        await Expect(card.Number).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".pass .pass-note")).ToHaveTextAsync("Этот код только для начисления");
        var box = (await visitor.Page.Locator(".pass").BoundingBoxAsync())!;
        // 85.6 x 54 mm at 96 points an inch.
        Assert.InRange(box.Width, 323, 324.5);
        Assert.InRange(box.Height, 203.5, 204.5);
        await ExpectFindsAsync(await card.ScanAsync(), phone, "offline");
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, 1000)]
    private static partial Regex PageOfFile();
}
