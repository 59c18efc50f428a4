using System.Security.Cryptography;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Staff;

/// <summary>Who is of the staff. Kept in Identity's tables; somebody of the staff has a <c>StaffName</c>, a member has
/// none. Times are the portal's, so locks and links end by the same clock as everything else.</summary>
public sealed class StaffBook(
    IPortalDbs databases,
    WriteGate gate,
    SequentialKeys keys,
    SessionBook sessions,
    TimeProvider time
)
{
    /// <summary>A lock that nobody lives to see the end of: whoever has it is removed.</summary>
    internal static readonly DateTimeOffset ForEver = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Attempts = 10;

    /// <summary>Somebody of the staff by the address they sign in with; null for nobody.</summary>
    public Task<StaffPerson?> FindAsync(string email, CancellationToken cancellation)
    {
        var normalized = Normalized(email);
        return FirstAsync(users => users.Where(user => user.NormalizedUserName == normalized), cancellation);
    }

    /// <summary>Somebody of the staff by id; null for nobody.</summary>
    public Task<StaffPerson?> FindAsync(Guid id, CancellationToken cancellation) =>
        FirstAsync(users => users.Where(user => user.Id == id), cancellation);

    /// <summary>All of the staff, the removed included, by address.</summary>
    public async Task<IReadOnlyList<StaffPerson>> ListAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await ReadAsync(db, db.Users.OrderBy(user => user.NormalizedUserName), cancellation);
    }

    /// <summary>Adds somebody without a password. Whoever was removed comes back as new: no password, no second factor.
    /// Roles that the database lacks are made.</summary>
    public Task<StaffAdding> AddAsync(
        string email,
        string name,
        IReadOnlyCollection<string> roles,
        CancellationToken cancellation
    ) => AddAsync(email, name, roles, by: null, cancellation);

    /// <summary>Adds somebody, with a line of the audit.</summary>
    /// <inheritdoc cref="AddAsync(string, string, IReadOnlyCollection{string}, CancellationToken)"/>
    /// <param name="email">The address they sign in with.</param>
    /// <param name="name">The name as colleagues see it.</param>
    /// <param name="roles">What they may do.</param>
    /// <param name="by">Who of the staff adds them; null for a command.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<StaffAdding> AddAsync(
        string email,
        string name,
        IReadOnlyCollection<string> roles,
        Guid? by,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAddAsync(email, name, roles, by, cancellation);
            }
            catch (Exception conflict) when (attempt < Attempts && Conflicts.IsConflict(conflict))
            {
                // Another node added the same person or role in between; the next try finds it.
            }
        }
    }

    /// <summary>Ends all sessions of somebody and bars them for good; the row stays for the audit.</summary>
    /// <returns>False when nobody of the staff has that address.</returns>
    public async Task<bool> RemoveAsync(string email, CancellationToken cancellation)
    {
        if (await FindAsync(email, cancellation) is not { } person)
        {
            return false;
        }
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await BarAsync(db, person.Id, cancellation);
            var note = AuditNote.OfCommand(AuditActions.StaffRemoved, new AuditFact("staff", person.Id.ToString()));
            await AuditBook.AddAsync(db, note, Clock.Now(time), cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await sessions.EndAllAsync(person.Id, except: null, cancellation);
        return true;
    }

    /// <summary>Another password, for somebody who has proved the present one.</summary>
    /// <returns>False when the password was changed elsewhere in between, or they were removed.</returns>
    public async Task<bool> ChangePasswordAsync(
        StaffPerson person,
        string passwordHash,
        Guid? keptSession,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(person);
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            var stamp = NewStamp();
            var changed = await db
                .Users.Where(user =>
                    user.Id == person.Id
                    && user.SecurityStamp == person.Stamp
                    && (user.LockoutEnd == null || user.LockoutEnd < ForEver)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(user => user.PasswordHash, passwordHash)
                            .SetProperty(user => user.SecurityStamp, stamp),
                    cancellation
                );
            if (changed == 0)
            {
                return false;
            }
            await StaffLinks.DropAsync(db, person.Id, cancellation);
        }
        await sessions.EndAllAsync(person.Id, keptSession, cancellation);
        return true;
    }

    /// <summary>When these of the staff were last here, by their ids; nobody who never was. Sessions of members are not
    /// read for it.</summary>
    /// <param name="who">Their ids.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> SeenAsync(
        IReadOnlyCollection<Guid> who,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var seen = await db
            .Sessions.Where(each => who.Contains(each.UserId) && each.IsStaff)
            .GroupBy(each => each.UserId)
            .Select(group => new { group.Key, At = group.Max(each => each.SeenAt) })
            .ToListAsync(cancellation);
        return seen.ToDictionary(each => each.Key, each => each.At);
    }

    /// <summary>Bars somebody for good: no password, no session and no link opens anything.</summary>
    internal static async Task BarAsync(PortalDb db, Guid id, CancellationToken cancellation)
    {
        var stamp = NewStamp();
        await db
            .Users.Where(user => user.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)ForEver)
                        .SetProperty(user => user.SecurityStamp, stamp),
                cancellation
            );
        await StaffLinks.DropAsync(db, id, cancellation);
    }

    /// <summary>The form in which addresses are compared.</summary>
    internal static string Normalized(string email) => email.Trim().ToUpperInvariant();

    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private async Task<StaffAdding> TryAddAsync(
        string email,
        string name,
        IReadOnlyCollection<string> roles,
        Guid? by,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var normalized = Normalized(email);
        var user = await db.Users.FirstOrDefaultAsync(each => each.NormalizedUserName == normalized, cancellation);
        if (user is not null && (user.StaffName is null || !IsForEver(user.LockoutEnd)))
        {
            return new StaffAdding.Known();
        }
        if (user is null)
        {
            user = new PortalUser { Id = keys.New() };
            db.Users.Add(user);
        }
        user.UserName = user.Email = email.Trim();
        user.NormalizedUserName = user.NormalizedEmail = normalized;
        user.StaffName = name;
        user.LockoutEnabled = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        user.PasswordHash = null;
        user.TwoFactorEnabled = false;
        user.SecurityStamp = NewStamp();
        user.ConcurrencyStamp = NewStamp();
        await SecondFactors.ForgetAsync(db, user.Id, cancellation);
        await db.UserRoles.Where(each => each.UserId == user.Id).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var role in roles)
        {
            var roleId = await RoleAsync(db, role, cancellation);
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roleId });
        }
        var note = AuditNote.By(
            by,
            AuditActions.StaffAdded,
            new AuditFact("staff", user.Id.ToString()),
            new AuditFact("roles", string.Join(' ', roles))
        );
        await db.SaveChangesAsync(cancellation);
        await AuditBook.AddAsync(db, note, Clock.Now(time), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new StaffAdding.Added(user.Id);
    }

    /// <summary>The id of a role, which is made where the database lacks it.</summary>
    internal async Task<Guid> RoleAsync(PortalDb db, string name, CancellationToken cancellation)
    {
        var normalized = name.ToUpperInvariant();
        var known = await db.Roles.FirstOrDefaultAsync(each => each.NormalizedName == normalized, cancellation);
        if (known is null)
        {
            known = new PortalRole
            {
                Id = keys.New(),
                Name = name,
                NormalizedName = normalized,
                ConcurrencyStamp = NewStamp(),
            };
            db.Roles.Add(known);
        }
        return known.Id;
    }

    private async Task<StaffPerson?> FirstAsync(
        Func<IQueryable<PortalUser>, IQueryable<PortalUser>> which,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var found = await ReadAsync(db, which(db.Users), cancellation);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<IReadOnlyList<StaffPerson>> ReadAsync(
        PortalDb db,
        IQueryable<PortalUser> which,
        CancellationToken cancellation
    )
    {
        var users = await which.AsNoTracking().Where(user => user.StaffName != null).ToListAsync(cancellation);
        var ids = users.ConvertAll(user => user.Id);
        var roles = await db
            .UserRoles.Where(each => ids.Contains(each.UserId))
            .Join(db.Roles, each => each.RoleId, role => role.Id, (each, role) => new { each.UserId, role.Name })
            .ToListAsync(cancellation);
        var now = Clock.Now(time);
        return users.ConvertAll(user => new StaffPerson(
            user.Id,
            user.Email!,
            user.StaffName!,
            [.. roles.Where(each => each.UserId == user.Id).Select(each => each.Name!).Order(StringComparer.Ordinal)],
            user.PasswordHash,
            user.TwoFactorEnabled,
            user.LockoutEnd > now ? user.LockoutEnd : null,
            IsForEver(user.LockoutEnd),
            user.SecurityStamp!
        ));
    }

    private static bool IsForEver(DateTimeOffset? end) => end >= ForEver;
}
