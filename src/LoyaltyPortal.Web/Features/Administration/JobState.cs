using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>What is to be said of a job.</summary>
internal enum JobStateKind
{
    /// <summary>It never ran.</summary>
    New,

    /// <summary>It runs as it should.</summary>
    Fine,

    /// <summary>Its last run failed.</summary>
    Failed,

    /// <summary>It is overdue.</summary>
    Late,
}

/// <summary>How a job stands.</summary>
/// <param name="Kind">What is to be said of it.</param>
/// <param name="Last">Its last run on any node; null for none.</param>
/// <param name="Lag">How long it has been due; zero while it is on time.</param>
internal sealed record JobState(JobStateKind Kind, JobRun? Last, TimeSpan Lag)
{
    /// <summary>A run takes its time, and runs are kept once a minute.</summary>
    private static readonly TimeSpan Grace = JobLog.KeptEvery + TimeSpan.FromMinutes(1);

    public static JobState Of(PortalJob job, JobRun? last, DateTimeOffset now)
    {
        if (last is null)
        {
            return new JobState(JobStateKind.New, null, TimeSpan.Zero);
        }
        var lag = now - last.EndedAt - job.Every;
        if (lag > Grace)
        {
            return new JobState(JobStateKind.Late, last, lag);
        }
        return new JobState(last.Fault is null ? JobStateKind.Fine : JobStateKind.Failed, last, TimeSpan.Zero);
    }
}
