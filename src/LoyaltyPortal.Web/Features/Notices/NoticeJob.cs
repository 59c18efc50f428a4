using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Goes round every minute, on every node.</summary>
internal sealed class NoticeJob(IServiceProvider services, JobLog jobs, TimeProvider time, ILogger<NoticeJob> log)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(
                    JobNames.Notices,
                    stop => services.GetRequiredService<NoticeTelling>().RunAsync(stop),
                    stoppingToken
                );
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is due stays due; whoever was told was told.
                log.LogError(failure, "Notices failed; it is tried again in {Minutes} minute", Every.TotalMinutes);
            }
        }
    }
}
