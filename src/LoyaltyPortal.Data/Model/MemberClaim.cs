using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Model;

/// <summary>What a member asks support to put right (programmes.md, "What the cabinet shows").</summary>
public enum ClaimKind
{
    /// <summary>An order gave no points.</summary>
    NothingCredited,

    /// <summary>An order gave fewer points than the level gives.</summary>
    CreditedLess,

    /// <summary>The level did not change.</summary>
    LevelUnchanged,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>How a claim stands.</summary>
public enum ClaimStatus
{
    /// <summary>Support has not answered yet.</summary>
    Open,

    /// <summary>Support has answered.</summary>
    Answered,

    /// <summary>The member took it back.</summary>
    Withdrawn,
}

/// <summary>A member's claim and what became of it.</summary>
public sealed class MemberClaim
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The number a member tells support: eight digits, unique in the portal.</summary>
    public required string Number { get; init; }

    /// <summary>Whose.</summary>
    public Guid AccountId { get; set; }

    /// <summary>What it is about.</summary>
    public ClaimKind Kind { get; init; }

    /// <summary>The order it is about, as the member wrote it; null where it is about none.</summary>
    public string? OrderId { get; init; }

    /// <summary>What the portal knew of that order when the claim came, step by step; empty where it is about none.</summary>
    public IReadOnlyList<Reason> Finding { get; init; } = [];

    /// <summary>The member's full name as told for the claim.</summary>
    public required string Name { get; init; }

    /// <summary>Where support can call, E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>What the member wrote.</summary>
    public required string Text { get; init; }

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last day of the promised time, in the programme's zone.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>How it stands.</summary>
    public ClaimStatus Status { get; set; }

    /// <summary>Who of the staff looks after it; null for nobody.</summary>
    public Guid? AssignedTo { get; set; }

    /// <summary>What support answered; null until then.</summary>
    public string? Answer { get; set; }

    /// <summary>Who of the staff answered; null until then.</summary>
    public Guid? AnsweredBy { get; set; }

    /// <summary>When it was answered or taken back (UTC); null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
