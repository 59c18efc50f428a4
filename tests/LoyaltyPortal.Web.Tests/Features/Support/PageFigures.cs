using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace LoyaltyPortal.Web.Tests.Features.Support;

/// <summary>Figures and sentences of a page as programs read them.</summary>
internal static partial class PageFigures
{
    /// <summary>The figure of the one amount in a place; null where the place or the amount is not there.</summary>
    public static decimal? Figure(this IParentNode page, string place) =>
        page.QuerySelector($"{place} data")?.GetAttribute("value") is { } value
            ? decimal.Parse(value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The day of an element.</summary>
    public static DateOnly? Day(this IElement? element) =>
        element?.GetAttribute("datetime") is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    /// <summary>A text by its words.</summary>
    public static string Plain(this INode node) => Spaces().Replace(node.TextContent, " ").Trim();

    /// <summary>Texts of all elements of a kind.</summary>
    public static IReadOnlyList<string> Texts(this IParentNode page, string elements) =>
        [.. page.QuerySelectorAll(elements).Select(Plain)];

    [GeneratedRegex(@"[\s\u00A0]+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
