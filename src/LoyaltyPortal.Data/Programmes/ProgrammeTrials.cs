using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>Tries versions of the programme on what happened in the shop: both the version in force and the new one live
/// through it in memory, nothing is posted. One node tries a version; when it is not heard of for a minute, another one begins
/// anew.</summary>
public sealed class ProgrammeTrials(
    IPortalDbs databases,
    ProgrammeBook book,
    WriteGate gate,
    TimeProvider time,
    ILogger<ProgrammeTrials> log
)
{
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    /// <summary>A trial that ended so many nodes ends the next one as well.</summary>
    private const int MostTries = 3;

    private readonly OwnHistory history = new(databases);

    /// <summary>Tries what waits to be tried; returns how many there were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var done = 0;
        while (await ClaimAsync(cancellation) is { } version)
        {
            var trial =
                version.TrialTries < MostTries ? await TryAsync(version, cancellation) : FailedOf(version, "NodeLost");
            await SaveAsync(version, trial, cancellation);
            done++;
        }
        return done;
    }

    private async Task<ProgrammeVersion?> ClaimAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var now = Clock.Now(time);
        var silent = now - Silent;
        var waiting = await db
            .ProgrammeVersions.AsNoTracking()
            .Where(each =>
                each.TrialAskedAt != null
                && each.Trial == null
                && each.WithdrawnAt == null
                && (each.TrialSeenAt == null || each.TrialSeenAt < silent)
            )
            .OrderBy(each => each.TrialAskedAt)
            .FirstOrDefaultAsync(cancellation);
        if (waiting is null)
        {
            return null;
        }
        var claimed = await db
            .ProgrammeVersions.Where(each => each.Id == waiting.Id && each.TrialSeenAt == waiting.TrialSeenAt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.TrialSeenAt, now)
                        .SetProperty(each => each.TrialTries, each => each.TrialTries + 1),
                cancellation
            );
        return claimed == 1 ? waiting : null;
    }

    private async Task<ProgrammeTrial> TryAsync(ProgrammeVersion version, CancellationToken cancellation)
    {
        var against = book.Current.Programme;
        var spend = version.TrialSpend.Value;
        try
        {
            var after =
                ProgrammeFile.Read(version.Text) as ProgrammeRead.Accepted
                ?? throw new ProgrammeUnreadableException(version.Number, version.Version);
            var (old, young) = await LiveAsync(
                version,
                new TrialSide(against, version.TrialSpend),
                new TrialSide(after.Programme, version.TrialSpend),
                cancellation
            );
            return new(against.Version, Clock.Now(time), spend, null, old, young);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The trial of version {Number} failed", version.Number);
            return FailedOf(version, failure.GetType().Name);
        }
    }

    private ProgrammeTrial FailedOf(ProgrammeVersion version, string fault) =>
        new(book.Current.Programme.Version, Clock.Now(time), version.TrialSpend.Value, fault, null, null);

    private async Task<(TrialFigures Old, TrialFigures Young)> LiveAsync(
        ProgrammeVersion version,
        TrialSide old,
        TrialSide young,
        CancellationToken cancellation
    )
    {
        var all = await history.CountAsync(cancellation);
        foreach (var (account, kind) in await history.AccountsAsync(cancellation))
        {
            old.Join(account, kind);
            young.Join(account, kind);
        }
        var read = 0;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Also while the database sorts, or what is left is added up, the node is to be heard of.
        var telling = TellOnAsync(version, () => Volatile.Read(ref read), all, over.Token);
        try
        {
            await foreach (var fact in history.ReadAsync(cancellation))
            {
                old.Post(fact);
                young.Post(fact);
                Volatile.Write(ref read, read + (fact is OwnFact.Bought ? 1 : 0));
            }
            var end = Clock.Now(time);
            return (old.EndAt(end), young.EndAt(end));
        }
        finally
        {
            await over.CancelAsync();
            await telling;
        }
    }

    private async Task TellOnAsync(ProgrammeVersion version, Func<int> read, int all, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await TellAsync(version, read(), all, over);
                await Task.Delay(TellEvery, over);
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
        catch (Exception failure)
        {
            // The trial itself goes on; in silence another node may begin it as well, which does no harm.
            log.LogWarning(
                "How far the trial of version {Number} is could not be told: {Fault}",
                version.Number,
                failure.GetType().Name
            );
        }
    }

    private async Task TellAsync(ProgrammeVersion version, int read, int all, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await ChangeAsync(
            version,
            set =>
                set.SetProperty(each => each.TrialSeenAt, now)
                    .SetProperty(each => each.TrialRead, read)
                    .SetProperty(each => each.TrialOf, all),
            cancellation
        );
    }

    private Task SaveAsync(ProgrammeVersion version, ProgrammeTrial trial, CancellationToken cancellation) =>
        ChangeAsync(version, set => set.SetProperty(each => each.Trial, trial), cancellation);

    /// <summary>Writes on while the trial is the one that was asked for: another may have been asked for meanwhile.</summary>
    private async Task ChangeAsync(
        ProgrammeVersion version,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ProgrammeVersion>> set,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .ProgrammeVersions.Where(each => each.Id == version.Id && each.TrialAskedAt == version.TrialAskedAt)
            .ExecuteUpdateAsync(set, cancellation);
    }
}
