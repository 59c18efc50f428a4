using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>A change of a member's own data at work: one transaction, in which the account's row is locked.</summary>
/// <param name="Db">The transaction's context; saved afterwards.</param>
/// <param name="Member">The member, tracked.</param>
/// <param name="Keys">New keys.</param>
/// <param name="Now">The portal's time (UTC).</param>
public sealed record MemberChange(PortalDb Db, Member Member, SequentialKeys Keys, DateTimeOffset Now);

/// <summary>Changes what belongs to a member, one change at a time: the lock is that of postings, so a change never meets
/// the member's erasure halfway.</summary>
public sealed class MemberChanges(IPortalDbs databases, WriteGate gate, SequentialKeys keys, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>Runs one change.</summary>
    /// <param name="accountId">Whose, signed in.</param>
    /// <param name="change">Changes what the context tracks; may run again when somebody got in between.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    /// <returns>What the change came to; null when there is no such member.</returns>
    /// <exception cref="DbUpdateException">What is written is somebody else's already, after several tries.</exception>
    public async Task<T?> RunAsync<T>(
        Guid accountId,
        Func<MemberChange, CancellationToken, Task<T>> change,
        CancellationToken cancellation
    )
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(accountId, change, cancellation);
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // The winner has committed; the next try sees what it did.
            }
        }
    }

    private async Task<T?> TryAsync<T>(
        Guid accountId,
        Func<MemberChange, CancellationToken, Task<T>> change,
        CancellationToken cancellation
    )
        where T : class
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await AccountQueries.LockAsync(db, accountId, cancellation);
        var member = await db.Members.FirstOrDefaultAsync(each => each.AccountId == accountId, cancellation);
        if (member is null)
        {
            return null;
        }
        var result = await change(new MemberChange(db, member, keys, Clock.Now(time)), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }
}
