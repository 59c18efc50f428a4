using System.Collections.Concurrent;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Sessions;

/// <summary>Who is signed in where. A session that is ended here is over on every node within <see cref="KnownFor"/>.</summary>
public sealed class SessionBook(IPortalDbs databases, WriteGate gate, SequentialKeys keys, TimeProvider time)
{
    /// <summary>For how long a node goes by what it has read of a session.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(10);

    /// <summary>How exactly it is kept when a session was last used, where it lasts long enough.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(15);

    /// <summary>A session that ends soon without use is kept as much more exactly.</summary>
    private const int SeenShare = 30;

    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<Guid, Known> known = new();

    private sealed record Known(
        Guid UserId,
        bool IsStaff,
        bool IsOver,
        DateTimeOffset EndsAt,
        DateTimeOffset SeenAt,
        long ReadAt
    );

    /// <summary>Begins a session.</summary>
    /// <param name="userId">Whose: a member's account or somebody of the staff.</param>
    /// <param name="isStaff">Whether it is one of the staff's.</param>
    /// <param name="by">By what they signed in.</param>
    /// <param name="device">The browser, in short.</param>
    /// <param name="lasts">How long it lasts unless it is used.</param>
    /// <param name="cancellation">Stops waiting; there is then no session.</param>
    /// <returns>Its id, for the cookie.</returns>
    public async Task<Guid> StartAsync(
        Guid userId,
        bool isStaff,
        SignedInBy by,
        string device,
        TimeSpan lasts,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var session = new Session
        {
            Id = keys.New(),
            UserId = userId,
            IsStaff = isStaff,
            By = by,
            Device = device,
            CreatedAt = now,
            SeenAt = now,
            EndsAt = now + lasts,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        return session.Id;
    }

    /// <summary>Whether a session of that user lasts. It is used by this, so its end moves ahead.</summary>
    /// <param name="id">The session.</param>
    /// <param name="userId">Whose it must be.</param>
    /// <param name="isStaff">Whether it must be one of the staff's.</param>
    /// <param name="lasts">How long it lasts from now on; null to leave its end.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<bool> IsAliveAsync(
        Guid id,
        Guid userId,
        bool isStaff,
        TimeSpan? lasts,
        CancellationToken cancellation
    )
    {
        var session = await ReadAsync(id, cancellation);
        var now = Clock.Now(time);
        if (
            session is null
            || session.IsOver
            || session.UserId != userId
            || session.IsStaff != isStaff
            || session.EndsAt <= now
        )
        {
            return false;
        }
        if (lasts is { } more && (now - session.SeenAt >= SeenEvery || now - session.SeenAt >= more / SeenShare))
        {
            await SeeAsync(id, now, now + more, cancellation);
        }
        return true;
    }

    /// <summary>The sessions of a user that last, the last used first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(Guid userId, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        return await db
            .Sessions.AsNoTracking()
            .Where(each => each.UserId == userId && each.EndedAt == null && each.EndsAt > now)
            .OrderByDescending(each => each.SeenAt)
            .ThenByDescending(each => each.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Ends one session of a user.</summary>
    public Task EndAsync(Guid id, Guid userId, CancellationToken cancellation) =>
        EndAsync(each => each.Where(session => session.Id == id && session.UserId == userId), cancellation);

    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="except">One that goes on; null for none.</param>
    /// <param name="cancellation">Stops waiting; those that are not ended go on.</param>
    public Task EndAllAsync(Guid userId, Guid? except, CancellationToken cancellation) =>
        EndAsync(each => each.Where(session => session.UserId == userId && session.Id != except), cancellation);

    private async Task EndAsync(Func<IQueryable<Session>, IQueryable<Session>> which, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await which(db.Sessions.Where(each => each.EndedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.EndedAt, now), cancellation);
        // On this node at once; the others read again soon.
        known.Clear();
    }

    private async Task SeeAsync(Guid id, DateTimeOffset now, DateTimeOffset endsAt, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .Sessions.Where(each => each.Id == id && each.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(each => each.SeenAt, now).SetProperty(each => each.EndsAt, endsAt),
                cancellation
            );
        known.TryRemove(id, out _);
    }

    private async ValueTask<Known?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        // By the machine's own ticks: a demo clock that jumps must not keep an ended session in mind.
        var stamp = TimeProvider.System.GetTimestamp();
        if (
            known.TryGetValue(id, out var session)
            && TimeProvider.System.GetElapsedTime(session.ReadAt, stamp) < KnownFor
        )
        {
            return session;
        }
        await using var db = databases.Create();
        session = await db
            .Sessions.Where(each => each.Id == id)
            .Select(each => new Known(each.UserId, each.IsStaff, each.EndedAt != null, each.EndsAt, each.SeenAt, stamp))
            .FirstOrDefaultAsync(cancellation);
        if (known.Count >= MostKnown)
        {
            known.Clear();
        }
        if (session is not null)
        {
            known[id] = session;
        }
        return session;
    }
}
