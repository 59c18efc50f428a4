using System.Collections.Concurrent;
using System.Text.Json;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Platform.Jobs;

/// <summary>How a job's last run went, on whichever node.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="Fault">The kind of exception that it ended with; null when it went well.</param>
/// <param name="Node">The node that ran it.</param>
public sealed record JobRun(DateTimeOffset StartedAt, DateTimeOffset EndedAt, string? Fault, string Node);

/// <summary>Keeps how jobs went, for all nodes to see. It never stands in a job's way: what cannot be kept is left out.</summary>
public sealed class JobLog(IPortalDbs databases, WriteGate gate, TimeProvider time, ILogger<JobLog> log)
{
    /// <summary>A job that runs each second is kept once in this time, unless it goes otherwise than before.</summary>
    public static readonly TimeSpan KeptEvery = TimeSpan.FromMinutes(1);

    private const string Prefix = "job:";

    private readonly ConcurrentDictionary<string, JobRun> kept = new(StringComparer.Ordinal);

    /// <summary>Runs a job and keeps how it went; what it throws goes on to the caller.</summary>
    public async Task RunAsync(string job, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var startedAt = Clock.Now(time);
        try
        {
            await work(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await NoteAsync(job, startedAt, failure, cancellation);
            throw;
        }
        await NoteAsync(job, startedAt, null, cancellation);
    }

    /// <summary>Keeps how a run went.</summary>
    /// <param name="job">One of <see cref="JobNames"/>.</param>
    /// <param name="startedAt">When it began (UTC).</param>
    /// <param name="failure">What it ended with; null when it went well.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task NoteAsync(
        string job,
        DateTimeOffset startedAt,
        Exception? failure,
        CancellationToken cancellation
    )
    {
        // Only the exception's kind: its words may hold what the job was working on.
        var run = new JobRun(startedAt, Clock.Now(time), failure?.GetType().Name, Environment.MachineName);
        if (kept.TryGetValue(job, out var last) && last.Fault == run.Fault && run.EndedAt - last.EndedAt < KeptEvery)
        {
            return;
        }
        kept[job] = run;
        try
        {
            await WriteAsync(Prefix + job, JsonSerializer.Serialize(run), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning("How {Job} went could not be kept: {Fault}", job, fault.GetType().Name);
        }
    }

    /// <summary>The last runs by the names of jobs; none of a job that never ran.</summary>
    public async Task<IReadOnlyDictionary<string, JobRun>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var settings = await db
            .Settings.AsNoTracking()
            .Where(each => each.Name.StartsWith(Prefix))
            .ToListAsync(cancellation);
        return settings.ToDictionary(
            each => each.Name[Prefix.Length..],
            each => JsonSerializer.Deserialize<JobRun>(each.Value)!
        );
    }

    private async Task WriteAsync(string name, string value, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var changed = await db
            .Settings.Where(each => each.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Value, value), cancellation);
        if (changed > 0)
        {
            return;
        }
        db.Settings.Add(new Setting { Name = name, Value = value });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (Exception conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another node ran it for the first time at the same moment; its run is as good as this one.
        }
    }
}
