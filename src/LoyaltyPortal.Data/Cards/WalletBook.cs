using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Cards;

/// <summary>A pass whose account moved since it was last looked at.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Version">The account's version now.</param>
public sealed record MovedPass(WalletPass Pass, long Version);

/// <summary>A wallet that is to be told of a change.</summary>
/// <param name="DeviceId">The wallet's key here.</param>
/// <param name="Pass">The pass that changed.</param>
/// <param name="PushToken">Where to tell it.</param>
/// <param name="Tries">Tries that failed so far.</param>
public sealed record DueWallet(Guid DeviceId, WalletPass Pass, string PushToken, int Tries);

/// <summary>Keeps which cards are in phones' wallets and which wallets wait to be told of a change.</summary>
public sealed class WalletBook(
    IPortalDbs databases,
    WriteGate gate,
    SequentialKeys keys,
    Programme programme,
    TimeProvider time
)
{
    /// <summary>Wallets of one pass; a person has not more phones.</summary>
    public const int MostDevices = 20;

    /// <summary>A pass by its serial number; null for none.</summary>
    public async Task<WalletPass?> FindAsync(Guid passId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.WalletPasses.AsNoTracking().FirstOrDefaultAsync(each => each.Id == passId, cancellation);
    }

    /// <summary>The pass of an account, made at the first time.</summary>
    /// <param name="accountId">Whose card.</param>
    /// <param name="kind">Whose wallet.</param>
    /// <param name="shown">A digest of what it shows.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<WalletPass> TakeAsync(
        Guid accountId,
        WalletKind kind,
        string shown,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(accountId, kind, cancellation) is { } kept)
        {
            return kept;
        }
        var now = Clock.Now(time);
        var pass = new WalletPass
        {
            Id = keys.New(),
            AccountId = accountId,
            Kind = kind,
            CreatedAt = now,
            Shown = shown,
            SeenOn = programme.Zone.DayOf(now),
            ChangedAt = now,
        };
        try
        {
            using var turn = await gate.EnterAsync(cancellation);
            await using var db = databases.Create();
            db.WalletPasses.Add(pass);
            await db.SaveChangesAsync(cancellation);
            return pass;
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            // Asked for twice at once.
            return await FindAsync(accountId, kind, cancellation)
                ?? throw new InvalidOperationException("A pass that hindered another one is not there.", conflict);
        }
    }

    /// <summary>A wallet has the pass and wants to be told of changes; false when it was known already. Null when the pass is
    /// in as many wallets as anybody may have.</summary>
    public async Task<bool?> RegisterAsync(Guid passId, string device, string pushToken, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var made = await db
            .WalletPasses.Where(each => each.Id == passId)
            .Select(each => each.CreatedAt)
            .FirstOrDefaultAsync(cancellation);
        var known = await db
            .WalletDevices.Where(each => each.PassId == passId && each.Device == device)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.PushToken, pushToken)
                        .SetProperty(each => each.Tries, 0)
                        .SetProperty(each => each.NextTryAt, now),
                cancellation
            );
        if (known > 0)
        {
            return false;
        }
        if (await db.WalletDevices.CountAsync(each => each.PassId == passId, cancellation) >= MostDevices)
        {
            return null;
        }
        db.WalletDevices.Add(
            new WalletDevice
            {
                Id = keys.New(),
                PassId = passId,
                Device = device,
                PushToken = pushToken,
                CreatedAt = now,
                // What changed while the card was on its way to the wallet is told once.
                ToldOf = made,
                NextTryAt = now,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            return false;
        }
    }

    /// <summary>A wallet no longer has the pass.</summary>
    public async Task UnregisterAsync(Guid passId, string device, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WalletDevices.Where(each => each.PassId == passId && each.Device == device)
            .ExecuteDeleteAsync(cancellation);
    }

    /// <summary>The passes of a wallet that changed after a time; all of them for none.</summary>
    public async Task<IReadOnlyList<WalletPass>> ChangedAsync(
        string device,
        DateTimeOffset? after,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var passes = db
            .WalletPasses.AsNoTracking()
            .Where(pass => pass.Kind == WalletKind.Apple)
            .Where(pass => db.WalletDevices.Any(each => each.PassId == pass.Id && each.Device == device));
        return await passes
            .Where(pass => after == null || pass.ChangedAt > after)
            .OrderBy(pass => pass.ChangedAt)
            .ToListAsync(cancellation);
    }

    /// <summary>Passes whose accounts moved since they were last looked at, or that were not looked at today.</summary>
    /// <param name="after">Only those after this pass.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<MovedPass>> MovedAsync(Guid after, int most, CancellationToken cancellation)
    {
        var today = programme.Zone.DayOf(Clock.Now(time));
        await using var db = databases.Create();
        var moved =
            from pass in db.WalletPasses.AsNoTracking()
            join account in db.Accounts on pass.AccountId equals account.Id
            where account.Version != pass.SeenVersion || pass.SeenOn != today
            where pass.Id.CompareTo(after) > 0
            orderby pass.Id
            select new MovedPass(pass, account.Version);
        return await moved.Take(most).ToListAsync(cancellation);
    }

    /// <summary>Takes note of what a pass shows; another digest is a change to tell.</summary>
    /// <param name="passId">The pass.</param>
    /// <param name="version">The account's version before what it shows was read.</param>
    /// <param name="shown">The digest.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task NoteAsync(Guid passId, long version, string shown, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var today = programme.Zone.DayOf(now);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WalletPasses.Where(each => each.Id == passId && each.SeenVersion <= version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.ChangedAt, each => each.Shown == shown ? each.ChangedAt : now)
                        .SetProperty(each => each.Shown, shown)
                        .SetProperty(each => each.SeenOn, today)
                        .SetProperty(each => each.SeenVersion, version),
                cancellation
            );
    }

    /// <summary>Wallets to be told of a change now.</summary>
    public async Task<IReadOnlyList<DueWallet>> DueAsync(int most, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        var due =
            from device in db.WalletDevices.AsNoTracking()
            join pass in db.WalletPasses.AsNoTracking() on device.PassId equals pass.Id
            where pass.ChangedAt > device.ToldOf && device.NextTryAt <= now
            orderby device.NextTryAt
            select new DueWallet(device.Id, pass, device.PushToken, device.Tries);
        return await due.Take(most).ToListAsync(cancellation);
    }

    /// <summary>A wallet is about to be told: nobody else tries until then. False when another node was first.</summary>
    public async Task<bool> ClaimAsync(DueWallet due, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        return await db
                .WalletDevices.Where(each =>
                    each.Id == due.DeviceId && each.Tries == due.Tries && each.ToldOf < due.Pass.ChangedAt
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(each => each.NextTryAt, until).SetProperty(each => each.Tries, due.Tries + 1),
                    cancellation
                ) == 1;
    }

    /// <summary>A wallet was told of a change.</summary>
    public async Task ToldAsync(DueWallet due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WalletDevices.Where(each => each.Id == due.DeviceId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.ToldOf, due.Pass.ChangedAt)
                        .SetProperty(each => each.Tries, 0)
                        .SetProperty(each => each.NextTryAt, now),
                cancellation
            );
    }

    /// <summary>A wallet is gone: its maker says so of the token it was told by. One that has come again with another token
    /// stays.</summary>
    public async Task DropAsync(DueWallet due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WalletDevices.Where(each => each.Id == due.DeviceId && each.PushToken == due.PushToken)
            .ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Removes passes of members who were forgotten, once their wallets know.</summary>
    public async Task RemoveNobodysAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WalletPasses.Where(each => each.Shown == WalletPass.Nobodys)
            .Where(each => !db.WalletDevices.Any(device => device.PassId == each.Id))
            .ExecuteDeleteAsync(cancellation);
    }

    private async Task<WalletPass?> FindAsync(Guid accountId, WalletKind kind, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .WalletPasses.AsNoTracking()
            .FirstOrDefaultAsync(each => each.AccountId == accountId && each.Kind == kind, cancellation);
    }
}
