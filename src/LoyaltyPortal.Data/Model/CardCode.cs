namespace LoyaltyPortal.Data.Model;

/// <summary>A rotating code of a card: good for one scan within its time. What the picture says is its name, signed
/// (<see cref="Cards.CardSignature"/>). While one that a page shows is good, the member has the card open.</summary>
public sealed class CardCode
{
    /// <summary>Its name: 32 random hexadecimal digits.</summary>
    public required string Code { get; init; }

    /// <summary>Whose card.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The member's session whose page shows it; null where no page does.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was scanned (UTC); null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
