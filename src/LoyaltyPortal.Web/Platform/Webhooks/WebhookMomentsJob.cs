using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Looks every minute, on every node.</summary>
internal sealed class WebhookMomentsJob(
    WebhookMoments moments,
    JobLog jobs,
    TimeProvider time,
    ILogger<WebhookMomentsJob> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WebhookMoments.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.WebhookMoments, moments.RunAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is due stays due; whatever was written was written.
                log.LogError(failure, "What webhooks are told by the calendar failed; it is tried again soon");
            }
        }
    }
}
