namespace LoyaltyPortal.Data.Model;

/// <summary>A questionnaire that is not finished: kept by phone, so that it comes back after proving the same phone
/// anywhere.</summary>
public sealed class JoiningDraft
{
    /// <summary>The phone that was proved, in E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>What was typed so far, as JSON.</summary>
    public required string Answers { get; set; }

    /// <summary>The step it stands at, from 1.</summary>
    public int Step { get; set; }

    /// <summary>When it was last touched (UTC).</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>The link in the message to somebody who joined at a till: opens the questionnaire once, within its time. The
/// link itself is not stored.</summary>
public sealed class JoiningLink
{
    /// <summary>SHA-256 of the token in the link.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Whose questionnaire.</summary>
    public Guid AccountId { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used (UTC); null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
