using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>Each programme in its own colours and words: every page renders, fits a phone and can be read.</summary>
public sealed class EveryProgrammeTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("LOYALTY_PICTURES");

    private const string Basket =
        CalculatorPage.Path + "?price-1=1250,50&pieces-1=3&points-1=40&price-2=900&pieces-2=1";

    public static TheoryData<string> Programmes => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task Its_pages_fit_a_phone_and_can_be_read_in_any_light(string name)
    {
        var portal = Alone(new Portal.Beginning(HasDemoMembers: true, Programme: name));
        var visitor = await VisitorAsync(portal: portal);
        await ExpectReadableAsync(visitor, name, "/", "/rules", "/faq", Basket);
        var english = await VisitorAsync(new Look(Language: Look.English), portal);
        await ExpectReadableAsync(english, $"{name}-en", "/rules", "/faq");
        await PhonePage.SignInAsync(visitor, Portal.Buyer);
        await ExpectReadableAsync(visitor, name, [.. Cabinet.Own]);
    }

    private static async Task ExpectReadableAsync(Visitor visitor, string name, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(200, (await visitor.GoAsync(path)).Status);
            await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            foreach (var light in LightsOf(path))
            {
                await visitor.Page.ExpectNoFindingsAsync(light);
                await TakeAsync(visitor, $"{name}{path.Split('?')[0].Replace('/', '-')}-{light}");
            }
            var tooWide = await visitor.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - window.innerWidth"
            );
            Assert.True(tooWide <= 0, $"{path} is {tooWide} px too wide");
        }
    }

    /// <summary>A programme brings its own colours and words. Pages full of the colours are looked at in both lights; the others
    /// in the dark, which the colours are less often chosen for.</summary>
    private static ColorScheme[] LightsOf(string path) =>
        path is "/" or Cabinet.Home or CardPage.Path ? [ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Dark];

    private static async Task TakeAsync(Visitor visitor, string name)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        }
    }
}
