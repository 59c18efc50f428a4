using System.Data;
using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Versions;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>How it ended to lay in a version.</summary>
public abstract record VersionAdded
{
    private VersionAdded() { }

    /// <summary>It is kept, and not in force.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Kept(Guid Id) : VersionAdded;

    /// <summary>The file is wrong.</summary>
    /// <param name="Faults">Everything that is wrong, in the order of the file.</param>
    public sealed record Wrong(IReadOnlyList<ProgrammeFault> Faults) : VersionAdded;

    /// <summary>It is the version that is in force, to the letter.</summary>
    public sealed record InForce : VersionAdded;
}

/// <summary>How it ended to set or give up a version.</summary>
public enum VersionDone
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such version of this programme.</summary>
    Unknown,

    /// <summary>It is in force, was, or was given up.</summary>
    Over,

    /// <summary>It was not tried on the shop's own data against the version that it would follow.</summary>
    NotTried,

    /// <summary>It leaves out what members of the version before rely on.</summary>
    Barred,

    /// <summary>Not every node would know of it by then.</summary>
    TooSoon,

    /// <summary>Another one is set already: one waits at a time.</summary>
    AnotherWaits,

    /// <summary>Its moment is so near that not every node would know that it does not come.</summary>
    TooLate,
}

/// <summary>Versions of the programme: laid in, tried, set for a moment, given up (docs/decisions/programme-versions.md). Each
/// step leaves a line of the audit in its own transaction.</summary>
public sealed class ProgrammeVersions(
    IPortalDbs databases,
    ProgrammeBook book,
    SequentialKeys keys,
    WriteGate gate,
    TimeProvider time
)
{
    /// <summary>How long before its moment a version must be set: nodes look more often than that.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    private const int Tries = 10;

    private string ProgrammeId => book.Current.Programme.Id;

    /// <summary>All versions of the programme without their texts, the newest first.</summary>
    public async Task<IReadOnlyList<ProgrammeVersion>> ListAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .ProgrammeVersions.AsNoTracking()
            .Where(each => each.ProgrammeId == ProgrammeId)
            .OrderByDescending(each => each.Number)
            .Select(each => new ProgrammeVersion
            {
                Id = each.Id,
                ProgrammeId = each.ProgrammeId,
                Number = each.Number,
                Version = each.Version,
                Text = string.Empty,
                Origin = each.Origin,
                Name = each.Name,
                CreatedAt = each.CreatedAt,
                CreatedBy = each.CreatedBy,
                EffectiveAt = each.EffectiveAt,
                WithdrawnAt = each.WithdrawnAt,
            })
            .ToListAsync(cancellation);
    }

    /// <summary>A version of this programme; null when there is none of that number.</summary>
    public async Task<ProgrammeVersion?> FindAsync(int number, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .ProgrammeVersions.AsNoTracking()
            .FirstOrDefaultAsync(each => each.ProgrammeId == ProgrammeId && each.Number == number, cancellation);
    }

    /// <summary>Lays in a version. It changes nothing until it is set.</summary>
    /// <param name="text">The text of its file.</param>
    /// <param name="by">Who of the staff.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<(VersionAdded Added, int Number)> AddAsync(string text, Guid by, CancellationToken cancellation)
    {
        var read = ProgrammeFile.Read(text);
        if (read is ProgrammeRead.Refused refused)
        {
            return (new VersionAdded.Wrong(refused.Faults), 0);
        }
        var accepted = (ProgrammeRead.Accepted)read;
        if (accepted.Programme.Version == book.Current.Programme.Version)
        {
            return (new VersionAdded.InForce(), 0);
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAddAsync(text, accepted.Programme, by, cancellation);
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Somebody laid in another one at the same moment; the next try takes the next number.
            }
        }
    }

    /// <summary>Asks for a trial on the shop's own data; what an earlier one came to is forgotten.</summary>
    public Task<VersionDone> AskTrialAsync(int number, Percent spend, Guid by, CancellationToken cancellation) =>
        ChangeAsync(
            number,
            by,
            AuditActions.ProgrammeTried,
            (version, now, _) =>
            {
                if (!IsOpen(version, now))
                {
                    return VersionDone.Over;
                }
                if (BarsOf(version, now).Count > 0)
                {
                    return VersionDone.Barred;
                }
                version.TrialAskedAt = now;
                version.TrialSpend = spend;
                version.TrialSeenAt = null;
                version.TrialRead = 0;
                version.TrialOf = 0;
                version.TrialTries = 0;
                version.Trial = null;
                return VersionDone.Done;
            },
            cancellation
        );

    /// <summary>Sets a version for a moment, or for another one.</summary>
    /// <param name="number">Which.</param>
    /// <param name="at">From when on it is in force (UTC).</param>
    /// <param name="by">Who of the staff.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<VersionDone> SetAsync(int number, DateTimeOffset at, Guid by, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var done = await ChangeAsync(
            number,
            by,
            AuditActions.ProgrammeSet,
            (version, now, anotherWaits) =>
            {
                if (!IsOpen(version, now))
                {
                    return VersionDone.Over;
                }
                if (IsNear(version, now))
                {
                    return VersionDone.TooLate;
                }
                if (anotherWaits)
                {
                    return VersionDone.AnotherWaits;
                }
                if (at < now + Ahead)
                {
                    return VersionDone.TooSoon;
                }
                if (BarsOf(version, now).Count > 0)
                {
                    return VersionDone.Barred;
                }
                if (version.Trial is not { Fault: null } trial || trial.Against != book.At(now).Programme.Version)
                {
                    return VersionDone.NotTried;
                }
                version.EffectiveAt = Clock.Cut(at);
                return VersionDone.Done;
            },
            cancellation
        );
        await book.RefreshAsync(cancellation);
        return done;
    }

    /// <summary>Gives up a version that is not in force yet.</summary>
    public async Task<VersionDone> WithdrawAsync(int number, Guid by, CancellationToken cancellation)
    {
        var done = await ChangeAsync(
            number,
            by,
            AuditActions.ProgrammeWithdrawn,
            (version, now, _) =>
            {
                if (!IsOpen(version, now))
                {
                    return VersionDone.Over;
                }
                if (IsNear(version, now))
                {
                    return VersionDone.TooLate;
                }
                version.WithdrawnAt = now;
                return VersionDone.Done;
            },
            cancellation
        );
        await book.RefreshAsync(cancellation);
        return done;
    }

    /// <summary>What bars a version from following the one that is in force before a moment.</summary>
    public IReadOnlyList<SuccessionBar> BarsOf(ProgrammeVersion version, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(version);
        return ProgrammeFile.Read(version.Text) is ProgrammeRead.Accepted accepted
            ? ProgrammeSuccession.Bars(book.At(at).Programme, accepted.Programme)
            : throw new ProgrammeUnreadableException(version.Number, version.Version);
    }

    /// <summary>Whether a version may still be changed: it was laid in, not given up, and its moment has not come.</summary>
    public static bool IsOpen(ProgrammeVersion version, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version is { Origin: ProgrammeOrigin.Upload, WithdrawnAt: null } && !(version.EffectiveAt <= now);
    }

    private static bool IsNear(ProgrammeVersion version, DateTimeOffset now) => version.EffectiveAt < now + Ahead;

    private async Task<(VersionAdded, int)> TryAddAsync(
        string text,
        Programme programme,
        Guid by,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Clock.Now(time);
        var last = await db
            .ProgrammeVersions.Where(each => each.ProgrammeId == ProgrammeId)
            .MaxAsync(each => (int?)each.Number, cancellation);
        var version = new ProgrammeVersion
        {
            Id = keys.New(),
            // A file of another programme is kept here as well: what bars it is told where it is looked at.
            ProgrammeId = ProgrammeId,
            Number = (last ?? 0) + 1,
            Version = programme.Version,
            Text = text,
            Origin = ProgrammeOrigin.Upload,
            CreatedAt = now,
            CreatedBy = by,
        };
        db.ProgrammeVersions.Add(version);
        await AuditBook.AddAsync(db, NoteOf(by, AuditActions.ProgrammeAdded, version), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (new VersionAdded.Kept(version.Id), version.Number);
    }

    private async Task<VersionDone> ChangeAsync(
        int number,
        Guid by,
        string action,
        Func<ProgrammeVersion, DateTimeOffset, bool, VersionDone> change,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryChangeAsync(number, by, action, change, cancellation);
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Somebody else changed it at the same moment; the next try sees how it stands.
            }
        }
    }

    private async Task<VersionDone> TryChangeAsync(
        int number,
        Guid by,
        string action,
        Func<ProgrammeVersion, DateTimeOffset, bool, VersionDone> change,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        // What is read decides what is written: of two who press at once, one comes after the other.
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellation
        );
        var version = await db.ProgrammeVersions.FirstOrDefaultAsync(
            each => each.ProgrammeId == ProgrammeId && each.Number == number,
            cancellation
        );
        if (version is null)
        {
            return VersionDone.Unknown;
        }
        var now = Clock.Now(time);
        var anotherWaits = await db.ProgrammeVersions.AnyAsync(
            each =>
                each.ProgrammeId == ProgrammeId
                && each.Number != number
                && each.EffectiveAt > now
                && each.WithdrawnAt == null,
            cancellation
        );
        var done = change(version, now, anotherWaits);
        if (done == VersionDone.Done)
        {
            await AuditBook.AddAsync(db, NoteOf(by, action, version), now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        return done;
    }

    private static AuditNote NoteOf(Guid by, string action, ProgrammeVersion version) =>
        AuditNote.Of(
            by,
            null,
            action,
            new AuditFact("number", version.Number.ToString(CultureInfo.InvariantCulture)),
            new AuditFact("version", version.Version),
            new AuditFact(
                "from",
                version.EffectiveAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                    ?? "-"
            )
        );
}
