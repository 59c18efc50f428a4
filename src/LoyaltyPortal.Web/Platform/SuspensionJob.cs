using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Looks every few seconds whether another node set a suspension.</summary>
internal sealed class SuspensionJob(
    SuspensionBook suspensions,
    JobLog jobs,
    TimeProvider time,
    ILogger<SuspensionJob> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SuspensionBook.RefreshEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.Suspensions, suspensions.RefreshAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is known stays in force until the next look.
                log.LogError(failure, "Suspensions could not be read; they are read again soon");
            }
        }
    }
}
