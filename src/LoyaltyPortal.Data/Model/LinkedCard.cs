namespace LoyaltyPortal.Data.Model;

/// <summary>A card that leads to an account besides the number the account shows: a plastic one that was linked in the
/// cabinet.</summary>
public sealed class LinkedCard
{
    /// <summary>The number on the card.</summary>
    public required string Number { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>When it was linked (UTC).</summary>
    public DateTimeOffset LinkedAt { get; init; }
}

/// <summary>A code on its way to the phone that a card is registered to. The code itself is not stored.</summary>
public sealed class CardLinkCode
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Who asks.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The card.</summary>
    public required string CardNumber { get; init; }

    /// <summary>Hash of id and code (<see cref="Keys.OneTimeCodes"/>).</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The minute in which it was made, counted from the year 1: unique for an account, so that many requests at
    /// once send one code.</summary>
    public long Minute { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Wrong tries so far.</summary>
    public int Tries { get; set; }

    /// <summary>When it was used (UTC); null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
