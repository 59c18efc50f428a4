using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Staff;

/// <summary>What came of an operator's act on somebody of the staff.</summary>
public enum StaffChanging
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is nobody of that id, or they were removed; nothing was changed.</summary>
    NotThere,

    /// <summary>Nobody does this to themselves; nothing was changed.</summary>
    Oneself,

    /// <summary>Whoever wanted it is no operator any more; nothing was changed. So there is always one left.</summary>
    NotAllowed,
}

/// <summary>What an operator does to others of the staff. Each act is a line of the audit.</summary>
public sealed class StaffChanges(
    IPortalDbs databases,
    WriteGate gate,
    StaffBook staff,
    SessionBook sessions,
    TimeProvider time
)
{
    private const int Attempts = 10;

    /// <summary>Sets what somebody may do. It holds from their next request on. Nobody takes the role of an operator from
    /// themselves.</summary>
    /// <param name="id">Who.</param>
    /// <param name="roles">Of <see cref="StaffRoles.All"/>.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellation">Stops waiting; nothing was changed then.</param>
    public Task<StaffChanging> SetRolesAsync(
        Guid id,
        IReadOnlyCollection<string> roles,
        Guid by,
        CancellationToken cancellation
    ) =>
        TryAsync(
            id,
            by,
            takesOperator: !roles.Contains(StaffRoles.Operator),
            AuditNote.Of(
                by,
                null,
                AuditActions.StaffRolesSet,
                Who(id),
                new AuditFact("roles", string.Join(' ', roles))
            ),
            async db =>
            {
                await db.UserRoles.Where(each => each.UserId == id).ExecuteDeleteAsync(cancellation);
                foreach (var role in roles)
                {
                    var roleId = await staff.RoleAsync(db, role, cancellation);
                    db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = roleId });
                }
            },
            cancellation
        );

    /// <summary>Forgets the wrong tries of somebody, and the lock that they led to.</summary>
    public Task<StaffChanging> UnlockAsync(Guid id, Guid by, CancellationToken cancellation) =>
        TryAsync(
            id,
            by,
            takesOperator: false,
            AuditNote.Of(by, null, AuditActions.StaffUnlocked, Who(id)),
            db =>
                db
                    // Somebody may have been removed since they were looked at: that is not undone.
                    .Users.Where(user =>
                        user.Id == id && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null)
                                .SetProperty(user => user.AccessFailedCount, 0),
                        cancellation
                    ),
            cancellation
        );

    /// <summary>Bars somebody for good and ends all their sessions; the row stays for the audit. Nobody removes
    /// themselves.</summary>
    public async Task<StaffChanging> RemoveAsync(Guid id, Guid by, CancellationToken cancellation)
    {
        if (id == by)
        {
            return StaffChanging.Oneself;
        }
        var note = AuditNote.Of(by, null, AuditActions.StaffRemoved, Who(id));
        var came = await TryAsync(
            id,
            by,
            takesOperator: true,
            note,
            db => StaffBook.BarAsync(db, id, cancellation),
            cancellation
        );
        if (came == StaffChanging.Done)
        {
            await sessions.EndAllAsync(id, except: null, cancellation);
        }
        return came;
    }

    private async Task<StaffChanging> TryAsync(
        Guid id,
        Guid by,
        bool takesOperator,
        AuditNote note,
        Func<PortalDb, Task> change,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ChangeAsync(id, by, takesOperator, note, change, cancellation);
            }
            catch (Exception conflict) when (attempt < Attempts && Conflicts.IsConflict(conflict))
            {
                // Another operator did something to the same person or role in between; the next try sees it.
            }
        }
    }

    private async Task<StaffChanging> ChangeAsync(
        Guid id,
        Guid by,
        bool takesOperator,
        AuditNote note,
        Func<PortalDb, Task> change,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Takes the row's lock: of two operators who remove each other at the same moment one must see the other gone, and of
        // two sets of roles for one person the later one stays whole.
        await db
            .Roles.Where(role => role.Name == StaffRoles.Operator)
            .ExecuteUpdateAsync(
                set => set.SetProperty(role => role.ConcurrencyStamp, role => role.ConcurrencyStamp),
                cancellation
            );
        var present = db.Users.Where(user =>
            user.StaffName != null && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver)
        );
        if (!await present.AnyAsync(user => user.Id == id, cancellation))
        {
            return StaffChanging.NotThere;
        }
        var operators = db
            .UserRoles.Where(each =>
                db.Roles.Any(role => role.Id == each.RoleId && role.Name == StaffRoles.Operator)
                && present.Any(user => user.Id == each.UserId)
            )
            .Select(each => each.UserId);
        // They were one when their request came in; somebody may have taken that from them since.
        if (!await operators.ContainsAsync(by, cancellation))
        {
            return StaffChanging.NotAllowed;
        }
        if (takesOperator && id == by)
        {
            return StaffChanging.Oneself;
        }
        await change(db);
        await AuditBook.AddAsync(db, note, Clock.Now(time), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return StaffChanging.Done;
    }

    private static AuditFact Who(Guid id) => new("staff", id.ToString());
}
