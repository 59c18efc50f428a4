using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Staff;

/// <summary>Counts tries of passwords and codes. A try is taken before it is looked at, so tries at the same moment get no
/// more than those one after another.</summary>
public sealed class StaffTries(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>So many wrong tries lock an account.</summary>
    public const int Most = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>Takes a try; the last one locks unless it turns out to be right.</summary>
    /// <returns>False when the account is locked, removed or not there.</returns>
    public async Task<bool> TakeAsync(Guid userId, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // A lock that is over is forgotten with the tries that led to it. This also takes the row's lock.
        await db
            .Users.Where(user => user.Id == userId && user.LockoutEnd <= now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(user => user.AccessFailedCount, 0)
                        .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
                cancellation
            );
        var taken = await db
            .Users.Where(user => user.Id == userId && user.LockoutEnd == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(user => user.AccessFailedCount, user => user.AccessFailedCount + 1),
                cancellation
            );
        var until = now + Lock;
        await db
            .Users.Where(user => user.Id == userId && user.LockoutEnd == null && user.AccessFailedCount >= Most)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)until), cancellation);
        await transaction.CommitAsync(cancellation);
        return taken == 1;
    }

    /// <summary>A try was right, but more has to be proved: it does not count, those before it still do.</summary>
    public Task GiveBackAsync(Guid userId, CancellationToken cancellation) => ForgiveAsync(userId, 1, cancellation);

    /// <summary>All was right: no try counts any more.</summary>
    public Task ForgetAsync(Guid userId, CancellationToken cancellation) =>
        ForgiveAsync(userId, int.MaxValue, cancellation);

    private async Task ForgiveAsync(Guid userId, int tries, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .Users.Where(user => user.Id == userId && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            user => user.AccessFailedCount,
                            user => user.AccessFailedCount > tries ? user.AccessFailedCount - tries : 0
                        )
                        .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
                cancellation
            );
    }
}
