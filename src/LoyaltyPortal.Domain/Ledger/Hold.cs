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
    /// <summary>Wrong codes that close it.</summary>
    public const int MostWrongCodes = 5;

    /// <summary>Codes that may be asked for after the first one.</summary>
    public const int MostResends = 3;

    /// <summary>The redemption's id.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The order it was asked for.</summary>
    public required string OrderId { get; init; }

    /// <summary>The channel it was asked through.</summary>
    public required string Channel { get; init; }

    /// <summary>The shop's own name of the store that asked.</summary>
    public string? Store { get; init; }

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

    /// <summary>Wrong codes so far, whichever code was the right one then.</summary>
    public int WrongCodes { get; private set; }

    /// <summary>Codes sent after the first one.</summary>
    public int Resends { get; private set; }

    /// <summary>Wrong codes it still takes, the last of which closes it.</summary>
    public int AttemptsLeft => MostWrongCodes - WrongCodes;

    /// <summary>Whether nobody has used, cancelled or closed it.</summary>
    public bool IsOpen => Status is HoldStatus.AwaitingConfirmation or HoldStatus.Held;

    /// <summary>Whether it keeps its amount at that time.</summary>
    public bool KeepsAt(DateTimeOffset time) => IsOpen && ExpiresAt > time;

    /// <summary>Whether it waits for the member's word at that time.</summary>
    public bool WaitsAt(DateTimeOffset time) => Status == HoldStatus.AwaitingConfirmation && ExpiresAt > time;

    /// <summary>The member agreed.</summary>
    /// <exception cref="InvalidOperationException">It does not wait for that: the caller must have looked.</exception>
    public void Confirm() => Status = Waiting(HoldStatus.Held);

    /// <summary>A wrong code was given; the fifth closes it and frees its points.</summary>
    /// <exception cref="InvalidOperationException">It does not wait for a code: the caller must have looked.</exception>
    public void CountWrongCode()
    {
        WrongCodes++;
        Status = Waiting(AttemptsLeft > 0 ? HoldStatus.AwaitingConfirmation : HoldStatus.Closed);
    }

    /// <summary>Takes note of another code on its way; false when there were too many.</summary>
    public bool TryResend()
    {
        if (Resends >= MostResends)
        {
            return false;
        }
        Resends++;
        return true;
    }

    /// <summary>Frees the points. A hold that is closed already stays as it is.</summary>
    public void Cancel()
    {
        if (IsOpen)
        {
            Status = HoldStatus.Cancelled;
        }
    }

    private HoldStatus Waiting(HoldStatus next) =>
        Status == HoldStatus.AwaitingConfirmation
            ? next
            : throw new InvalidOperationException($"A hold that is {Status} waits for no code.");
}
