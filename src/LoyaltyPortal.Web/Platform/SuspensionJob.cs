using LoyaltyPortal.Data.Postings;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Looks every few seconds whether another node set a suspension.</summary>
internal sealed class SuspensionJob(SuspensionBook suspensions, TimeProvider time, ILogger<SuspensionJob> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SuspensionBook.RefreshEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await suspensions.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is known stays in force until the next look.
                log.LogError(failure, "Suspensions could not be read; they are read again soon");
            }
        }
    }
}
