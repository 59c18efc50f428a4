namespace LoyaltyPortal.Domain.Ledger;

/// <summary>How a redemption stands.</summary>
public enum HoldStatus
{
    /// <summary>Waits for the member's word; the amount is kept already.</summary>
    AwaitingConfirmation,

    /// <summary>Kept for the order.</summary>
    Held,

    /// <summary>Spent by its purchase.</summary>
    Used,

    /// <summary>Given up.</summary>
    Cancelled,

    /// <summary>Closed after too many wrong codes.</summary>
    Closed,

    /// <summary>Its time ran out; written by the next posting or job, the points were free already.</summary>
    Expired,
}

/// <summary>An amount kept for an order for some minutes (programmes.md, "Exact arithmetic", 12). Lots are chosen at
/// the purchase.</summary>
public sealed class Hold
{
    /// <summary>The redemption's id.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The order it was asked for.</summary>
    public required string OrderId { get; init; }

    /// <summary>The amount.</summary>
    public Points Points { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it frees its points by itself (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who confirms.</summary>
    public Programmes.SpendConfirmation Confirmation { get; init; }

    /// <summary>How it stands, time aside.</summary>
    public HoldStatus Status { get; internal set; }

    /// <summary>Whether nobody has used, cancelled or closed it.</summary>
    public bool IsOpen => Status is HoldStatus.AwaitingConfirmation or HoldStatus.Held;

    /// <summary>Whether it keeps its amount at that time.</summary>
    public bool KeepsAt(DateTimeOffset time) => IsOpen && ExpiresAt > time;

    /// <summary>Frees the points. A hold that is closed already stays as it is.</summary>
    public void Cancel()
    {
        if (IsOpen)
        {
            Status = HoldStatus.Cancelled;
        }
    }
}
