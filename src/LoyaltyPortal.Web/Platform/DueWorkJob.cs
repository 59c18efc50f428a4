using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Writes entries that have become due, every minute, forgets members who left, and removes hourly what has served its time. Balances do not
/// wait for it.</summary>
internal sealed class DueWorkJob(
    DueWork work,
    Erasure erasure,
    Housekeeping housekeeping,
    TimeProvider time,
    ILogger<DueWorkJob> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleaned = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work.RunAsync(stoppingToken);
                await erasure.RunAsync(stoppingToken);
                if (time.GetUtcNow() - cleaned > TimeSpan.FromHours(1))
                {
                    await housekeeping.RunAsync(stoppingToken);
                    cleaned = time.GetUtcNow();
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Tried again at the next tick; whatever was committed stays.
                log.LogError(failure, "Due work failed; it is tried again in {Minutes} minute", Every.TotalMinutes);
            }
        }
    }
}
