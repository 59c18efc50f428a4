using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Sends what webhooks are to be told: looks every second, a few deliveries of each webhook at a time, so that one
/// that hangs or is down holds up no other.</summary>
internal sealed class WebhookJob(
    WebhookList webhooks,
    WebhookQueue queue,
    WebhookSender sender,
    PortalMeters meters,
    JobLog jobs,
    TimeProvider time,
    ILogger<WebhookJob> log
) : BackgroundService
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Deliveries of one webhook that are sent at once.</summary>
    private const int AtOnce = 4;

    /// <summary>How long calls that are under way may take to end when the portal stops.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    /// <summary>What is being sent, with the webhook it is for.</summary>
    private readonly Dictionary<Guid, (Guid Webhook, Task Call)> underWay = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var farewell = new CancellationTokenSource();
        await using var stopped = stoppingToken.Register(() => farewell.CancelAfter(Farewell));
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var ended in underWay.Where(each => each.Value.Call.IsCompleted).Select(each => each.Key).ToList())
            {
                underWay.Remove(ended);
            }
            var isMore = await LookAsync(farewell.Token, stoppingToken);
            await WaitAsync(isMore ? underWay.Values.Select(each => each.Call) : [], stoppingToken);
        }
        await Task.WhenAll(underWay.Values.Select(each => each.Call));
    }

    /// <summary>Claims what is due and sends it off.</summary>
    /// <returns>Whether there may be more, so that the end of a call is worth waking up for.</returns>
    private async Task<bool> LookAsync(CancellationToken farewell, CancellationToken stopping)
    {
        var isMore = false;
        try
        {
            await jobs.RunAsync(
                JobNames.Webhooks,
                async stop =>
                {
                    await webhooks.RefreshIfOldAsync(stop);
                    foreach (var webhook in webhooks.Current)
                    {
                        isMore |= await TryLookAsync(webhook.Id, farewell, stop);
                    }
                },
                stopping
            );
        }
        catch (OperationCanceledException)
        {
            // What was claimed already is sent before the portal stops.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Deliveries of webhooks could not be read; they are read again soon");
        }
        return isMore;
    }

    /// <summary>One whose secret cannot be opened any more, say, holds up no other.</summary>
    private async Task<bool> TryLookAsync(Guid webhook, CancellationToken farewell, CancellationToken stopping)
    {
        try
        {
            return await LookAsync(webhook, farewell, stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Deliveries of webhook {Webhook} could not be sent; they wait", webhook);
            return false;
        }
    }

    private async Task<bool> LookAsync(Guid webhook, CancellationToken farewell, CancellationToken stopping)
    {
        var busy = underWay.Where(each => each.Value.Webhook == webhook).Select(each => each.Key).ToList();
        if (busy.Count >= AtOnce)
        {
            return true;
        }
        if (await queue.ClaimAsync(webhook, AtOnce - busy.Count, busy, stopping) is not { } claimed)
        {
            return false;
        }
        foreach (var delivery in claimed.Deliveries)
        {
            var call = Task.Run(() => SendAsync(claimed.Target, delivery, farewell), CancellationToken.None);
            underWay[delivery.Id] = (webhook, call);
        }
        return claimed.Deliveries.Count + busy.Count == AtOnce;
    }

    private static async Task WaitAsync(IEnumerable<Task> calls, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny([Task.Delay(LookEvery, over.Token), .. calls]);
        await over.CancelAsync();
    }

    private async Task SendAsync(WebhookTarget target, WebhookDelivery delivery, CancellationToken cancellation)
    {
        try
        {
            switch (await TrySendAsync(target, delivery, cancellation))
            {
                case Posted.Taken:
                    await queue.MarkSentAsync(delivery, cancellation);
                    meters.WebhookSent(delivery.Event, Clock.Now(time) - delivery.CreatedAt);
                    break;
                case Posted.Gone gone:
                    await queue.MarkGoneAsync(delivery, gone.Fault, cancellation);
                    await webhooks.RefreshAsync(cancellation);
                    log.LogWarning("Webhook {Webhook} says that it is gone: it is paused", delivery.WebhookId);
                    break;
                case Posted.Failed failed:
                    await NoteAsync(delivery, failed, cancellation);
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops. Whether it was taken is not known, so its claim runs out and it is sent again.
        }
        catch (Exception failure)
        {
            // As above; only the exception's kind is told, for its words may hold the address.
            log.LogError(
                "Delivery {Id} of {Event} was left with {Failure}; it comes back when its claim runs out",
                delivery.Id,
                delivery.Event,
                failure.GetType().Name
            );
        }
    }

    /// <summary>What was not foreseen is a failed try like others: a delivery that always throws must end.</summary>
    private async Task<Posted> TrySendAsync(
        WebhookTarget target,
        WebhookDelivery delivery,
        CancellationToken cancellation
    )
    {
        try
        {
            return await sender.SendAsync(target, delivery, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(
                "Delivery {Id} of {Event} failed with {Failure}",
                delivery.Id,
                delivery.Event,
                failure.GetType().Name
            );
            return new Posted.Failed(new Data.Messages.SendFailure("unexpected", MayRetry: true));
        }
    }

    private async Task NoteAsync(WebhookDelivery delivery, Posted.Failed failed, CancellationToken cancellation)
    {
        var fault = failed.Failure.Fault;
        var next = await queue.MarkFailedAsync(delivery, failed.Failure, cancellation);
        meters.WebhookFailed(delivery.Event);
        if (next is null)
        {
            meters.WebhookGivenUp(delivery.Event);
            log.LogError("Delivery {Id} of {Event} was given up: {Fault}", delivery.Id, delivery.Event, fault);
            return;
        }
        log.LogWarning(
            "Delivery {Id} of {Event} was not taken: {Fault}, try {Try}; it is tried again",
            delivery.Id,
            delivery.Event,
            fault,
            delivery.FailedTries + 1
        );
    }
}
