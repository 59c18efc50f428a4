using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>What a member tells of themselves, as it was typed, and what is wrong with it.</summary>
public sealed class PersonForm
{
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
    public bool TellsBirthday => Born.IsTold;

    /// <summary>The birthday; null when none was told or the parts make no day.</summary>
    public DateOnly? BirthDate => Born.Date;

    private TypedDay Born =>
        new()
        {
            Day = DayOfBirth,
            Month = MonthOfBirth,
            Year = YearOfBirth,
        };

    /// <summary>What to mend, in the order of the page: the property and the key of its message.</summary>
    /// <param name="today">Today in the programme's zone.</param>
    public IEnumerable<(string Field, string Message)> Faults(DateOnly today)
    {
        if (TypedText.NameFault(GivenName) is { } given)
        {
            yield return (nameof(GivenName), "GivenName" + given);
        }
        if (TypedText.NameFault(FamilyName) is { } family)
        {
            yield return (nameof(FamilyName), "FamilyName" + family);
        }
        if (TellsBirthday && (BirthDate is not { } birthday || birthday > today))
        {
            yield return (nameof(DayOfBirth), "BirthdayWrong");
        }
        if (TypedText.Clean(City) is { } city && (city.Length > TypedText.LongestName || city.Any(char.IsControl)))
        {
            yield return (nameof(City), "CityLong");
        }
        if (TypedText.Clean(Email) is { Length: > 0 } email && !MailAddresses.HasShape(email))
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
        member.TellNames(TypedText.Clean(GivenName), TypedText.Clean(FamilyName));
        member.Sex = Enum.TryParse<Sex>(Sex, out var sex) && Enum.IsDefined(sex) ? sex : null;
        member.City = TypedText.OrNull(City);
        member.Email = TypedText.OrNull(Email);
        member.Language = Languages.Knows(Language) ? Language! : member.Language;
        if (member.BirthDate is null)
        {
            member.TellBirthDate(BirthDate, today);
        }
    }
}
