namespace LoyaltyPortal.Data.Model;

/// <summary>What a member may agree to.</summary>
public enum ConsentKind
{
    /// <summary>Processing of personal data; without it there is no membership.</summary>
    PersonalData,

    /// <summary>News and offers, by mail.</summary>
    News,

    /// <summary>Offers by text message. What the membership itself needs, such as codes, is sent without it.</summary>
    Sms,

    /// <summary>Calls.</summary>
    Calls,
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

    /// <summary>The language in which the text was read, two letters.</summary>
    public required string Language { get; init; }

    /// <summary>Where it was given: <c>web</c>, or the channel of a till.</summary>
    public required string Place { get; init; }

    /// <summary>When it was given (UTC).</summary>
    public DateTimeOffset GivenAt { get; init; }

    /// <summary>When it was taken back (UTC); null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
