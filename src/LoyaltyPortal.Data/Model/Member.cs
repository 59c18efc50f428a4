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
    public string? GivenName { get; set; }

    /// <summary>Family name; null until the questionnaire.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Birthday; null where it is not told.</summary>
    public DateOnly? BirthDate { get; private set; }

    /// <summary>The next day on which the birthday may give something, in the programme's zone; null while the birth date
    /// is not known.</summary>
    public DateOnly? NextBirthday { get; private set; }

    /// <summary>The calendar year of the last birthday gift; null for none.</summary>
    public int? LastGiftYear { get; private set; }

    /// <summary>Two-letter language of messages.</summary>
    public required string Language { get; set; }

    /// <summary>When the questionnaire was filled in (UTC); null until then.</summary>
    public DateTimeOffset? QuestionnaireAt { get; set; }

    /// <summary>The channel through which the member joined.</summary>
    public required string JoinedThrough { get; init; }

    /// <summary>The code on the card that needs no signal: earning only.</summary>
    public required string OfflineCode { get; init; }

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

    /// <summary>Moves on to the birthday after the one that has come.</summary>
    /// <param name="wasGiven">Whether it gave something.</param>
    internal void PassBirthday(bool wasGiven)
    {
        var day = NextBirthday!.Value;
        LastGiftYear = wasGiven ? day.Year : LastGiftYear;
        NextBirthday = BirthdayGift.NextDay(BirthDate!.Value, day, LastGiftYear);
    }
}

/// <summary>What a member may agree to.</summary>
public enum ConsentKind
{
    /// <summary>Processing of personal data; without it there is no membership.</summary>
    PersonalData,

    /// <summary>News and offers.</summary>
    News,
}

/// <summary>A consent as it was given, and when it was taken back.</summary>
public sealed class Consent
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Who gave it.</summary>
    public Guid AccountId { get; init; }

    /// <summary>What for.</summary>
    public ConsentKind Kind { get; init; }

    /// <summary>The version of the text that was agreed to.</summary>
    public required string TextVersion { get; init; }

    /// <summary>Where it was given: <c>web</c>, or the channel of a till.</summary>
    public required string Place { get; init; }

    /// <summary>When it was given (UTC).</summary>
    public DateTimeOffset GivenAt { get; init; }

    /// <summary>When it was taken back (UTC); null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A six-digit code on its way to a phone. The code itself is not stored.</summary>
public sealed class SignInCode
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The phone it was sent to, in E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>Hash of id and code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Hash of the secret that the asking browser keeps.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The minute in which it was made, counted from the year 1: unique for a phone, so that many requests at
    /// once send one code.</summary>
    public long Minute { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Wrong tries so far.</summary>
    public int Tries { get; set; }

    /// <summary>When it was used or given up (UTC); null while it is good.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>A rotating code of a card: opaque, good for one scan within its time.</summary>
public sealed class CardCode
{
    /// <summary>The code in the picture.</summary>
    public required string Code { get; init; }

    /// <summary>Whose card.</summary>
    public Guid AccountId { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was scanned (UTC); null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
