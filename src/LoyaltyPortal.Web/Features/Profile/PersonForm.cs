using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>What a member tells of themselves, as it was typed, and what is wrong with it.</summary>
public sealed class PersonForm
{
    private const int LongestCity = 100;

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public string? DayOfBirth { get; set; }

    public string? MonthOfBirth { get; set; }

    public string? YearOfBirth { get; set; }

    public string? Sex { get; set; }

    public string? City { get; set; }

    public string? Email { get; set; }

    public string? Language { get; set; }

    /// <summary>A form that says what is stored.</summary>
    public static PersonForm Of(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new PersonForm
        {
            GivenName = member.GivenName,
            FamilyName = member.FamilyName,
            DayOfBirth = member.BirthDate?.Day.ToString(CultureInfo.InvariantCulture),
            MonthOfBirth = member.BirthDate?.Month.ToString(CultureInfo.InvariantCulture),
            YearOfBirth = member.BirthDate?.Year.ToString(CultureInfo.InvariantCulture),
            Sex = member.Sex?.ToString(),
            City = member.City,
            Email = member.Email,
            Language = member.Language,
        };
    }

    /// <summary>Whether a birthday was typed: any of its three parts.</summary>
    public bool TellsBirthday =>
        !string.IsNullOrWhiteSpace(DayOfBirth)
        || !string.IsNullOrWhiteSpace(MonthOfBirth)
        || !string.IsNullOrWhiteSpace(YearOfBirth);

    /// <summary>The birthday; null when none was told or the parts make no day.</summary>
    public DateOnly? BirthDate => PersonRules.DateOf(DayOfBirth, MonthOfBirth, YearOfBirth);

    /// <summary>What to mend, in the order of the page: the property and the key of its message.</summary>
    /// <param name="today">Today in the programme's zone.</param>
    public IEnumerable<(string Field, string Message)> Faults(DateOnly today)
    {
        if (PersonRules.NameFault(GivenName) is { } given)
        {
            yield return (nameof(GivenName), "GivenName" + given);
        }
        if (PersonRules.NameFault(FamilyName) is { } family)
        {
            yield return (nameof(FamilyName), "FamilyName" + family);
        }
        if (TellsBirthday && (BirthDate is not { } birthday || birthday > today))
        {
            yield return (nameof(DayOfBirth), "BirthdayWrong");
        }
        if (PersonRules.Clean(City) is { } city && (city.Length > LongestCity || city.Any(char.IsControl)))
        {
            yield return (nameof(City), "CityLong");
        }
        if (PersonRules.Clean(Email) is { Length: > 0 } email && !PersonRules.IsMailAddress(email))
        {
            yield return (nameof(Email), "EmailWrong");
        }
    }

    /// <summary>Writes what was typed to the member. A birthday that was told stays: who could move it would have gifts as
    /// often as they like.</summary>
    /// <param name="member">The member, tracked.</param>
    /// <param name="today">Today in the programme's zone.</param>
    public void WriteTo(Member member, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(member);
        member.GivenName = PersonRules.Clean(GivenName);
        member.FamilyName = PersonRules.Clean(FamilyName);
        member.Sex = Enum.TryParse<Sex>(Sex, out var sex) && Enum.IsDefined(sex) ? sex : null;
        member.City = Told(City);
        member.Email = Told(Email);
        member.Language = Languages.Knows(Language) ? Language! : member.Language;
        if (member.BirthDate is null)
        {
            member.TellBirthDate(BirthDate, today);
        }
    }

    private static string? Told(string? text) => PersonRules.Clean(text) is { Length: > 0 } told ? told : null;
}
