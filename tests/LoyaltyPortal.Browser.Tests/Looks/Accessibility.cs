using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>What axe finds on a page: nothing, everywhere.</summary>
internal static class Accessibility
{
    // All rules run; what passed is not worked out.
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Expects no findings on the page as it is.</summary>
    public static async Task ExpectNoFindingsAsync(this IPage page)
    {
        var findings = (await page.RunAxe(Violations))
            .Violations.Select(found =>
                $"{page.Url} {found.Id}: {string.Join(" | ", found.Nodes.Select(node => node.Html))}"
            )
            .ToList();
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    /// <summary>Expects no findings in a light.</summary>
    public static async Task ExpectNoFindingsAsync(this IPage page, ColorScheme light)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = light });
        await page.ExpectNoFindingsAsync();
    }
}
