using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Keeps the figures of the programme: every minute what postings have added goes into its month, every hour members
/// are counted, once a day all of it is checked against the ledger. The page is exact without it but for the members.</summary>
internal sealed class FiguresJob(IServiceProvider services, JobLog jobs, TimeProvider time, ILogger<FiguresJob> log)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan CountedEvery = TimeSpan.FromHours(1);
    public static readonly TimeSpan CheckedEvery = TimeSpan.FromDays(1);

    /// <summary>A check that fails is not begun again each minute: it reads the whole ledger.</summary>
    private static readonly TimeSpan TriedEvery = TimeSpan.FromHours(1);

    private DateTimeOffset tried = DateTimeOffset.MinValue;

    /// <summary>Brings the figures and the counts of members up to date.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<FigureBook>().MoveAsync(cancellation);
        await services.GetRequiredService<MemberCount>().RunAsync(cancellation);
    }

    /// <summary>Checks the figures and counts what differed.</summary>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var verdict = await services.GetRequiredService<FigureCheck>().RunAsync(cancellation);
        services.GetRequiredService<PortalMeters>().FiguresDiffered(verdict.Count);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.Figures, KeepAsync, stoppingToken);
                if (await IsCheckDueAsync(stoppingToken))
                {
                    tried = Clock.Now(time);
                    await jobs.RunAsync(JobNames.FiguresCheck, stop => CheckAsync(services, stop), stoppingToken);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The figures could not be brought up to date; it is tried again");
            }
        }
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        await services.GetRequiredService<FigureBook>().MoveAsync(cancellation);
        // Whichever node comes first counts for all.
        var count = services.GetRequiredService<MemberCount>();
        var last = await count.LastAsync(cancellation);
        if (last is null || Clock.Now(time) - last.At >= CountedEvery)
        {
            await count.RunAsync(cancellation);
        }
    }

    private async Task<bool> IsCheckDueAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        if (now - tried < TriedEvery)
        {
            return false;
        }
        var last = await services.GetRequiredService<FigureCheck>().LastAsync(cancellation);
        return last is null || now - last.At >= CheckedEvery;
    }
}
