using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Data.Model;

/// <summary>The person (or firm) behind an account. The account itself holds no personal data.</summary>
public sealed class Member
{
    /// <summary>The account, and the user who signs in.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Phone number in E.164, unique.</summary>
    public required string Phone { get; set; }

    /// <summary>Given name; null until the questionnaire.</summary>
    public string? GivenName { get; private set; }

    /// <summary>Family name; null until the questionnaire.</summary>
    public string? FamilyName { get; private set; }

    /// <summary>The given name as support searches for it.</summary>
    public string? GivenNameKey { get; private set; }

    /// <summary>The family name as support searches for it.</summary>
    public string? FamilyNameKey { get; private set; }

    /// <summary>Birthday; null where it is not told.</summary>
    public DateOnly? BirthDate { get; private set; }

    /// <summary>The next day on which the birthday may give something, in the programme's zone; null while the birth date
    /// is not known.</summary>
    public DateOnly? NextBirthday { get; private set; }

    /// <summary>The calendar year of the last birthday gift; null for none.</summary>
    public int? LastGiftYear { get; private set; }

    /// <summary>The sex; null where it is not told.</summary>
    public Sex? Sex { get; set; }

    /// <summary>Where the member lives; null where it is not told.</summary>
    public string? City { get; set; }

    /// <summary>Mail address; null where it is not told. Not proved: nothing but news goes there.</summary>
    public string? Email { get; set; }

    /// <summary>Ids of what the member likes to hear of, as the programme names them; null where it is not told.</summary>
    public IReadOnlyList<string>? Interests { get; set; }

    /// <summary>The children's days of birth; null where they are not told.</summary>
    public IReadOnlyList<DateOnly>? Children { get; set; }

    /// <summary>Two-letter language of messages.</summary>
    public required string Language { get; set; }

    /// <summary>When the questionnaire was filled in (UTC); null until then.</summary>
    public DateTimeOffset? QuestionnaireAt { get; set; }

    /// <summary>The channel through which the member joined.</summary>
    public required string JoinedThrough { get; init; }

    /// <summary>When the member asked to be forgotten (UTC); null for a member who stays.</summary>
    public DateTimeOffset? LeavingSince { get; set; }

    /// <summary>When a member who asked to be forgotten is (UTC): until then it can be taken back.</summary>
    public DateTimeOffset? LeavesAt { get; set; }

    /// <summary>The code on the card that needs no signal: earning only. The member can have another one made.</summary>
    public required string OfflineCode { get; set; }

    /// <summary>Notes how the member is called.</summary>
    public void TellNames(string? givenName, string? familyName)
    {
        (GivenName, FamilyName) = (givenName, familyName);
        (GivenNameKey, FamilyNameKey) = (NameKey.Of(givenName), NameKey.Of(familyName));
    }

    /// <summary>Notes the birth date as known from a day on: a birthday gives something only where it was known before,
    /// and a birth date that moves gives no second gift in a year.</summary>
    /// <param name="born">The birth date; null to forget it.</param>
    /// <param name="today">Today in the programme's zone.</param>
    public void TellBirthDate(DateOnly? born, DateOnly today)
    {
        if (born == BirthDate && NextBirthday is not null)
        {
            return;
        }
        BirthDate = born;
        NextBirthday = born is { } date ? BirthdayGift.NextDay(date, today, LastGiftYear) : null;
    }

    /// <summary>Takes note of gifts that another account of the same person got: one person has one in a year.</summary>
    /// <param name="other">That account's member.</param>
    /// <param name="today">Today in the programme's zone.</param>
    internal void NoteGiftsOf(Member other, DateOnly today)
    {
        if (other.LastGiftYear > (LastGiftYear ?? 0))
        {
            LastGiftYear = other.LastGiftYear;
            NextBirthday = BirthDate is { } born ? BirthdayGift.NextDay(born, today, LastGiftYear) : null;
        }
    }

    /// <summary>Moves on to the birthday after the one that has come.</summary>
    /// <param name="wasGiven">Whether it gave something.</param>
    internal void PassBirthday(bool wasGiven)
    {
        var day = NextBirthday!.Value;
        LastGiftYear = wasGiven ? day.Year : LastGiftYear;
        NextBirthday = BirthdayGift.NextDay(BirthDate!.Value, day, LastGiftYear);
    }
}

/// <summary>A member's sex, where the questionnaire asks for it.</summary>
public enum Sex
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}
