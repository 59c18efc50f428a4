using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Model;

/// <summary>A time in which support looked through a member's eyes. The member sees when, in which role and why.</summary>
public sealed class SupportVisit
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The member's account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Who of the staff; the member is told the role alone.</summary>
    public Guid StaffId { get; init; }

    /// <summary>The role in which they came.</summary>
    public required string Role { get; init; }

    /// <summary>Why, in their own words, which the member reads.</summary>
    public required string Reason { get; set; }

    /// <summary>The number under which support keeps the matter; null where nobody looked through the member's eyes.</summary>
    public string? Ticket { get; init; }

    /// <summary>The session of the staff with which it ends; null where nobody looked through the member's eyes.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The one thing that may be changed, on request of the member: empty once it was, null while nothing was
    /// lifted.</summary>
    public string? Lifted { get; set; }

    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or ends at the latest (UTC).</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>What was changed, in its order; empty where support only looked.</summary>
    public List<SupportAct> Acts { get; init; } = [];
}

/// <summary>Something that support changed for a member.</summary>
public sealed class SupportAct
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The visit.</summary>
    public Guid VisitId { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required Reason What { get; init; }

    /// <summary>The entry that shows it; null where it moved no points.</summary>
    public long? EntryNumber { get; init; }
}
