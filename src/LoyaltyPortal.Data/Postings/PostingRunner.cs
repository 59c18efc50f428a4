using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LoyaltyPortal.Data.Postings;

/// <summary>The caller's wish to be answered once: the same key with the same request gets the same answer.</summary>
/// <param name="Client">The caller.</param>
/// <param name="Key">The caller's key.</param>
/// <param name="RequestHash">SHA-256 of method, path and body.</param>
public sealed record IdempotencyClaim(string Client, string Key, byte[] RequestHash);

/// <summary>What a posting answers: status and body as the caller will see them.</summary>
/// <param name="Status">HTTP status; from 400 on nothing is written or remembered, unless <c>WritesRefusal</c>.</param>
/// <param name="Body">JSON.</param>
/// <param name="IsReplay">Whether this answer was given before.</param>
/// <param name="OnlyAsks">Whether nothing is to be written, although it went well: a dry run.</param>
/// <param name="WritesRefusal">Whether what was changed is written and the answer remembered although it refuses: a
/// wrong code counts.</param>
/// <param name="RetryAfter">How long to wait before asking again, for a refusal that passes; null for none.</param>
public sealed record PostingAnswer(
    int Status,
    string Body,
    bool IsReplay = false,
    bool OnlyAsks = false,
    bool WritesRefusal = false,
    TimeSpan? RetryAfter = null
)
{
    /// <summary>Whether the posting only looked for what is to be told: then nobody else has to look because of it, and two who
    /// look never wake each other.</summary>
    public bool IsLook { get; init; }
}

/// <summary>A posting at work: one transaction on one account, whose row is locked.</summary>
/// <param name="Db">The transaction's context.</param>
/// <param name="Journal">The account at work; null for a request without one.</param>
/// <param name="Keys">New keys.</param>
/// <param name="Now">The portal's time, read under the lock, so it never runs backwards on one account.</param>
/// <param name="IsRetry">Whether somebody's rows hindered ours from being written: what hindered is there to be seen now.
/// What a unique index guards, such as an order's number, need not be asked for before.</param>
public sealed record PostingScope(PortalDb Db, Journal? Journal, SequentialKeys Keys, DateTimeOffset Now, bool IsRetry);

/// <summary>Runs postings: lock the account, look whether the request was answered before, load, decide in Domain,
/// write everything, commit. Two postings on one account queue at the lock; on different accounts they do not touch.</summary>
public sealed class PostingRunner(
    IPortalDbs databases,
    Programme programme,
    TimeProvider time,
    SequentialKeys keys,
    SuspensionBook suspensions,
    WebhookOutbox webhooks,
    WriteGate gate
)
{
    private const int Tries = 4;

    /// <summary>Answer of a key that was used for another request; the status is a store-api.md rule.</summary>
    public static readonly PostingAnswer KeyReused = new(422, string.Empty);

    /// <summary>Answer when the account does not exist.</summary>
    public static readonly PostingAnswer NoAccount = new(404, string.Empty);

    /// <summary>The posting that only writes what is due.</summary>
    public static Task<PostingAnswer> BringToNow(PostingScope scope, CancellationToken cancellation)
    {
        scope.Journal!.BringToNow();
        return Task.FromResult(new PostingAnswer(200, string.Empty));
    }

    /// <summary>Runs one posting.</summary>
    /// <param name="accountId">The account to lock; null for a request without one.</param>
    /// <param name="earliest">The earliest day whose level is asked for; null for today.</param>
    /// <param name="claim">The caller's wish to be answered once; that it was not answered before was seen just now. Null
    /// for jobs.</param>
    /// <param name="decide">Decides and adds to the context what is new, besides what the journal's account holds. It may
    /// run again from the start when another posting got in between.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    /// <param name="follows">Whether it runs on the account that stays where the one asked for was joined to another one
    /// meanwhile: what a shop tells is the person's, whichever card was shown.</param>
    public async Task<PostingAnswer> RunAsync(
        Guid? accountId,
        DateOnly? earliest,
        IdempotencyClaim? claim,
        Func<PostingScope, CancellationToken, Task<PostingAnswer>> decide,
        CancellationToken cancellation,
        bool follows = false
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await TryAsync(attempt, accountId, earliest, claim, decide, follows, cancellation);
                if (answer is not null)
                {
                    return answer;
                }
                // The account was joined to another one; the next try is about that.
                accountId = await IntoAsync(accountId!.Value, cancellation);
                attempt--;
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // The winner has committed; the next try sees its rows and answers accordingly.
            }
        }
    }

    /// <summary>The answer to a request whose key was used before.</summary>
    /// <param name="record">What is kept of the key.</param>
    /// <param name="claim">The request.</param>
    public static PostingAnswer AnswerFrom(IdempotencyRecord record, IdempotencyClaim claim) =>
        record.RequestHash.AsSpan().SequenceEqual(claim.RequestHash)
            ? new PostingAnswer(record.Status, record.Body, IsReplay: true)
            : KeyReused;

    /// <summary>The answer given before to the same request, if any.</summary>
    public async Task<PostingAnswer?> FindAnswerAsync(IdempotencyClaim claim, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await FindAnswerAsync(db, claim, cancellation);
    }

    private async Task<Guid> IntoAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await MergedAccounts.IntoOf(db, accountId).FirstAsync(cancellation);
    }

    /// <summary>One try; null where the account was joined to another one, which the posting is to follow.</summary>
    private async Task<PostingAnswer?> TryAsync(
        int attempt,
        Guid? accountId,
        DateOnly? earliest,
        IdempotencyClaim? claim,
        Func<PostingScope, CancellationToken, Task<PostingAnswer>> decide,
        bool follows,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        // A posting that fails is rolled back whole.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (accountId is { } locked && !await AccountQueries.LockAsync(db, locked, cancellation))
        {
            return NoAccount;
        }
        // The same request may have got in between: then its record is found here, or hinders ours from being written.
        if (attempt > 1 && claim is not null && await FindAnswerAsync(db, claim, cancellation) is { } answered)
        {
            return answered;
        }
        var now = Clock.Now(time);
        Journal? journal = null;
        if (accountId is { } id)
        {
            var today = programme.Zone.DayOf(now);
            var from = earliest < today ? earliest.Value : today;
            journal = new Journal(
                await AccountLoading.TrackAsync(db, id, programme, from, cancellation),
                programme,
                now,
                suspensions.Current
            );
        }
        if (
            follows
            && journal is { Account: { Status: AccountStatus.Closed, Id: var closed } }
            && await MergedAccounts.IntoOf(db, closed).AnyAsync(cancellation)
        )
        {
            return null;
        }
        var lookedForAt = journal?.Account.NoticesDueAt;
        var answer = await decide(new PostingScope(db, journal, keys, now, attempt > 1), cancellation);
        if (answer is { Status: >= 400, WritesRefusal: false } && claim is not null)
        {
            // What stands in the way may be what the same request did in between.
            return await FindAnswerAsync(db, claim, cancellation) ?? answer;
        }
        if (journal is not null && !answer.IsLook && journal.Account.NoticesDueAt == lookedForAt)
        {
            // Also without an entry there may be something to tell: points that start or end another day, another level.
            journal.Account.LookForNotices(now);
        }
        return await CommitAsync(db, transaction, journal, claim, answer, now, cancellation);
    }

    private async Task<PostingAnswer> CommitAsync(
        PortalDb db,
        IDbContextTransaction transaction,
        Journal? journal,
        IdempotencyClaim? claim,
        PostingAnswer answer,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (answer is { Status: >= 400, WritesRefusal: false } or { OnlyAsks: true })
        {
            return answer;
        }
        if (journal is { Account.Status: AccountStatus.Closed })
        {
            // Whatever a shop still tells of old orders, nobody is there to have the points.
            journal.Forfeit();
        }
        if (journal is not null)
        {
            db.AddEntries(journal.Account.NewEntries, programme.Zone, keys);
        }
        if (claim is not null)
        {
            db.IdempotencyRecords.Add(
                new IdempotencyRecord
                {
                    Client = claim.Client,
                    Key = claim.Key,
                    RequestHash = claim.RequestHash,
                    Status = answer.Status,
                    Body = answer.Body,
                    CreatedAt = now,
                }
            );
        }
        await webhooks.AddAsync(db, journal, now, answer.IsLook, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }

    private static async Task<PostingAnswer?> FindAnswerAsync(
        PortalDb db,
        IdempotencyClaim claim,
        CancellationToken cancellation
    )
    {
        var record = await AnswerQuery.Of(db).Find(db, claim.Client, claim.Key, cancellation);
        return record is null ? null : AnswerFrom(record, claim);
    }
}

/// <summary>The query for the answer to a request, compiled once: every posting asks it.</summary>
internal sealed class AnswerQuery
{
    private static readonly CompiledQueries<AnswerQuery> Compiled = new();

    /// <summary>The query for a context's database.</summary>
    public static AnswerQuery Of(PortalDb db) => Compiled.For(db);

    /// <summary>The record of a client's key; null when there is none.</summary>
    public Func<PortalDb, string, string, CancellationToken, Task<IdempotencyRecord?>> Find { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, string client, string key, CancellationToken _) =>
                db.IdempotencyRecords.AsNoTracking().FirstOrDefault(each => each.Client == client && each.Key == key)
        );
}

/// <summary>The portal's time as it is stored.</summary>
public static class Clock
{
    /// <summary>Now (UTC), cut to milliseconds: all databases keep that much, so what is read equals what was written.</summary>
    public static DateTimeOffset Now(TimeProvider time) => Cut(time.GetUtcNow());

    /// <summary>A time as it is stored: UTC, cut to milliseconds.</summary>
    public static DateTimeOffset Cut(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
