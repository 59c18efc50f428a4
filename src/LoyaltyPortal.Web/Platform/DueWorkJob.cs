using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Writes entries that have become due, every minute, forgets members who left, and removes hourly what has served its time. Balances do not
/// wait for it.</summary>
internal sealed class DueWorkJob(
    IServiceProvider services,
    Housekeeping housekeeping,
    JobLog jobs,
    TimeProvider time,
    ILogger<DueWorkJob> log
) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan CleanedEvery = TimeSpan.FromHours(1);

    /// <summary>What it does each time.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<DueWork>().RunAsync(cancellation);
        await services.GetRequiredService<Erasure>().RunAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleaned = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.DueWork, stop => RunAsync(services, stop), stoppingToken);
                if (time.GetUtcNow() - cleaned > CleanedEvery)
                {
                    await jobs.RunAsync(JobNames.Housekeeping, housekeeping.RunAsync, stoppingToken);
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
