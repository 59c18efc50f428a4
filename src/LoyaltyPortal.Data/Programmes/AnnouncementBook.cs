using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>What an announcement says, in both languages.</summary>
/// <param name="TitleRu">The heading in Russian.</param>
/// <param name="TitleEn">The heading in English.</param>
/// <param name="TextRu">What it says in Russian; empty for the heading alone.</param>
/// <param name="TextEn">What it says in English.</param>
public sealed record AnnouncedWords(string TitleRu, string TitleEn, string TextRu, string TextEn);

/// <summary>What the operator announces, as this node knows it: pages show it and it changes seldom, so it is kept in memory
/// and read again every few seconds (<see cref="ProgrammeBook.RefreshEvery"/>).</summary>
public sealed class AnnouncementBook(IPortalDbs databases, SequentialKeys keys, WriteGate gate, TimeProvider time)
    : IDisposable
{
    /// <summary>One look at a time: an older one must not come after a newer one.</summary>
    private readonly SemaphoreSlim looking = new(1);

    private volatile Announcement[] known = [];

    /// <summary>What is shown now, the newest first.</summary>
    public IEnumerable<Announcement> Shown
    {
        get
        {
            var now = Clock.Now(time);
            return known.Where(each => each.IsShownAt(now));
        }
    }

    /// <summary>What is shown or will be, the one that begins last first.</summary>
    public IReadOnlyList<Announcement> Known => known;

    /// <summary>Reads the announcements anew.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            var now = Clock.Now(time);
            await using var db = databases.Create();
            known = await db
                .Announcements.AsNoTracking()
                .Where(each => each.To > now)
                .OrderByDescending(each => each.From)
                .ThenByDescending(each => each.Id)
                .ToArrayAsync(cancellation);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Announces something, with a line of the audit.</summary>
    /// <param name="words">What it says.</param>
    /// <param name="from">From when on (UTC).</param>
    /// <param name="to">Until when, itself excluded (UTC); later than <paramref name="from"/>.</param>
    /// <param name="by">Who of the staff.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public async Task MakeAsync(
        AnnouncedWords words,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid by,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(words);
        if (to <= from)
        {
            throw new ArgumentException("An announcement ends after it begins.", nameof(to));
        }
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = Clock.Now(time);
            var announcement = new Announcement
            {
                Id = keys.New(),
                TitleRu = words.TitleRu,
                TitleEn = words.TitleEn,
                TextRu = words.TextRu,
                TextEn = words.TextEn,
                From = Clock.Cut(from),
                To = Clock.Cut(to),
                CreatedAt = now,
                CreatedBy = by,
            };
            db.Announcements.Add(announcement);
            await AuditBook.AddAsync(db, NoteOf(by, AuditActions.AnnouncementMade, announcement.Id), now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await RefreshAsync(cancellation);
    }

    /// <summary>Ends an announcement now; whether there was one to end.</summary>
    public async Task<bool> EndAsync(Guid id, Guid by, CancellationToken cancellation)
    {
        bool ended;
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = Clock.Now(time);
            ended =
                await db
                    .Announcements.Where(each => each.Id == id && each.To > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.To, now), cancellation) == 1;
            if (ended)
            {
                await AuditBook.AddAsync(db, NoteOf(by, AuditActions.AnnouncementEnded, id), now, cancellation);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }
        }
        await RefreshAsync(cancellation);
        return ended;
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    private static AuditNote NoteOf(Guid by, string action, Guid id) =>
        AuditNote.Of(by, null, action, new AuditFact("announcement", id.ToString()));
}
