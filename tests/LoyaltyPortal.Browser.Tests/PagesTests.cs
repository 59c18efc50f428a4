using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests;

public sealed partial class PagesTests(BrowserHost host)
{
    private static readonly string[] Public = ["/", "/join", "/sign-in", "/error/404"];
    private static readonly string[] Own =
    [
        "/cabinet",
        "/cabinet/points",
        "/cabinet/history",
        "/cabinet/history?kind=expired",
        "/cabinet/history?kind=other",
        "/card",
    ];

    public static TheoryData<int, bool, string> Looks()
    {
        var looks = new TheoryData<int, bool, string>();
        foreach (var width in new[] { 360, 768, 1280 })
        {
            looks.Add(width, false, "ru-RU");
            looks.Add(width, true, "en-GB");
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_open_to_everybody_fits_and_keeps_the_policy(int width, bool isDark, string language)
    {
        var look = new Look(width, isDark, Language: language);
        await using (var visitor = await host.VisitorAsync(look))
        {
            await SeeAsync(visitor, Public);
        }

        await using var buyer = await host.BuyerAsync(look);
        await SeeAsync(buyer, Own);
        await SeeAsync(buyer, [await FirstReasonAsync(buyer)]);
    }

    [Fact]
    public async Task Every_figure_of_the_balance_leads_to_its_reason()
    {
        await using var buyer = await host.BuyerAsync();
        await buyer.GoAsync("/cabinet");
        await buyer.Page.ClickAsync(".hero-amount");
        await buyer.Page.WaitForURLAsync("**/cabinet/points");

        await buyer.Page.ClickAsync(".rows a >> nth=0");
        await buyer.Page.WaitForURLAsync("**/cabinet/history/*");

        Assert.True(await buyer.Page.Locator("#steps-title").IsVisibleAsync());
        Assert.True(await buyer.Page.Locator("#lines-title").IsVisibleAsync());
    }

    [Fact]
    public async Task Language_and_theme_stay_as_chosen()
    {
        await using var visitor = await host.VisitorAsync(new Look(HasScript: false));
        await visitor.GoAsync("/sign-in");

        await visitor.Page.ClickAsync("[action='/language'] [value=en]");
        await visitor.Page.ClickAsync("[action='/theme'] [value=dark]");

        Assert.Equal("/sign-in", visitor.Path);
        Assert.Equal("Sign in", await visitor.TextAsync("h1"));
        Assert.Equal("en", await visitor.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal("screen", await visitor.Page.GetAttributeAsync("link[href*='css/dark']", "media"));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_there_and_back()
    {
        const string phone = "+79000000003";
        await using var visitor = await host.VisitorAsync();
        await visitor.ProvePhoneAsync("/cabinet/points", phone);
        Assert.Equal("/cabinet/points", visitor.Path);

        await visitor.Page.ClickAsync("[action='/sign-out'] button");
        await visitor.GoAsync("/card");
        Assert.StartsWith("/sign-in", visitor.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_nobody_or_of_somebody_else_is_not_there()
    {
        await using var buyer = await host.BuyerAsync();
        var answer = await buyer.Page.GotoAsync("/cabinet/history/999999");
        Assert.Equal(404, answer!.Status);
        Assert.Equal("Такой страницы нет", await buyer.TextAsync("h1"));
    }

    [Fact]
    public async Task The_card_prints_on_one_page()
    {
        await using var buyer = await host.BuyerAsync(new Look(IsDark: true));
        await buyer.GoAsync("/card");
        var paper = Encoding.Latin1.GetString(await buyer.Page.PdfAsync());
        Assert.Single(Sheet().Matches(paper));
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sheet();

    private static async Task SeeAsync(Visitor visitor, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            await visitor.GoAsync(path);
            var tooWide = await visitor.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - window.innerWidth"
            );
            var findings = (await visitor.Page.RunAxe()).Violations.Select(found =>
                $"{found.Id}: {string.Join(" | ", found.Nodes.Select(node => node.Html))}"
            );
            Assert.Multiple(
                () => Assert.True(tooWide <= 0, $"{path} is {tooWide} px too wide"),
                () => Assert.True(!findings.Any(), $"{path}: {string.Join("; ", findings)}"),
                () => Assert.True(visitor.Complaints.Count == 0, $"{path}: {string.Join("; ", visitor.Complaints)}")
            );
        }
    }

    private static async Task<string> FirstReasonAsync(Visitor visitor)
    {
        await visitor.GoAsync("/cabinet/history?kind=earned");
        return (await visitor.Page.GetAttributeAsync(".rows a >> nth=0", "href"))!;
    }
}
