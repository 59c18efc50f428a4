using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Figures;

/// <summary>The sums over the ledger by month, wallet and kind: kept by postings, so that they cost the same to read at any
/// number of entries (docs/decisions/figures.md).</summary>
public sealed class FigureBook(IPortalDbs databases, WriteGate gate)
{
    private const int Batch = 2_000;

    /// <summary>The sums of all entries that are committed at this moment.</summary>
    public async Task<IReadOnlyDictionary<FigureKey, FigureSum>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        // One statement sees one moment: what is being moved is seen here or there, and never in both.
        var sums = await db
            .MonthFigures.Select(each => new
            {
                each.Month,
                each.Wallet,
                each.Type,
                each.Added,
                each.Taken,
                each.Entries,
            })
            .Concat(
                db.FigureDeltas.Select(each => new
                {
                    each.Month,
                    each.Wallet,
                    each.Type,
                    each.Added,
                    each.Taken,
                    each.Entries,
                })
            )
            .GroupBy(each => new
            {
                each.Month,
                each.Wallet,
                each.Type,
            })
            .Select(group => new
            {
                group.Key,
                Added = group.Sum(each => each.Added),
                Taken = group.Sum(each => each.Taken),
                Entries = group.Sum(each => each.Entries),
            })
            .ToListAsync(cancellation);
        return sums.ToDictionary(
            sum => new FigureKey(sum.Key.Month, sum.Key.Wallet, sum.Key.Type),
            sum => new FigureSum(sum.Added, sum.Taken, sum.Entries)
        );
    }

    /// <summary>Moves what postings have added into the months; returns how many rows there were. It may run late, twice or
    /// on two nodes at once: a row is moved by whoever deletes it.</summary>
    public async Task<int> MoveAsync(CancellationToken cancellation)
    {
        var moved = 0;
        try
        {
            while (await MoveSomeAsync(cancellation) is > 0 and var count)
            {
                moved += count;
            }
        }
        catch (Exception conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another node moves the same rows at this moment; what is left is moved by the next run.
        }
        return moved;
    }

    private async Task<int> MoveSomeAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var deltas = await db
            .FigureDeltas.AsNoTracking()
            .OrderBy(each => each.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
        var ids = deltas.Select(each => each.Id).ToArray();
        // By their ids and not by a range: what a slower posting commits meanwhile may have a smaller one.
        var deleted = await db
            .FigureDeltas.Where(each => EF.Parameter(ids).Contains(each.Id))
            .ExecuteDeleteAsync(cancellation);
        if (deltas.Count == 0 || deleted != deltas.Count)
        {
            // None, or another node was quicker with some of them: then nothing of this is committed.
            return 0;
        }
        var sums = new Dictionary<FigureKey, FigureSum>();
        foreach (var delta in deltas)
        {
            sums.Count(
                new FigureKey(delta.Month, delta.Wallet, delta.Type),
                new FigureSum(delta.Added, delta.Taken, delta.Entries)
            );
        }
        // In one order, so that two nodes never wait for each other in a ring.
        foreach (
            var (key, sum) in sums.OrderBy(each => each.Key.Month)
                .ThenBy(each => each.Key.Wallet, StringComparer.Ordinal)
                .ThenBy(each => each.Key.Type)
        )
        {
            await AddAsync(db, key, sum, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return deltas.Count;
    }

    private static async Task AddAsync(PortalDb db, FigureKey key, FigureSum sum, CancellationToken cancellation)
    {
        var changed = await db
            .MonthFigures.Where(each => each.Month == key.Month && each.Wallet == key.Wallet && each.Type == key.Type)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.Added, each => each.Added + sum.Added)
                        .SetProperty(each => each.Taken, each => each.Taken + sum.Taken)
                        .SetProperty(each => each.Entries, each => each.Entries + sum.Entries),
                cancellation
            );
        if (changed == 0)
        {
            db.MonthFigures.Add(
                new MonthFigure
                {
                    Month = key.Month,
                    Wallet = key.Wallet,
                    Type = key.Type,
                    Added = sum.Added,
                    Taken = sum.Taken,
                    Entries = sum.Entries,
                }
            );
        }
    }
}
