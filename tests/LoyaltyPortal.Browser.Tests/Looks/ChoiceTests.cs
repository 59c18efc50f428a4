using System.Text;
using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Looks;

public sealed partial class ChoiceTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Language_and_theme_stay_as_chosen()
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        await visitor.GoAsync(PhonePage.SignIn);

        await visitor.Page.Locator("[action='/language'] [value=en]").ClickAsync();
        await visitor.Page.Locator("[action='/theme'] [value=dark]").ClickAsync();
        await visitor.GoAsync(PhonePage.Join);

        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Join the programme");
        Assert.Equal("en", await visitor.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal("screen", await visitor.Page.GetAttributeAsync("link[href*='css/dark']", "media"));
    }

    [Fact]
    public async Task The_card_prints_on_one_page()
    {
        var buyer = await MemberAsync(Portal.Buyer, new Look(IsDark: true));
        await CardPage.OpenAsync(buyer);
        var paper = Encoding.Latin1.GetString(await buyer.Page.PdfAsync());
        Assert.Single(Sheet().Matches(paper));
    }

    [Fact]
    public async Task A_card_in_the_dark_is_read_by_a_scanner_as_well()
    {
        var buyer = await MemberAsync(Portal.Buyer, new Look(IsDark: true));
        var scanned = await (await CardPage.OpenAsync(buyer)).ScanAsync();
        var member = await Shared.Shop.GetAsync("/api/v1/members?qr=" + Uri.EscapeDataString(scanned));
        Assert.Equal("Анна П.", member.GetProperty("maskedName").GetString());
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sheet();
}
