using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Data.Model;

/// <summary>How an adjustment above the limit stands.</summary>
public enum PendingStatus
{
    /// <summary>A second person is to decide.</summary>
    Waiting,

    /// <summary>It was approved and posted.</summary>
    Approved,

    /// <summary>It was refused, or taken back by whoever asked.</summary>
    Refused,
}

/// <summary>Points that somebody of the staff wants to give or take and that a second person has to approve.</summary>
public sealed class PendingAdjustment
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>Signed points.</summary>
    public Points Points { get; init; }

    /// <summary>First active day of points that are given; null for today.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Last active day of points that are given; null for as long as points of the wallet last.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Why, as the member reads it.</summary>
    public required string Reason { get; set; }

    /// <summary>Who asked.</summary>
    public Guid AskedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How it stands.</summary>
    public PendingStatus Status { get; set; }

    /// <summary>Who decided; null while it waits.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>When (UTC); null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}
