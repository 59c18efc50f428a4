using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Figures;

/// <summary>What is summed together: entries of a month, a wallet and a kind.</summary>
/// <param name="Month">The first day of the month of <see cref="Entry.At"/> in the programme's zone.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="Type">The kind of the entries.</param>
public readonly record struct FigureKey(DateOnly Month, string Wallet, EntryType Type);

/// <summary>What entries moved.</summary>
/// <param name="Added">What they added, in hundredths of a point.</param>
/// <param name="Taken">What they took, in hundredths of a point; not negative.</param>
/// <param name="Entries">How many they are.</param>
public readonly record struct FigureSum(long Added, long Taken, long Entries)
{
    /// <summary>What an entry moves.</summary>
    /// <param name="hundredths">Its signed points, in hundredths.</param>
    public static FigureSum Of(long hundredths) => new(Math.Max(0, hundredths), Math.Max(0, -hundredths), 1);

    /// <summary>Both together.</summary>
    public static FigureSum operator +(FigureSum a, FigureSum b) =>
        new(checked(a.Added + b.Added), checked(a.Taken + b.Taken), a.Entries + b.Entries);

    /// <summary>What the left one has more.</summary>
    public static FigureSum operator -(FigureSum a, FigureSum b) =>
        new(checked(a.Added - b.Added), checked(a.Taken - b.Taken), a.Entries - b.Entries);
}

/// <summary>Sums by what is summed together.</summary>
internal static class FigureSums
{
    /// <summary>Adds to the sum of a key.</summary>
    public static void Count(this Dictionary<FigureKey, FigureSum> sums, FigureKey key, FigureSum sum) =>
        sums[key] = sums.GetValueOrDefault(key) + sum;

    /// <summary>What entries add to the figures: few rows, however many entries there are.</summary>
    public static IEnumerable<FigureDelta> DeltasOf(IEnumerable<Entry> entries, ProgrammeZone zone, SequentialKeys keys)
    {
        var sums = new Dictionary<FigureKey, FigureSum>();
        foreach (var entry in entries.Where(each => !MergePosting.IsMove(each)))
        {
            var month = MonthSum.MonthOf(zone.DayOf(entry.At));
            sums.Count(new FigureKey(month, entry.Wallet, entry.Type), FigureSum.Of(entry.Points.Hundredths));
        }
        return sums.Select(sum => DeltaOf(sum.Key, sum.Value, keys));
    }

    /// <summary>The row that adds something to a figure.</summary>
    public static FigureDelta DeltaOf(FigureKey key, FigureSum sum, SequentialKeys keys) =>
        new()
        {
            Id = keys.New(),
            Month = key.Month,
            Wallet = key.Wallet,
            Type = key.Type,
            Added = sum.Added,
            Taken = sum.Taken,
            Entries = sum.Entries,
        };
}

/// <summary>How entries are written: with what they add to the figures, in the same transaction.</summary>
internal static class EntryWriting
{
    /// <summary>Lets the context insert entries, and what they add to the figures.</summary>
    public static void AddEntries(
        this PortalDb db,
        IReadOnlyCollection<Entry> entries,
        ProgrammeZone zone,
        SequentialKeys keys
    )
    {
        db.Entries.AddRange(entries);
        db.FigureDeltas.AddRange(FigureSums.DeltasOf(entries, zone, keys));
    }
}
