using System.Globalization;

namespace LoyaltyPortal.Web.Platform.Persons;

/// <summary>What people type of themselves: as it is kept, and whether it can be.</summary>
public static class TypedText
{
    /// <summary>The longest name, and the longest name of a city, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>
    /// A text as it is kept: without the marks nobody sees that copying brings along. Those that set the direction of
    /// writing would turn around what stands beside it; the two that join letters stay, names need them.
    /// </summary>
    public static string Clean(string? typed) => new string([.. (typed ?? "").Where(each => !IsUnseen(each))]).Trim();

    /// <summary>A text of several lines as it is kept: with its lines, without what nobody sees.</summary>
    public static string CleanLines(string? typed) =>
        new string([
            .. Clean(typed?.ReplaceLineEndings("\n")).Select(each => char.IsControl(each) && each != '\n' ? ' ' : each),
        ]).Trim();

    /// <summary>A text as it is kept; null where there is none.</summary>
    public static string? OrNull(string? typed) => Clean(typed) is { Length: > 0 } text ? text : null;

    /// <summary>What is wrong with a name: <c>Missing</c>, <c>Long</c>; null for nothing. One that cannot be seen is
    /// missing.</summary>
    public static string? NameFault(string? typed) =>
        Clean(typed) switch
        {
            "" => "Missing",
            { Length: > LongestName } => "Long",
            var clean => clean.Any(char.IsControl) ? "Missing" : null,
        };

    private static bool IsUnseen(char each) =>
        each is not ('\u200C' or '\u200D') && char.GetUnicodeCategory(each) == UnicodeCategory.Format;
}
