namespace LoyaltyPortal.Data.Model;

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
