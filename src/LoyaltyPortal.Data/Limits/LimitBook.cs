using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Limits;

/// <summary>Counts what is limited, in the database: a limit holds over nodes, restarts and parallel requests.</summary>
public sealed class LimitBook(IPortalDbs databases, WriteGate gate)
{
    private const int Attempts = 10;

    /// <summary>Takes one of each limit, or of none when one is reached.</summary>
    /// <param name="limits">The limits, looked at in this order; those many share come last, so that they are kept
    /// locked for the shortest time.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting; nothing is then counted.</param>
    public async Task<Taking> TakeAsync(IReadOnlyList<Limit> limits, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryTakeAsync(limits, now, cancellation);
            }
            catch (Exception conflict) when (attempt < Attempts && Conflicts.IsConflict(conflict))
            {
                // Another request made the counter in between; the next try finds it.
            }
        }
    }

    private async Task<Taking> TryTakeAsync(
        IReadOnlyList<Limit> limits,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var alarms = new List<Limit>();
        foreach (var limit in limits)
        {
            if (await CountAsync(db, limit, now, cancellation) is not { } count)
            {
                var retryAt = await RetryAtAsync(db, limit, now, cancellation);
                await transaction.RollbackAsync(cancellation);
                return new Taking.Refused(limit, retryAt);
            }
            if (count == limit.AlarmAt)
            {
                alarms.Add(limit);
            }
        }
        await transaction.CommitAsync(cancellation);
        return new Taking.Taken(alarms);
    }

    /// <summary>The count with this one; null when the limit is reached.</summary>
    private static async Task<int?> CountAsync(
        PortalDb db,
        Limit limit,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var latest = now - limit.Gap;
        var counter = CounterOf(db, limit, now);
        var free = counter.Where(each => each.Count < limit.Most);
        // Requests come in another order than their clocks say, so only a gap looks at the time of the last one.
        free = limit.Gap > TimeSpan.Zero ? free.Where(each => each.LastAt <= latest) : free;
        if (await AddOneAsync(free, now, cancellation))
        {
            return await counter.Select(each => each.Count).FirstAsync(cancellation);
        }
        if (limit.Most < 1)
        {
            return null;
        }
        if (await counter.AnyAsync(cancellation))
        {
            // Another request may have made the counter since: then it was not full, only not there yet.
            return await AddOneAsync(free, now, cancellation)
                ? await counter.Select(each => each.Count).FirstAsync(cancellation)
                : null;
        }
        db.LimitCounters.Add(
            new LimitCounter
            {
                Rule = limit.Rule,
                Subject = limit.Subject,
                WindowStart = limit.WindowAt(now),
                Count = 1,
                LastAt = now,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return 1;
    }

    /// <summary>The update takes the row's lock, so whoever else counts waits until this request is through.</summary>
    private static async Task<bool> AddOneAsync(
        IQueryable<LimitCounter> free,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        await free.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.Count, each => each.Count + 1)
                    .SetProperty(each => each.LastAt, each => each.LastAt > now ? each.LastAt : now),
            cancellation
        ) == 1;

    private static async Task<DateTimeOffset> RetryAtAsync(
        PortalDb db,
        Limit limit,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var lastAt = await CounterOf(db, limit, now).Select(each => each.LastAt).FirstOrDefaultAsync(cancellation);
        return limit.Gap > TimeSpan.Zero && lastAt + limit.Gap > now
            ? lastAt + limit.Gap
            : limit.WindowAt(now) + limit.Window;
    }

    private static IQueryable<LimitCounter> CounterOf(PortalDb db, Limit limit, DateTimeOffset now)
    {
        var (rule, subject, start) = (limit.Rule, limit.Subject, limit.WindowAt(now));
        return db
            .LimitCounters.AsNoTracking()
            .Where(each => each.Rule == rule && each.Subject == subject && each.WindowStart == start);
    }
}
