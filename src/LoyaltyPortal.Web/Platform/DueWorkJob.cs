using LoyaltyPortal.Data.Postings;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Writes entries that have become due, every minute. Balances do not wait for it.</summary>
internal sealed class DueWorkJob(DueWork work, TimeProvider time, ILogger<DueWorkJob> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Tried again at the next tick; whatever was committed stays.
                log.LogError(failure, "Due work failed; it is tried again in {Minutes} minute", Every.TotalMinutes);
            }
        }
    }
}
