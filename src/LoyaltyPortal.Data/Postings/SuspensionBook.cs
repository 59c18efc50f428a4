using System.Data;
using System.Diagnostics;
using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>What the operator suspended, as this node knows it. Every posting asks for it, and it changes some times a
/// year, so it is kept in memory and read again every few seconds (<see cref="RefreshEvery"/>).</summary>
/// <param name="databases">Where they are kept.</param>
/// <param name="known">What is known before the first look; null for nothing.</param>
public sealed class SuspensionBook(IPortalDbs databases, Suspensions? known = null) : IDisposable
{
    /// <summary>How often a node looks whether another one set something.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);

    /// <summary>One look at a time: an older one must not come after a newer one.</summary>
    private readonly SemaphoreSlim looking = new(1);

    private long lookedAt;

    private volatile Suspensions current = known ?? Suspensions.None;

    /// <summary>Every suspension, past, present and to come.</summary>
    public Suspensions Current => current;

    /// <summary>Reads the suspensions anew when the last look is some seconds ago: for work without a job beside it.</summary>
    public Task RefreshIfOldAsync(CancellationToken cancellation) =>
        Stopwatch.GetElapsedTime(Interlocked.Read(ref lookedAt)) < RefreshEvery
            ? Task.CompletedTask
            : RefreshAsync(cancellation);

    /// <summary>Reads the suspensions anew.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            await using var db = databases.Create();
            var records = await db.Suspensions.AsNoTracking().OrderBy(each => each.From).ToListAsync(cancellation);
            current = new Suspensions([.. records.Select(each => each.ToSuspension())]);
            Interlocked.Exchange(ref lookedAt, Stopwatch.GetTimestamp());
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();
}

/// <summary>Sets suspensions (programmes.md, "Suspension").</summary>
public sealed class Suspending(
    IPortalDbs databases,
    Programme programme,
    SuspensionBook book,
    DueWork due,
    PostingRunner postings,
    Keys.SequentialKeys keys,
    WriteGate gate,
    TimeProvider time
)
{
    private const int Batch = 500;
    private const int Tries = 4;

    /// <summary>Sets a suspension. From its start on it takes the place of those it overlaps, in the switches that it
    /// speaks of; what they stopped before stays stopped. Lots that it reaches have their new ends when this returns.</summary>
    /// <param name="suspension">What is stopped, and when.</param>
    /// <param name="speaksOf">The switches that are set, on or off: the other ones stay as they are.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgumentException">It ends before it starts.</exception>
    public Task SetAsync(Suspension suspension, Switches speaksOf, CancellationToken cancellation) =>
        SetAsync(suspension, speaksOf, by: null, cancellation);

    /// <summary>Sets a suspension, with a line of the audit where somebody of the staff did it.</summary>
    /// <inheritdoc cref="SetAsync(Suspension, Switches, CancellationToken)"/>
    /// <param name="suspension">What is stopped, and when.</param>
    /// <param name="speaksOf">The switches that are set, on or off.</param>
    /// <param name="by">Who of the staff set it; null for nobody.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task SetAsync(Suspension suspension, Switches speaksOf, Guid? by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(suspension);
        if (suspension.To <= suspension.From)
        {
            throw new ArgumentException("A suspension ends after it starts.", nameof(suspension));
        }
        // Only the clock moves ends: a stop of earning or spending holds at once, however many members there are.
        var movesEnds = speaksOf.HasFlag(Switches.ExpiryClock);
        if (movesEnds)
        {
            // What ended before the suspension was set has ended: a clock that is stopped later gives it nothing.
            await due.RunAsync(cancellation);
        }
        await SaveAsync(suspension, speaksOf, by, cancellation);
        await book.RefreshAsync(cancellation);
        if (movesEnds)
        {
            await ExtendLotsAsync(suspension, cancellation);
        }
    }

    private async Task SaveAsync(Suspension suspension, Switches speaksOf, Guid? by, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TrySaveAsync(suspension, speaksOf, by, cancellation);
                return;
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Somebody else set something at the same time; the next try sees it.
            }
        }
    }

    private async Task TrySaveAsync(Suspension suspension, Switches speaksOf, Guid? by, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        // What is read decides what is written: two who set something at once must not both think they are alone.
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellation
        );
        var overlapped = await db
            .Suspensions.Where(each => each.From < suspension.To && each.To > suspension.From)
            .ToListAsync(cancellation);
        foreach (var earlier in overlapped)
        {
            var stays = earlier.ToSuspension().Without(speaksOf);
            if (stays.StopsAnything)
            {
                var from = earlier.From < suspension.From ? suspension.From : earlier.From;
                db.Suspensions.Add(SuspensionRecord.Of(stays with { From = from }, keys.New()));
            }
            if (earlier.From < suspension.From)
            {
                earlier.To = suspension.From;
            }
            else
            {
                db.Suspensions.Remove(earlier);
            }
        }
        if (suspension.StopsAnything)
        {
            db.Suspensions.Add(SuspensionRecord.Of(suspension, keys.New()));
        }
        if (by is { } staffId)
        {
            await AuditBook.AddAsync(db, NoteOf(suspension, speaksOf, staffId), Clock.Now(time), cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static AuditNote NoteOf(Suspension suspension, Switches speaksOf, Guid by)
    {
        var stopped = suspension.Stops & speaksOf;
        return AuditNote.Of(
            by,
            null,
            AuditActions.SuspensionSet,
            new AuditFact("stopped", stopped.ToString()),
            new AuditFact("running", (speaksOf & ~stopped).ToString()),
            new AuditFact("from", Said(suspension.From)),
            new AuditFact("to", Said(suspension.To))
        );
    }

    private static string Said(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whom a stopped clock would reach as things stand now: accounts, and their open lots.</summary>
    /// <param name="suspension">What would be stopped, and when.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<(int Accounts, int Lots)> ReachAsync(Suspension suspension, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(suspension);
        if (!suspension.ExpiryClock)
        {
            return (0, 0);
        }
        var stopped = programme.Zone.DayOf(suspension.From);
        var runsAgain = programme.Zone.DayOf(suspension.To);
        await using var db = databases.Create();
        var reached = db.Lots.Where(lot =>
            lot.IsOpen && runsAgain > stopped && lot.StartsOn < runsAgain && lot.EndsOn >= stopped
        );
        var accounts = await reached.Select(lot => lot.AccountId).Distinct().CountAsync(cancellation);
        return (accounts, await reached.CountAsync(cancellation));
    }

    /// <summary>Writes the ends of lots that a stopped clock moves, so that pages and jobs that look at the table see
    /// them. Postings and balances work them out by themselves and do not wait for this.</summary>
    private async Task ExtendLotsAsync(Suspension suspension, CancellationToken cancellation)
    {
        var stopped = programme.Zone.DayOf(suspension.From);
        var runsAgain = programme.Zone.DayOf(suspension.To);
        var last = Guid.Empty;
        while (true)
        {
            await using var db = databases.Create();
            var reached = db.Lots.Where(lot =>
                lot.IsOpen && (lot.DaysGiven > 0 || (lot.StartsOn < runsAgain && lot.EndsOn >= stopped))
            );
            var accounts = await db
                .Accounts.Where(account =>
                    account.Id.CompareTo(last) > 0 && reached.Any(lot => lot.AccountId == account.Id)
                )
                .OrderBy(account => account.Id)
                .Select(account => account.Id)
                .Take(Batch)
                .ToListAsync(cancellation);
            if (accounts.Count == 0)
            {
                return;
            }
            foreach (var account in accounts)
            {
                await postings.RunAsync(account, null, null, PostingRunner.BringToNow, cancellation);
            }
            last = accounts[^1];
        }
    }
}
