using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Data.Reading;

/// <summary>An entry of the ledger with the present dates of its lot.</summary>
/// <param name="Number">Number within the account.</param>
/// <param name="At">When it took effect (UTC).</param>
/// <param name="Type">What it does.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="Points">Signed points.</param>
/// <param name="Settled">Debt settled.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Channel">Where that order was bought; null for what is about none, and for points that ended.</param>
/// <param name="LotNumber">The lot, where it touches just one.</param>
/// <param name="StartsOn">The lot's first active day.</param>
/// <param name="EndsOn">The lot's last active day.</param>
/// <param name="Reason">Why, in one reason.</param>
/// <param name="Explanation">Step by step, as decided then.</param>
/// <param name="ProgrammeVersion">The rules that decided.</param>
public sealed record EntryView(
    long Number,
    DateTimeOffset At,
    EntryType Type,
    string Wallet,
    Points Points,
    Points Settled,
    string? OrderId,
    string? Channel,
    long? LotNumber,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    Reason Reason,
    IReadOnlyList<Reason> Explanation,
    string ProgrammeVersion
)
{
    /// <summary>Whose ledger it stands in: that of the account, or of one that was joined to it.</summary>
    public Guid AccountId { get; init; }
}

/// <summary>A page of the ledger, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Older">Pass as <see cref="EntryQuery.After"/> for the next page; null on the last.</param>
/// <param name="Newer">Pass as <see cref="EntryQuery.Before"/> for the page before; null on the first.</param>
public sealed record EntryPage(IReadOnlyList<EntryView> Entries, string? Older, string? Newer);

/// <summary>Which entries to read.</summary>
/// <param name="Limit">How many at most, 1 to 200.</param>
/// <param name="After">Entries older than this mark.</param>
/// <param name="Before">Entries newer than this mark.</param>
/// <param name="Types">Only these types; null for all.</param>
/// <param name="From">Only from this day on, in the programme's zone; null for any.</param>
/// <param name="To">Only up to this day, itself included; null for any.</param>
/// <param name="Channel">Only what is about orders of this channel; null for all.</param>
public sealed record EntryQuery(
    int Limit,
    string? After = null,
    string? Before = null,
    IReadOnlyList<EntryType>? Types = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Channel = null
);

/// <summary>One entry with all that explains it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Lots">The lots it moved.</param>
/// <param name="Purchase">The order it is about; null where there is none.</param>
public sealed record EntryDetail(EntryView Entry, IReadOnlyList<EntryLotView> Lots, Purchase? Purchase);

/// <summary>What an entry did to a lot.</summary>
/// <param name="Number">The lot.</param>
/// <param name="Points">Signed change.</param>
/// <param name="StartsOn">The lot's first active day.</param>
/// <param name="EndsOn">The lot's last active day.</param>
public sealed record EntryLotView(long Number, Points Points, DateOnly? StartsOn, DateOnly? EndsOn);
