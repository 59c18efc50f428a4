using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Messages;

/// <summary>Messages that were given up: told to the operator, who may put them back.</summary>
public sealed class DeadLetters(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>What was sent is counted over this time: a year of it would have to be read row by row.</summary>
    public static readonly TimeSpan SentWithin = TimeSpan.FromDays(1);

    /// <summary>How many messages wait, were sent within <see cref="SentWithin"/> and were given up, by kind and medium.
    /// Each figure reads its own part of the index alone.</summary>
    public async Task<IReadOnlyList<MessageCount>> CountsAsync(CancellationToken cancellation)
    {
        var since = Clock.Now(time) - SentWithin;
        await using var db = databases.Create();
        var messages = db.Outbox.AsNoTracking();
        var waiting = await CountAsync(
            messages.Where(each => each.SentAt == null && each.GivenUpAt == null),
            cancellation
        );
        var sent = await CountAsync(messages.Where(each => each.SentAt >= since), cancellation);
        var dead = await CountAsync(Dead(db), cancellation);
        return
        [
            .. waiting
                .Keys.Union(sent.Keys)
                .Union(dead.Keys)
                .OrderBy(each => each.Kind, StringComparer.Ordinal)
                .ThenBy(each => each.Medium, StringComparer.Ordinal)
                .Select(each => new MessageCount(
                    each.Kind,
                    each.Medium,
                    waiting.GetValueOrDefault(each),
                    sent.GetValueOrDefault(each),
                    dead.GetValueOrDefault(each)
                )),
        ];
    }

    private static async Task<Dictionary<(string Kind, string Medium), int>> CountAsync(
        IQueryable<OutboxMessage> messages,
        CancellationToken cancellation
    )
    {
        var counts = await messages
            .GroupBy(each => new { each.Kind, each.Medium })
            .Select(group => new
            {
                group.Key.Kind,
                group.Key.Medium,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        return counts.ToDictionary(each => (each.Kind, each.Medium), each => each.Count);
    }

    /// <summary>The dead letters, newest first.</summary>
    /// <param name="most">So many at most.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<OutboxMessage>> ListAsync(int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await Dead(db)
            .AsNoTracking()
            .OrderByDescending(each => each.GivenUpAt)
            .ThenBy(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>Puts one dead letter back, to be tried at once and as often as a new one.</summary>
    public Task<PuttingBack> PutBackAsync(Guid id, CancellationToken cancellation) =>
        PutBackAsync(id, by: null, cancellation);

    /// <summary>Puts one dead letter back, with a line of the audit where somebody of the staff did it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="by">Who of the staff; null for a command.</param>
    /// <param name="cancellation">Stops waiting; nothing was put back then.</param>
    public async Task<PuttingBack> PutBackAsync(Guid id, Guid? by, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var message = await db.Outbox.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation);
        if (message is null)
        {
            return PuttingBack.NotThere;
        }
        if (message.GivenUpAt is null || message.SentAt is not null)
        {
            return PuttingBack.NotDead;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await PutBackAsync(Useful(db, now).Where(each => each.Id == id), now, cancellation) == 0)
        {
            return PuttingBack.OfNoUse;
        }
        if (by is { } staffId)
        {
            var note = AuditNote.Of(
                staffId,
                null,
                AuditActions.MessagesRetried,
                new AuditFact("message", id.ToString()),
                new AuditFact("kind", message.Kind),
                new AuditFact("medium", message.Medium)
            );
            await AuditBook.AddAsync(db, note, now, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return PuttingBack.Done;
    }

    /// <summary>Puts back every dead letter that is still of use.</summary>
    /// <returns>How many were put back, and how many stay dead: expired, older than the sending of messages, or secret and
    /// therefore without their text.</returns>
    public async Task<(int PutBack, int Left)> PutAllBackAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var putBack = await PutBackAsync(Useful(db, now), now, cancellation);
        return (putBack, await Dead(db).CountAsync(cancellation));
    }

    /// <summary>Puts back the dead letters of one kind and medium that are still of use, with a line of the audit.</summary>
    /// <param name="kind">The kind; null for all kinds.</param>
    /// <param name="medium">The medium; null for both.</param>
    /// <param name="by">Who of the staff does it.</param>
    /// <param name="cancellation">Stops waiting; nothing was put back then.</param>
    /// <returns>How many were put back, and how many of them stay dead.</returns>
    public async Task<(int PutBack, int Left)> PutBackAsync(
        string? kind,
        string? medium,
        Guid by,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var asked = Useful(db, now)
            .Where(each => (kind == null || each.Kind == kind) && (medium == null || each.Medium == medium));
        var putBack = await PutBackAsync(asked, now, cancellation);
        var left = await Dead(db)
            .CountAsync(
                each => (kind == null || each.Kind == kind) && (medium == null || each.Medium == medium),
                cancellation
            );
        var note = AuditNote.Of(
            by,
            null,
            AuditActions.MessagesRetried,
            new AuditFact("kind", kind ?? "all"),
            new AuditFact("medium", medium ?? "all"),
            new AuditFact("count", putBack.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        await AuditBook.AddAsync(db, note, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (putBack, left);
    }

    private static IQueryable<OutboxMessage> Dead(PortalDb db) =>
        db.Outbox.Where(each => each.GivenUpAt != null && each.SentAt == null);

    private static IQueryable<OutboxMessage> Useful(PortalDb db, DateTimeOffset now) =>
        Dead(db)
            .Where(each =>
                each.Kind != string.Empty
                // Whom it was for has left and was forgotten.
                && each.Recipient != string.Empty
                && (each.ExpiresAt == null || each.ExpiresAt > now)
                && !(each.IsSecret && each.Text == string.Empty)
            );

    private static Task<int> PutBackAsync(
        IQueryable<OutboxMessage> messages,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        messages.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.GivenUpAt, (DateTimeOffset?)null)
                    .SetProperty(each => each.FailedTries, 0)
                    .SetProperty(each => each.NextTryAt, now),
            cancellation
        );
}

/// <summary>Messages of one kind and medium.</summary>
/// <param name="Kind">What they are; empty for those older than the sending of messages.</param>
/// <param name="Medium"><c>sms</c> or <c>mail</c>.</param>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="Sent">Sent within <see cref="DeadLetters.SentWithin"/>.</param>
/// <param name="Dead">Given up.</param>
public sealed record MessageCount(string Kind, string Medium, int Waiting, int Sent, int Dead);

/// <summary>What came of putting a dead letter back.</summary>
public enum PuttingBack
{
    /// <summary>It waits to be sent.</summary>
    Done,

    /// <summary>There is no such message.</summary>
    NotThere,

    /// <summary>It was not given up.</summary>
    NotDead,

    /// <summary>It is expired, older than the sending of messages, or was secret and has no text any more.</summary>
    OfNoUse,
}
