using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Audit;

/// <summary>Something to be written into the audit.</summary>
/// <param name="Actor">What kind of actor.</param>
/// <param name="ActorId">Who of the staff; null for a command.</param>
/// <param name="AccountId">Whose account it is about; null for none.</param>
/// <param name="Action">What was done: one of <see cref="AuditActions"/>.</param>
/// <param name="Facts">What belongs to it; no names, phones or texts of people.</param>
public sealed record AuditNote(
    AuditActor Actor,
    Guid? ActorId,
    Guid? AccountId,
    string Action,
    params IReadOnlyList<AuditFact> Facts
)
{
    /// <summary>What somebody of the staff did.</summary>
    public static AuditNote Of(Guid staffId, Guid? accountId, string action, params IReadOnlyList<AuditFact> facts) =>
        new(AuditActor.Staff, staffId, accountId, action, facts);

    /// <summary>What somebody of the staff did, or a command where nobody is named; it is about no account.</summary>
    public static AuditNote By(Guid? staffId, string action, params IReadOnlyList<AuditFact> facts) =>
        staffId is { } id ? Of(id, null, action, facts) : OfCommand(action, facts);

    /// <summary>What a command on a node did.</summary>
    public static AuditNote OfCommand(string action, params IReadOnlyList<AuditFact> facts) =>
        new(AuditActor.Command, null, null, action, facts);
}

/// <summary>The audit: who of the staff did what (docs/decisions/audit.md).</summary>
public sealed class AuditBook(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>Adds a line within a transaction at hand, which saves and commits it with what it tells of. From here on
    /// others who add a line wait for that transaction, so this comes last in it.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="note">What to write.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting; the transaction is then to be rolled back.</param>
    public static async Task AddAsync(PortalDb db, AuditNote note, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(note);
        var head = db.Set<AuditHead>().Where(each => each.Id == AuditHead.OnlyId);
        // Takes the row's lock on all three databases.
        await head.ExecuteUpdateAsync(
            set => set.SetProperty(each => each.Number, each => each.Number + 1),
            cancellation
        );
        var last = await head.AsNoTracking().SingleAsync(cancellation);
        var at = Clock.Cut(now);
        var hash = AuditChain.HashOf(
            last.Number,
            at,
            note.Actor,
            note.ActorId,
            note.AccountId,
            note.Action,
            note.Facts,
            last.Hash
        );
        db.AuditRecords.Add(
            new AuditRecord
            {
                Number = last.Number,
                At = at,
                Actor = note.Actor,
                ActorId = note.ActorId,
                AccountId = note.AccountId,
                Action = note.Action,
                Facts = note.Facts,
                Previous = last.Hash,
                Hash = hash,
            }
        );
        await head.ExecuteUpdateAsync(set => set.SetProperty(each => each.Hash, hash), cancellation);
    }

    /// <summary>Adds a line by itself: for what changes nothing, and for what was changed elsewhere.</summary>
    public async Task AddAsync(AuditNote note, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await AddAsync(db, note, Clock.Now(time), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lines of the audit, the latest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = databases.Create();
        return await query
            .Of(db.AuditRecords.AsNoTracking())
            .OrderByDescending(each => each.Number)
            .Take(query.Most)
            .ToListAsync(cancellation);
    }

    /// <summary>All lines that a question asks for, oldest first, read one by one.</summary>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(
        AuditQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = databases.Create();
        var lines = query.Of(db.AuditRecords.AsNoTracking()).OrderBy(each => each.Number).AsAsyncEnumerable();
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            yield return line;
        }
    }
}

/// <summary>Which lines of the audit are asked for.</summary>
/// <param name="Most">How many at most, where they are listed.</param>
/// <param name="Before">Only lines with a lower number; null for the latest.</param>
/// <param name="AccountId">Only about this account; null for all.</param>
/// <param name="ActorId">Only by this person of the staff; null for all.</param>
/// <param name="Action">Only this action; null for all.</param>
/// <param name="From">Only from then on (UTC); null for the beginning.</param>
/// <param name="To">Only before then (UTC); null for the end.</param>
public sealed record AuditQuery(
    int Most = 50,
    long? Before = null,
    Guid? AccountId = null,
    Guid? ActorId = null,
    string? Action = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null
)
{
    internal IQueryable<AuditRecord> Of(IQueryable<AuditRecord> lines)
    {
        lines = Before is { } before ? lines.Where(each => each.Number < before) : lines;
        lines = AccountId is { } account ? lines.Where(each => each.AccountId == account) : lines;
        lines = ActorId is { } actor ? lines.Where(each => each.ActorId == actor) : lines;
        lines = Action is { } action ? lines.Where(each => each.Action == action) : lines;
        lines = From is { } from ? lines.Where(each => each.At >= from) : lines;
        return To is { } to ? lines.Where(each => each.At < to) : lines;
    }
}
