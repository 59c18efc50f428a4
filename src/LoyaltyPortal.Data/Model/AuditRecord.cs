namespace LoyaltyPortal.Data.Model;

/// <summary>Who did something that is kept for the audit.</summary>
public enum AuditActor
{
    /// <summary>Somebody of the staff.</summary>
    Staff,

    /// <summary>A command on a node.</summary>
    Command,
}

/// <summary>A line of the audit: who of the staff did what, and to whose account. Lines are only ever added: the database
/// refuses to change or delete one, and each holds the hash of the one before it (docs/decisions/audit.md). Nothing in it
/// names a person: people are told by their ids.</summary>
public sealed class AuditRecord
{
    /// <summary>Its place in the chain, from 1 on, without a gap.</summary>
    public long Number { get; init; }

    /// <summary>When (UTC, cut to milliseconds).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What kind of actor.</summary>
    public AuditActor Actor { get; init; }

    /// <summary>Who of the staff; null for a command.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Whose account it is about; null for none.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>What was done: one of <see cref="Audit.AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>What belongs to it, by name; no names, phones or texts of people.</summary>
    public required IReadOnlyList<AuditFact> Facts { get; init; }

    /// <summary>The hash of the line before: zeros for the first one.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>SHA-256 over all of the above.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>Something that belongs to a line of the audit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value, as text of no language.</param>
public sealed record AuditFact(string Name, string Value);

/// <summary>Where the chain of the audit ends. Its one row orders those who add to the chain.</summary>
public sealed class AuditHead
{
    /// <summary>The key of the one row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; }

    /// <summary>The number of the last line; 0 for none.</summary>
    public long Number { get; set; }

    /// <summary>Its hash; zeros for none.</summary>
    public required byte[] Hash { get; set; }
}
