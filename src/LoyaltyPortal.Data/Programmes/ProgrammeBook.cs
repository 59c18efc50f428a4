using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Versions;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>A version of the programme that can run.</summary>
/// <param name="Programme">The rules.</param>
/// <param name="Text">The text they were read from.</param>
/// <param name="Origin">Where the text came from.</param>
/// <param name="Name">The preset's name or the file's; null for one that was laid in.</param>
/// <param name="Since">From when on it is in force (UTC).</param>
public sealed record RunningProgramme(
    Programme Programme,
    string Text,
    ProgrammeOrigin Origin,
    string? Name,
    DateTimeOffset Since
);

/// <summary>The programme that the configuration names.</summary>
/// <param name="Programme">The rules.</param>
/// <param name="Text">The text they were read from: the file may have changed since.</param>
/// <param name="Origin">Where the text came from.</param>
/// <param name="Name">The preset's name or the file's.</param>
public sealed record ConfiguredProgramme(Programme Programme, string Text, ProgrammeOrigin Origin, string Name);

/// <summary>The programme in force, as this node knows it: that version whose time came last. What is to come is known before
/// its time, so that all nodes change over at the same moment, to the millisecond of the portal's clock; they look every few
/// seconds whether something was set (<see cref="RefreshEvery"/>).
/// <para>The programme that the configuration names is a version like others: it comes into force when the portal starts with
/// it for the first time, and gives way to one that was laid in later (docs/decisions/programme-versions.md).</para></summary>
/// <param name="databases">Where versions are kept.</param>
/// <param name="configured">The programme of the configuration; in force until the first look.</param>
/// <param name="keys">New keys.</param>
/// <param name="gate">Takes turns on SQLite.</param>
/// <param name="time">The portal's clock.</param>
public sealed class ProgrammeBook(
    IPortalDbs databases,
    ConfiguredProgramme configured,
    SequentialKeys keys,
    WriteGate gate,
    TimeProvider time
) : IDisposable
{
    /// <summary>How often a node looks whether another one set something.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);

    private const int Tries = 4;

    /// <summary>One look at a time: an older one must not come after a newer one.</summary>
    private readonly SemaphoreSlim looking = new(1);

    /// <summary>In the order in which they come into force; never empty.</summary>
    private volatile RunningProgramme[] known = [AsConfigured(configured)];

    /// <summary>The version in force.</summary>
    public RunningProgramme Current => At(Clock.Now(time));

    /// <summary>The version that comes next; null where none is set.</summary>
    public RunningProgramme? Next
    {
        get
        {
            var now = Clock.Now(time);
            return Array.Find(known, each => each.Since > now);
        }
    }

    /// <summary>The version that is in force at a moment, of those that were not over when this node last looked.</summary>
    public RunningProgramme At(DateTimeOffset moment) =>
        Array.FindLast(known, each => each.Since <= moment) ?? known[0];

    /// <summary>Records the programme of the configuration where it is not the one that was configured last, and looks.</summary>
    /// <exception cref="ProgrammeBarredException">It leaves out what members of the version in force rely on.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await RefreshAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RecordAsync(cancellation);
                break;
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Another node started at the same moment; the next try sees what it recorded.
            }
        }
        await RefreshAsync(cancellation);
    }

    /// <summary>Reads the versions anew.</summary>
    /// <exception cref="ProgrammeUnreadableException">One that is in force, or is to be, cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            var now = Clock.Now(time);
            await using var db = databases.Create();
            var set = Of(db).Where(each => each.EffectiveAt != null && each.WithdrawnAt == null);
            var current = set.Where(each => each.EffectiveAt <= now)
                .OrderByDescending(each => each.EffectiveAt)
                .ThenByDescending(each => each.Number);
            var coming = set.Where(each => each.EffectiveAt > now)
                .OrderBy(each => each.EffectiveAt)
                .ThenBy(each => each.Number);
            var rows = await current.Take(1).ToListAsync(cancellation);
            rows.AddRange(await coming.ToListAsync(cancellation));
            var readable = rows.Select(Readable).ToArray();
            known = readable.Length > 0 ? readable : [AsConfigured(configured)];
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    private static RunningProgramme AsConfigured(ConfiguredProgramme found) =>
        new(found.Programme, found.Text, found.Origin, found.Name, DateTimeOffset.MinValue);

    private IQueryable<ProgrammeVersion> Of(PortalDb db) =>
        db.ProgrammeVersions.AsNoTracking().Where(each => each.ProgrammeId == configured.Programme.Id);

    private async Task RecordAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var last = await Of(db)
            .Where(each => each.Origin != ProgrammeOrigin.Upload)
            .OrderByDescending(each => each.Number)
            .Select(each => each.Version)
            .FirstOrDefaultAsync(cancellation);
        if (last == configured.Programme.Version)
        {
            return;
        }
        var now = Clock.Now(time);
        if (last is not null)
        {
            await FollowAsync(db, now, cancellation);
        }
        db.ProgrammeVersions.Add(
            new ProgrammeVersion
            {
                Id = keys.New(),
                ProgrammeId = configured.Programme.Id,
                Number = (await Of(db).MaxAsync(each => (int?)each.Number, cancellation) ?? 0) + 1,
                Version = configured.Programme.Version,
                Text = configured.Text,
                Origin = configured.Origin,
                Name = configured.Name,
                CreatedAt = now,
                EffectiveAt = now,
            }
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>A text of the settings follows the version in force as any other does; what waits was looked at against that
    /// one, and is given up.</summary>
    private async Task FollowAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var bars = ProgrammeSuccession.Bars(At(now).Programme, configured.Programme);
        if (bars.Count > 0)
        {
            throw new ProgrammeBarredException(bars);
        }
        var waiting = await db
            .ProgrammeVersions.Where(each =>
                each.ProgrammeId == configured.Programme.Id && each.EffectiveAt > now && each.WithdrawnAt == null
            )
            .ToListAsync(cancellation);
        waiting.ForEach(each => each.WithdrawnAt = now);
    }

    /// <summary>A version that was read before is not read again: texts do not change.</summary>
    private RunningProgramme Readable(ProgrammeVersion row)
    {
        var since = row.EffectiveAt!.Value;
        if (Array.Find(known, each => each.Programme.Version == row.Version) is { } read)
        {
            return read with { Origin = row.Origin, Name = row.Name, Since = since };
        }
        return ProgrammeFile.Read(row.Text) is ProgrammeRead.Accepted accepted
            ? new(accepted.Programme, row.Text, row.Origin, row.Name, since)
            : throw new ProgrammeUnreadableException(row.Number, row.Version);
    }
}

/// <summary>A version that was accepted once cannot be read by this release of the portal.</summary>
public sealed class ProgrammeUnreadableException(int number, string version)
    : Exception($"Version {number} ({version}) of the programme cannot be read by this release of the portal.");

/// <summary>The programme of the settings leaves out what members of the version in force rely on.</summary>
public sealed class ProgrammeBarredException(IReadOnlyList<SuccessionBar> bars)
    : Exception(
        "The programme of the settings cannot follow the version in force: "
            + string.Join(", ", bars.Select(bar => $"{bar.Fault} {bar.What}"))
            + "."
    );
