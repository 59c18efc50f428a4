using System.Globalization;
using System.Net.Mail;

namespace LoyaltyPortal.Web.Platform.Persons;

/// <summary>What people may tell of themselves, wherever they are asked.</summary>
public static class PersonRules
{
    private const int LongestName = 100;
    private const int LongestMail = 254;
    private const int EarliestYear = 1900;

    /// <summary>
    /// A name as it is kept: without the marks nobody sees that copying brings along. Those that set the direction of
    /// writing would turn around what stands beside the name; the two that join letters stay, names need them.
    /// </summary>
    public static string Clean(string? name) => new string([.. (name ?? "").Where(each => !IsUnseen(each))]).Trim();

    /// <summary>What is wrong with a name: <c>Missing</c> or <c>Long</c>; null for nothing.</summary>
    public static string? NameFault(string? name) =>
        Clean(name) switch
        {
            "" => "Missing",
            { Length: > LongestName } => "Long",
            var clean => clean.Any(char.IsControl) ? "Missing" : null,
        };

    /// <summary>The day that three typed parts make; null when they make none.</summary>
    public static DateOnly? DateOf(string? day, string? month, string? year) =>
        Part(day) is { } dayOf
        && Part(month) is >= 1 and <= 12 and var monthOf
        && Part(year) is >= EarliestYear and <= 9999 and var yearOf
        && dayOf >= 1
        && dayOf <= DateTime.DaysInMonth(yearOf, monthOf)
            ? new DateOnly(yearOf, monthOf, dayOf)
            : null;

    /// <summary>Whether a text could be a mail address: somebody at a host. Whether it is one only a message shows.</summary>
    public static bool IsMailAddress(string text) =>
        text.Length <= LongestMail
        && !text.Any(char.IsControl)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);

    private static bool IsUnseen(char each) =>
        each is not ('\u200C' or '\u200D') && char.GetUnicodeCategory(each) == UnicodeCategory.Format;

    private static int? Part(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
