using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Looks every few seconds whether another node set a version of the programme or an announcement.</summary>
internal sealed class ProgrammeJob(
    ProgrammeBook programmes,
    AnnouncementBook announcements,
    JobLog jobs,
    TimeProvider time,
    ILogger<ProgrammeJob> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ProgrammeBook.RefreshEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.Programme, LookAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is known stays, also what was set for a moment to come.
                log.LogError(failure, "Versions of the programme could not be read; they are read again soon");
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        await programmes.RefreshAsync(cancellation);
        await announcements.RefreshAsync(cancellation);
    }
}

/// <summary>Tries versions of the programme on the shop's own data when somebody asks for it; a node tries one at a time.</summary>
internal sealed class TrialJob(ProgrammeTrials trials, JobLog jobs, ILogger<TrialJob> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.Trials, trials.RunAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "What waits to be tried could not be read; it is read again soon");
            }
        }
    }
}
