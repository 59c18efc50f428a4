using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Model;

/// <summary>What the entries of one kind moved in a month, all accounts together (docs/decisions/figures.md). What postings
/// have added since is in <see cref="FigureDelta"/>: only both together are the sum of the ledger.</summary>
public sealed class MonthFigure
{
    /// <summary>The first day of the month in the programme's zone; the month is that of <see cref="Entry.At"/>.</summary>
    public DateOnly Month { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The kind of the entries.</summary>
    public EntryType Type { get; init; }

    /// <summary>What the entries added, in hundredths of a point: a plain number, so that databases can sum it.</summary>
    public long Added { get; set; }

    /// <summary>What they took, in hundredths of a point; not negative.</summary>
    public long Taken { get; set; }

    /// <summary>How many entries there are.</summary>
    public long Entries { get; set; }
}

/// <summary>What one posting adds to a <see cref="MonthFigure"/>: inserted with its entries, so that no two postings wait
/// for each other's sums, and moved there by a job.</summary>
public sealed class FigureDelta
{
    /// <summary>Its id; the latest ones last.</summary>
    public Guid Id { get; init; }

    /// <summary>The first day of the month in the programme's zone.</summary>
    public DateOnly Month { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The kind of the entries.</summary>
    public EntryType Type { get; init; }

    /// <summary>What is added, in hundredths of a point; negative only where a check puts a figure right.</summary>
    public long Added { get; init; }

    /// <summary>What is taken, in hundredths of a point; negative only where a check puts a figure right.</summary>
    public long Taken { get; init; }

    /// <summary>How many entries; negative only where a check puts a figure right.</summary>
    public long Entries { get; init; }
}
