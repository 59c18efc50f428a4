using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>The trace that support leaves: each look through a member's eyes, and what was changed. Changes wait at the
/// lock of the account, so nothing is noted in a visit that is over.</summary>
public sealed class VisitBook(IPortalDbs databases, MemberChanges changes)
{
    /// <summary>Changes of one visit that are read.</summary>
    public const int MostActs = 50;

    private const int LongestReason = 500;

    /// <summary>Begins a visit.</summary>
    /// <param name="accountId">Whose account.</param>
    /// <param name="staffId">Who of the staff.</param>
    /// <param name="role">The role in which they come: one of <see cref="StaffRoles"/>.</param>
    /// <param name="reason">Why, as the member reads it.</param>
    /// <param name="lasts">When it ends by itself.</param>
    /// <param name="cancellation">Stops waiting; there is then no visit.</param>
    /// <returns>The visit; null when there is no such member.</returns>
    /// <exception cref="ArgumentException">No such role, no reason, or a reason that is too long.</exception>
    public async Task<Guid?> BeginAsync(
        Guid accountId,
        Guid staffId,
        string role,
        string reason,
        TimeSpan lasts,
        CancellationToken cancellation
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (reason.Length > LongestReason)
        {
            throw new ArgumentException("The reason is too long.", nameof(reason));
        }
        if (!StaffRoles.All.Contains(role))
        {
            throw new ArgumentException("There is no such role.", nameof(role));
        }
        var visit = await changes.RunAsync(
            accountId,
            (change, _) =>
            {
                var begun = new SupportVisit
                {
                    Id = change.Keys.New(),
                    AccountId = accountId,
                    StaffId = staffId,
                    Role = role,
                    Reason = reason,
                    StartedAt = change.Now,
                    EndsAt = change.Now + lasts,
                };
                change.Db.SupportVisits.Add(begun);
                return Task.FromResult(begun);
            },
            cancellation
        );
        return visit?.Id;
    }

    /// <summary>Notes what was changed during a visit.</summary>
    /// <param name="visitId">The visit.</param>
    /// <param name="what">What: a reason that begins with <c>support-</c>.</param>
    /// <param name="entryNumber">The entry that shows it; null where it moved no points.</param>
    /// <param name="cancellation">Stops waiting; nothing is then noted.</param>
    /// <returns>False when there is no such visit or it is over: nothing may be changed by it any more.</returns>
    public Task<bool> NoteAsync(Guid visitId, Reason what, long? entryNumber, CancellationToken cancellation) =>
        ChangeAsync(
            visitId,
            (visit, change) =>
                change.Db.Add(
                    new SupportAct
                    {
                        Id = change.Keys.New(),
                        VisitId = visit.Id,
                        At = change.Now,
                        What = what,
                        EntryNumber = entryNumber,
                    }
                ),
            cancellation
        );

    /// <summary>Ends a visit before its time.</summary>
    /// <returns>False when there is no such visit or it is over.</returns>
    public Task<bool> EndAsync(Guid visitId, CancellationToken cancellation) =>
        ChangeAsync(visitId, (visit, change) => visit.EndsAt = change.Now, cancellation);

    /// <summary>The visits to an account, the latest first, each with its first changes in their order.</summary>
    /// <param name="accountId">Whose account.</param>
    /// <param name="most">How many visits at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<SupportVisit>> ListAsync(Guid accountId, int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .SupportVisits.AsNoTracking()
            .Include(each => each.Acts.OrderBy(act => act.At).ThenBy(act => act.Id).Take(MostActs))
            .AsSplitQuery()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.StartedAt)
            .ThenByDescending(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    private async Task<bool> ChangeAsync(
        Guid visitId,
        Action<SupportVisit, MemberChange> act,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var owner = await db
            .SupportVisits.Where(each => each.Id == visitId)
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        if (owner is not { } accountId)
        {
            return false;
        }
        var changed = await changes.RunAsync(
            accountId,
            async (change, stop) =>
            {
                var visit = await change.Db.SupportVisits.FirstAsync(each => each.Id == visitId, stop);
                var isOver = visit.EndsAt <= change.Now;
                if (!isOver)
                {
                    act(visit, change);
                }
                return isOver ? "over" : "done";
            },
            cancellation
        );
        return changed == "done";
    }
}
