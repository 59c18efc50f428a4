using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Figures;

/// <summary>A figure that was not what the ledger says.</summary>
/// <param name="Month">The first day of its month.</param>
/// <param name="Wallet">Its wallet.</param>
/// <param name="Type">The kind of its entries.</param>
/// <param name="Added">What the ledger has more of what was added, in hundredths of a point.</param>
/// <param name="Taken">What the ledger has more of what was taken, in hundredths of a point.</param>
/// <param name="Entries">How many entries more it has.</param>
public sealed record FigureDifference(
    DateOnly Month,
    string Wallet,
    EntryType Type,
    long Added,
    long Taken,
    long Entries
);

/// <summary>How a check of the figures against the ledger went.</summary>
/// <param name="At">When it ended (UTC).</param>
/// <param name="Entries">How many entries it read.</param>
/// <param name="IsFirst">Whether it was the first one, which fills the figures with the entries that were there before.</param>
/// <param name="Count">How many figures differed and were put right; 0 for the first check.</param>
/// <param name="Differences">The first of them.</param>
public sealed record FigureVerdict(
    DateTimeOffset At,
    long Entries,
    bool IsFirst,
    int Count,
    IReadOnlyList<FigureDifference> Differences
);

/// <summary>Compares the figures with the ledger, entry by entry, and puts them right. The first check fills them.</summary>
public sealed class FigureCheck(
    IPortalDbs databases,
    WriteGate gate,
    Programme programme,
    SequentialKeys keys,
    TimeProvider time,
    ILogger<FigureCheck> log
)
{
    /// <summary>How many differences are kept for somebody to look at.</summary>
    public const int Kept = 20;

    private const int Tries = 4;

    /// <summary>How the last check went; null before the first one.</summary>
    public async Task<FigureVerdict?> LastAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return FigureNotes.Read<FigureVerdict>(await FigureNotes.TextAsync(db, FigureNotes.Check, cancellation));
    }

    /// <summary>Checks all of it, while postings go on; memory does not grow with the ledger. It may run twice or on two
    /// nodes at once: whoever ends later sees that, and begins again.</summary>
    public async Task<FigureVerdict> RunAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryAsync(cancellation) is { } verdict)
                {
                    return verdict;
                }
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Another node wrote the first verdict at the same moment.
            }
        }
    }

    /// <summary>Null when another check has ended meanwhile: what it put right must not be put right twice.</summary>
    private async Task<FigureVerdict?> TryAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var before = await FigureNotes.TextAsync(db, FigureNotes.Check, cancellation);
        var (entries, differences) = await CompareAsync(db, cancellation);

        using var turn = await gate.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isFirst = before is null;
        var verdict = new FigureVerdict(
            Clock.Now(time),
            entries,
            isFirst,
            isFirst ? 0 : differences.Count,
            isFirst ? [] : [.. differences.Take(Kept).Select(DifferenceOf)]
        );
        if (!await FigureNotes.TryWriteAsync(db, FigureNotes.Check, before, verdict, cancellation))
        {
            return null;
        }
        // What is added to a figure is right whatever postings have added since.
        db.FigureDeltas.AddRange(differences.Select(each => FigureSums.DeltaOf(each.Key, each.Value, keys)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Tell(verdict);
        return verdict;
    }

    private void Tell(FigureVerdict verdict)
    {
        foreach (var difference in verdict.Differences)
        {
            log.LogError(
                "The figure of {Month:yyyy-MM}, wallet {Wallet}, {Type} was not what the ledger says: {Added} added, {Taken} taken, {Entries} entries were missing. It is put right",
                difference.Month,
                difference.Wallet,
                difference.Type,
                difference.Added,
                difference.Taken,
                difference.Entries
            );
        }
    }

    /// <summary>What the ledger has more than the figures, oldest month first.</summary>
    private async Task<(long Entries, List<KeyValuePair<FigureKey, FigureSum>> Differences)> CompareAsync(
        PortalDb db,
        CancellationToken cancellation
    )
    {
        var sums = new Dictionary<FigureKey, FigureSum>();
        var entries = 0L;
        // One statement sees one moment on every database, and a reader of it holds up no posting.
        var lines = db.Database.SqlQuery<Line>(
            $"""
            SELECT "At", NULL AS "Month", "Wallet", "Type", "Points" AS "Added", 0 AS "Taken", 1 AS "Entries" FROM "Entries"
            WHERE "Reason" NOT LIKE '%"code":"merged-%'
            UNION ALL
            SELECT NULL, "Month", "Wallet", "Type", "Added", "Taken", "Entries" FROM "MonthFigures"
            UNION ALL
            SELECT NULL, "Month", "Wallet", "Type", "Added", "Taken", "Entries" FROM "FigureDeltas"
            """
        );
        var months = new MonthCalendar(programme.Zone);
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (line.At is { } at)
            {
                entries++;
                sums.Count(new FigureKey(months.MonthOf(at), line.Wallet, line.Type), FigureSum.Of(line.Added));
            }
            else
            {
                var kept = new FigureSum(line.Added, line.Taken, line.Entries);
                sums.Count(new FigureKey(line.Month!.Value, line.Wallet, line.Type), default(FigureSum) - kept);
            }
        }
        var differences = sums.Where(sum => sum.Value != default)
            .OrderBy(sum => sum.Key.Month)
            .ThenBy(sum => sum.Key.Wallet, StringComparer.Ordinal)
            .ThenBy(sum => sum.Key.Type)
            .ToList();
        return (entries, differences);
    }

    private static FigureDifference DifferenceOf(KeyValuePair<FigureKey, FigureSum> sum) =>
        new(sum.Key.Month, sum.Key.Wallet, sum.Key.Type, sum.Value.Added, sum.Value.Taken, sum.Value.Entries);

    /// <summary>An entry, which has a time, or a figure, which has a month.</summary>
    private sealed class Line
    {
        public DateTime? At { get; init; }

        public DateOnly? Month { get; init; }

        public required string Wallet { get; init; }

        public EntryType Type { get; init; }

        public long Added { get; init; }

        public long Taken { get; init; }

        public long Entries { get; init; }
    }
}
