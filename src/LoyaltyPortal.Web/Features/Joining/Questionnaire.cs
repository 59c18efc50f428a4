using System.Globalization;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>The questionnaire as it was typed, and what is wrong with it.</summary>
public sealed class Questionnaire
{
    private const int LongestName = 100;
    private const int EarliestYear = 1900;

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public string? DayOfBirth { get; set; }

    public string? MonthOfBirth { get; set; }

    public string? YearOfBirth { get; set; }

    public bool PersonalData { get; set; }

    public bool News { get; set; }

    /// <summary>Whether a birthday was told: any of its three parts.</summary>
    public bool TellsBirthday =>
        !string.IsNullOrWhiteSpace(DayOfBirth)
        || !string.IsNullOrWhiteSpace(MonthOfBirth)
        || !string.IsNullOrWhiteSpace(YearOfBirth);

    /// <summary>The birthday; null when none was told or the parts make no day.</summary>
    public DateOnly? BirthDate =>
        Part(DayOfBirth) is { } day
        && Part(MonthOfBirth) is >= 1 and <= 12 and var month
        && Part(YearOfBirth) is >= EarliestYear and <= 9999 and var year
        && day >= 1
        && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>What to mend, in the order of the page: the property and the key of its message.</summary>
    /// <param name="today">Today in the programme's zone.</param>
    /// <param name="asksBirthday">Whether the programme requires the birthday.</param>
    public IEnumerable<(string Field, string Message)> Faults(DateOnly today, bool asksBirthday)
    {
        if (NameFault(GivenName) is { } given)
        {
            yield return (nameof(GivenName), "GivenName" + given);
        }

        if (NameFault(FamilyName) is { } family)
        {
            yield return (nameof(FamilyName), "FamilyName" + family);
        }

        if (asksBirthday && !TellsBirthday)
        {
            yield return (nameof(DayOfBirth), "BirthdayMissing");
        }
        else if (TellsBirthday && (BirthDate is not { } birthday || birthday > today))
        {
            yield return (nameof(DayOfBirth), "BirthdayWrong");
        }

        if (!PersonalData)
        {
            yield return (nameof(PersonalData), "PersonalDataMissing");
        }
    }

    /// <summary>
    /// A name as it is kept: without the marks nobody sees that copying brings along. Those that set the direction of
    /// writing would turn around what stands beside the name; the two that join letters stay, names need them.
    /// </summary>
    public static string Clean(string? name) => new string([.. (name ?? "").Where(each => !IsUnseen(each))]).Trim();

    private static bool IsUnseen(char each) =>
        each is not ('\u200C' or '\u200D') && char.GetUnicodeCategory(each) == UnicodeCategory.Format;

    private static string? NameFault(string? name) =>
        Clean(name) switch
        {
            "" => "Missing",
            { Length: > LongestName } => "Long",
            var clean => clean.Any(char.IsControl) ? "Missing" : null,
        };

    private static int? Part(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
