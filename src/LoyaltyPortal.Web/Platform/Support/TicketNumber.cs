namespace LoyaltyPortal.Web.Platform.Support;

/// <summary>The number of a matter in whatever keeps support's matters. It goes into the audit for ever, so it must not be able to
/// hold a name, a sentence or a phone number.</summary>
internal static class TicketNumber
{
    /// <summary>The longest one, in characters.</summary>
    public const int Longest = 20;

    private const int MostDigits = 9;
    private const int MostLetters = 8;

    /// <summary>Whether a text is such a number: Latin letters, digits and what stands between them.</summary>
    public static bool IsOne(string text) =>
        text.Length is > 0 and <= Longest
        && text.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '/' or '#' or '_' or '.')
        && text.Count(char.IsAsciiDigit) is > 0 and <= MostDigits
        && text.Count(char.IsAsciiLetter) <= MostLetters;
}
