using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>Order numbers as people type them.</summary>
internal static class OrderNumbers
{
    /// <summary>The longest one that the store API takes, in characters.</summary>
    public const int Longest = 100;

    /// <summary>The number as the shop writes it: without the sign before it and spaces around it, letters as they are.
    /// Null where there is none.</summary>
    public static string? Read(string? typed) => Known(Clean(typed).TrimStart(Signs));

    /// <summary>What the number may be, the likeliest first: a shop may begin its numbers with such a sign itself.</summary>
    public static IEnumerable<string> Readings(string? typed) =>
        new[] { Known(Clean(typed)), Read(typed) }.OfType<string>().Distinct(StringComparer.Ordinal);

    private static readonly char[] Signs = ['№', '#', ' ', '\u00A0'];

    private static string Clean(string? typed) =>
        new string([.. TypedText.Clean(typed).Where(each => !char.IsControl(each))]).Trim(' ', '\u00A0');

    private static string? Known(string number) => number.Length is > 0 and <= Longest ? number : null;
}
