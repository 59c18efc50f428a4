using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Keys;

/// <summary>What a new key of the store API is for.</summary>
/// <param name="Client">The client it belongs to.</param>
/// <param name="Scopes">What it may do: of <see cref="ApiScopes"/>.</param>
/// <param name="Channels">Channels it may speak for; empty for all.</param>
/// <param name="Store">The one store it may speak for; null for any.</param>
public sealed record NewApiKey(
    string Client,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Channels,
    string? Store
);

/// <summary>The keys of the store API. Each request looks its key up, so one that is withdrawn opens nothing from then on,
/// on every node.</summary>
public sealed class ApiKeyBook(IPortalDbs databases, WriteGate gate, SequentialKeys keys, TimeProvider time)
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "lp_";

    /// <summary>The longest name of a client or a store.</summary>
    public const int LongestName = 100;

    /// <summary>SHA-256 of a key: it has 160 random bits, so no salt is needed and it can be looked up.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>All keys, by client, the newest first; the withdrawn ones come last.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .ApiKeys.AsNoTracking()
            .OrderBy(each => each.RevokedAt != null)
            .ThenBy(each => each.Client)
            .ThenByDescending(each => each.CreatedAt)
            .ToListAsync(cancellation);
    }

    /// <summary>A key by its id; null for none.</summary>
    public async Task<ApiKey?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation);
    }

    /// <summary>Makes a key, and a line of the audit.</summary>
    /// <param name="wanted">What it is for.</param>
    /// <param name="by">Who of the staff made it; null for a command.</param>
    /// <param name="cancellation">Stops waiting; there is then no key.</param>
    /// <returns>The key itself: only its hash is kept.</returns>
    public async Task<string> CreateAsync(NewApiKey wanted, Guid? by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var text = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var key = new ApiKey
        {
            Id = keys.New(),
            Client = wanted.Client,
            KeyHash = HashOf(text),
            Scopes = wanted.Scopes,
            Channels = wanted.Channels,
            Store = wanted.Store,
            CreatedAt = Clock.Now(time),
        };
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ApiKeys.Add(key);
        var note = AuditNote.By(
            by,
            AuditActions.KeyCreated,
            new AuditFact("key", key.Id.ToString()),
            new AuditFact("scopes", string.Join(' ', key.Scopes))
        );
        await AuditBook.AddAsync(db, note, key.CreatedAt, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return text;
    }

    /// <summary>Withdraws a key for good, with a line of the audit.</summary>
    /// <returns>False when there is no such key, or it was withdrawn before; nothing was changed.</returns>
    public async Task<bool> RevokeAsync(Guid id, Guid by, CancellationToken cancellation)
    {
        DateTimeOffset? now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var revoked = await db
            .ApiKeys.Where(each => each.Id == id && each.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.RevokedAt, now), cancellation);
        if (revoked == 0)
        {
            return false;
        }
        var note = AuditNote.By(by, AuditActions.KeyRevoked, new AuditFact("key", id.ToString()));
        await AuditBook.AddAsync(db, note, now.Value, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
