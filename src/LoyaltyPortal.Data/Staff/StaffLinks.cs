using System.Globalization;
using System.Security.Cryptography;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Staff;

/// <summary>Links by which people of the staff set a password: made by a command, good for a day and for one use. Another
/// link takes the place of the one before. Only a hash is stored.</summary>
public sealed class StaffLinks(IPortalDbs databases, WriteGate gate, SessionBook sessions, TimeProvider time)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private const string Name = "Link";

    /// <summary>Makes a link.</summary>
    /// <returns>The secret that it carries.</returns>
    public Task<string> NewAsync(Guid userId, CancellationToken cancellation) =>
        NewAsync(userId, by: null, cancellation);

    /// <summary>Makes a link, with a line of the audit.</summary>
    /// <param name="userId">For whom.</param>
    /// <param name="by">Who of the staff makes it; null for a command.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The secret that it carries.</returns>
    public async Task<string> NewAsync(Guid userId, Guid? by, CancellationToken cancellation)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var endsAt = Clock.Now(time) + Lasts;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await DropAsync(db, userId, cancellation);
        db.UserTokens.Add(
            new IdentityUserToken<Guid>
            {
                UserId = userId,
                LoginProvider = SecondFactors.Provider,
                Name = Name,
                Value = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Convert.ToHexString(OneTimeCodes.HashOf(userId, secret))} {endsAt.UtcTicks}"
                ),
            }
        );
        var note = AuditNote.By(by, AuditActions.StaffLinkMade, new AuditFact("staff", userId.ToString()));
        await AuditBook.AddAsync(db, note, Clock.Now(time), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }

    /// <summary>Whether a link can be used. It stays so: programs open links before people do.</summary>
    public async Task<bool> IsGoodAsync(Guid userId, string secret, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await ReadAsync(db, userId, secret, cancellation) is not null;
    }

    /// <summary>Uses a link: sets the password, drops the second factor and passkeys, ends all sessions and any lock by
    /// wrong tries.</summary>
    /// <returns>False when the link is not good, or somebody used it at the same moment; nothing was changed.</returns>
    public async Task<bool> UseAsync(Guid userId, string secret, string passwordHash, CancellationToken cancellation)
    {
        if (!await TryUseAsync(userId, secret, passwordHash, cancellation))
        {
            return false;
        }
        await sessions.EndAllAsync(userId, except: null, cancellation);
        return true;
    }

    /// <summary>No link is good any more.</summary>
    internal static Task<int> DropAsync(PortalDb db, Guid userId, CancellationToken cancellation) =>
        Of(db, userId).ExecuteDeleteAsync(cancellation);

    private async Task<bool> TryUseAsync(
        Guid userId,
        string secret,
        string passwordHash,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (
            await ReadAsync(db, userId, secret, cancellation) is not { } value
            // Of two at the same moment the database lets one take the row.
            || await Of(db, userId).Where(each => each.Value == value).ExecuteDeleteAsync(cancellation) == 0
        )
        {
            return false;
        }
        var stamp = StaffBook.NewStamp();
        // Somebody may have been removed since the link was looked at: that is not undone.
        var changed = await db
            .Users.Where(user => user.Id == userId && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(user => user.PasswordHash, passwordHash)
                        .SetProperty(user => user.TwoFactorEnabled, false)
                        .SetProperty(user => user.SecurityStamp, stamp)
                        .SetProperty(user => user.AccessFailedCount, 0)
                        .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
                cancellation
            );
        if (changed == 0)
        {
            return false;
        }
        await SecondFactors.ForgetAsync(db, userId, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>What is stored of a link that is good; null of any other.</summary>
    private async Task<string?> ReadAsync(PortalDb db, Guid userId, string secret, CancellationToken cancellation)
    {
        var staff = db.Users.Where(user =>
            user.Id == userId
            && user.StaffName != null
            && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver)
        );
        var value = await Of(db, userId)
            .Where(each => staff.Any())
            .Select(each => each.Value)
            .FirstOrDefaultAsync(cancellation);
        if (value?.Split(' ') is not [var hash, var ticks])
        {
            return null;
        }
        var isRight = OneTimeCodes.IsRight(Convert.FromHexString(hash), userId, secret);
        return isRight && long.Parse(ticks, CultureInfo.InvariantCulture) > Clock.Now(time).UtcTicks ? value : null;
    }

    private static IQueryable<IdentityUserToken<Guid>> Of(PortalDb db, Guid userId) =>
        db.UserTokens.Where(each =>
            each.UserId == userId && each.LoginProvider == SecondFactors.Provider && each.Name == Name
        );
}
