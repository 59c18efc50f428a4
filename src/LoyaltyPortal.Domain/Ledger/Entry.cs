namespace LoyaltyPortal.Domain.Ledger;

/// <summary>What an entry does to the points (store-api.md, ledger).</summary>
public enum EntryType
{
    /// <summary>Points of a purchase.</summary>
    Earned,

    /// <summary>Points of an activity or a gift.</summary>
    Bonus,

    /// <summary>Points spent.</summary>
    Redeemed,

    /// <summary>Spent points given back.</summary>
    Restored,

    /// <summary>Points taken off with a return or a cancelled order.</summary>
    Annulled,

    /// <summary>Points not spent in time.</summary>
    Expired,

    /// <summary>Points given or taken by staff.</summary>
    Adjusted,

    /// <summary>Active points that settled a debt; the sum of the wallet does not change.</summary>
    DebtSettled,
}

/// <summary>A line of the ledger. Entries are only ever added: the database refuses to change or delete one. The sum
/// of a wallet's entries is active + held + pending - debt.</summary>
public sealed class Entry
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Number within the account, growing by posting order.</summary>
    public long Number { get; init; }

    /// <summary>When it took effect (UTC): the posting's own time, or midnight after a lot's last day.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>What it does.</summary>
    public EntryType Type { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>Signed points; 0 for <see cref="EntryType.DebtSettled"/>.</summary>
    public Points Points { get; init; }

    /// <summary>The debt that was settled; else 0.</summary>
    public Points Settled { get; init; }

    /// <summary>The order it is about.</summary>
    public string? OrderId { get; init; }

    /// <summary>Where that order was bought; null for what is about no order, and for points that ended.</summary>
    public string? Channel { get; init; }

    /// <summary>The lot, where it touches just one.</summary>
    public long? LotNumber { get; init; }

    /// <summary>Why, in one reason.</summary>
    public required Reason Reason { get; init; }

    /// <summary>How the figure came about, step by step, as decided then.</summary>
    public IReadOnlyList<Reason> Explanation { get; init; } = [];

    /// <summary>The rules that decided: <see cref="Programmes.Programme.Version"/>.</summary>
    public required string ProgrammeVersion { get; init; }

    /// <summary>The lots it moved, so that every point can be followed from earning to end.</summary>
    public List<EntryLot> Lots { get; init; } = [];
}

/// <summary>What an entry did to one lot.</summary>
public sealed class EntryLot
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The entry.</summary>
    public long EntryNumber { get; init; }

    /// <summary>The lot.</summary>
    public long LotNumber { get; init; }

    /// <summary>Signed change of what is left of the lot.</summary>
    public Points Points { get; init; }
}
