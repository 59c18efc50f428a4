using System.Globalization;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>What holds on every page, in every state of it. A websocket, which only a circuit opens, fails as any error does.</summary>
public abstract class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Tall = 740;

    /// <summary>What a finger aims at. A link within a sentence is as high as its line.</summary>
    private const string TooSmall = """
        () => {
            const small = [];
            const targets = 'button, .btn, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, nav a, .brand, .back, '
                + 'a.row-line, a.hero-fact, a.meter, .panel-more, .inline-tap, .check, .pick';
            for (const target of document.querySelectorAll(targets)) {
                const box = target.getBoundingClientRect();
                if (box.width > 0 && (box.height < 44 || box.width < 44)) {
                    small.push(`${target.outerHTML.slice(0, 100)} is ${box.width} x ${box.height}`);
                }
            }
            return small;
        }
        """;

    protected static TheoryData<string> Names(IEnumerable<Scene> scenes) => [.. scenes.Select(scene => scene.Name)];

    protected async Task LookAsync(string name)
    {
        var visitor = await Scene.All.First(scene => scene.Name == name).ArrangeAsync(this, new Look());
        var page = visitor.Page;
        foreach (var width in new[] { 320, 360, 768, 1280 })
        {
            await page.SetViewportSizeAsync(width, Tall);
            var tooWide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            Assert.True(tooWide <= 0, string.Create(CultureInfo.InvariantCulture, $"{tooWide} px too wide at {width}"));
            Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
            // Each layout and each light once: colours do not depend on the width.
            if (width is 360 or 1280)
            {
                await page.ExpectNoFindingsAsync(width == 360 ? ColorScheme.Light : ColorScheme.Dark);
            }
        }
    }
}

// One after the other within a class, beside each other in classes.

public sealed class EveryPageOfVisitorsTests(Chromium chromium) : EveryPageTests(chromium)
{
    public static TheoryData<string> Scenes() => Names(Scene.OfVisitors);

    [Theory]
    [MemberData(nameof(Scenes))]
    public Task Everybody_can_read_it_and_touch_it_at_any_width_and_in_any_light(string name) => LookAsync(name);
}

public sealed class EveryPageOfMembersTests(Chromium chromium) : EveryPageTests(chromium)
{
    public static TheoryData<string> Scenes() => Names(Scene.OfMembers);

    [Theory]
    [MemberData(nameof(Scenes))]
    public Task Everybody_can_read_it_and_touch_it_at_any_width_and_in_any_light(string name) => LookAsync(name);
}

public sealed class EveryPageOfStaffTests(Chromium chromium) : EveryPageTests(chromium)
{
    public static TheoryData<string> Scenes() => Names(Scene.OfStaff);

    [Theory]
    [MemberData(nameof(Scenes))]
    public Task Everybody_can_read_it_and_touch_it_at_any_width_and_in_any_light(string name) => LookAsync(name);
}
