using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>Order numbers as people type them.</summary>
internal static class OrderNumbers
{
    /// <summary>The longest one that the store API takes, in characters.</summary>
    public const int Longest = 100;

    /// <summary>The number as the shop writes it: without the sign before it and spaces around it, letters as they are.
    /// Null where there is none.</summary>
    public static string? Read(string? typed)
    {
        var clean = new string([.. TypedText.Clean(typed).Where(each => !char.IsControl(each))]);
        var number = clean.TrimStart('№', '#', ' ', '\u00A0').TrimEnd();
        return number.Length is > 0 and <= Longest ? number : null;
    }
}
