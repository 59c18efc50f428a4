using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>The questionnaire as it was typed, and what is wrong with it.</summary>
public sealed class Questionnaire
{
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
    public DateOnly? BirthDate => PersonRules.DateOf(DayOfBirth, MonthOfBirth, YearOfBirth);

    /// <summary>What to mend, in the order of the page: the property and the key of its message.</summary>
    /// <param name="today">Today in the programme's zone.</param>
    /// <param name="asksBirthday">Whether the programme requires the birthday.</param>
    public IEnumerable<(string Field, string Message)> Faults(DateOnly today, bool asksBirthday)
    {
        if (PersonRules.NameFault(GivenName) is { } given)
        {
            yield return (nameof(GivenName), "GivenName" + given);
        }

        if (PersonRules.NameFault(FamilyName) is { } family)
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

    /// <summary>A name as it is kept.</summary>
    public static string Clean(string? name) => PersonRules.Clean(name);
}
