using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Sends what is in the outbox: looks every second, a few messages of each medium at a time, so that neither a
/// call that hangs nor a medium that is down holds up the others.</summary>
internal sealed class OutboxJob(
    OutboxQueue queue,
    MessageSenders senders,
    PortalMeters meters,
    JobLog jobs,
    TimeProvider time,
    ILogger<OutboxJob> log
) : BackgroundService
{
    /// <summary>Messages of one medium that are sent at once.</summary>
    private const int AtOnce = 8;

    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long calls that are under way may take to end when the portal stops.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var medium in senders.MediaOf(MessageWay.Unsaid))
        {
            log.LogWarning(
                "Nothing says how messages of medium {Medium} are sent: they wait in the outbox, codes too. Set {Key}",
                medium,
                MessageSettings.KeyOf(medium)
            );
        }
        return Task.WhenAll([
            TidyAsync(stoppingToken),
            .. senders.ByMedium.Select(each => RunAsync(each.Key, each.Value, stoppingToken)),
        ]);
    }

    private async Task RunAsync(string medium, IMessageSender sender, CancellationToken stopping)
    {
        var underWay = new Dictionary<Guid, Task>();
        using var farewell = new CancellationTokenSource();
        await using var stopped = stopping.Register(() => farewell.CancelAfter(Farewell));
        while (!stopping.IsCancellationRequested)
        {
            foreach (var ended in underWay.Where(each => each.Value.IsCompleted).Select(each => each.Key).ToList())
            {
                underWay.Remove(ended);
            }
            var free = AtOnce - underWay.Count;
            var claimed = await ClaimAsync(new ClaimAsk(medium, free, [.. underWay.Keys], sender.StaysHere), stopping);
            foreach (var message in claimed.Over)
            {
                TellGivenUp(message, message.LastFault!);
            }
            foreach (var message in claimed.ToSend)
            {
                underWay[message.Id] = Task.Run(
                    () => SendAsync(message, sender, farewell.Token),
                    CancellationToken.None
                );
            }
            // While there may be more to send, the end of a call is worth waking up for.
            var isFull = claimed.ToSend.Count + claimed.Over.Count == free;
            await WaitAsync(LookEvery, isFull ? underWay.Values : [], stopping);
        }
        await Task.WhenAll(underWay.Values);
    }

    private async Task<Claimed> ClaimAsync(ClaimAsk ask, CancellationToken stopping)
    {
        var claimed = new Claimed([], []);
        try
        {
            await jobs.RunAsync(
                JobNames.Outbox,
                async stop => claimed = ask.Most > 0 ? await queue.ClaimAsync(ask, stop) : claimed,
                stopping
            );
            return claimed;
        }
        catch (OperationCanceledException)
        {
            // What was claimed already is sent before the portal stops.
            return claimed;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Messages of {Medium} could not be read; they are read again soon", ask.Medium);
            return new Claimed([], []);
        }
    }

    private static async Task WaitAsync(TimeSpan most, IEnumerable<Task> calls, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny([Task.Delay(most, over.Token), .. calls]);
        await over.CancelAsync();
    }

    private async Task SendAsync(OutboxMessage message, IMessageSender sender, CancellationToken cancellation)
    {
        try
        {
            switch (await TrySendAsync(message, sender, cancellation))
            {
                case Sending.Sent:
                    await queue.MarkSentAsync(message, sender.StaysHere, cancellation);
                    meters.MessageSent(message.Medium, message.Kind, Clock.Now(time) - message.CreatedAt);
                    break;
                case Sending.Failed failed:
                    await NoteAsync(message, failed.Failure, sender, cancellation);
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops. Whether the message left is not known, so its claim runs out and it is sent again.
        }
        catch (Exception failure)
        {
            // As above; only the exception's kind is told, for its words may hold what the message says.
            log.LogError(
                "Message {Id} of kind {Kind} was left with {Failure}; it comes back when its claim runs out",
                message.Id,
                message.Kind,
                failure.GetType().Name
            );
        }
    }

    /// <summary>What a sender did not foresee is a failed try like others: a message that always throws must end.</summary>
    private async Task<Sending> TrySendAsync(
        OutboxMessage message,
        IMessageSender sender,
        CancellationToken cancellation
    )
    {
        try
        {
            return await sender.SendAsync(message, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(
                "Message {Id} of kind {Kind} failed with {Failure}",
                message.Id,
                message.Kind,
                failure.GetType().Name
            );
            return Sending.ForNow("unexpected");
        }
    }

    private async Task NoteAsync(
        OutboxMessage message,
        SendFailure failure,
        IMessageSender sender,
        CancellationToken cancellation
    )
    {
        var next = await queue.MarkFailedAsync(message, failure, sender.StaysHere, cancellation);
        meters.MessageFailed(message.Medium, message.Kind);
        if (next is null)
        {
            TellGivenUp(message, failure.Fault);
            return;
        }
        log.LogWarning(
            "Message {Id} of kind {Kind} was not sent: {Fault}, try {Try}; it is tried again",
            message.Id,
            message.Kind,
            failure.Fault,
            message.FailedTries + 1
        );
    }

    private void TellGivenUp(OutboxMessage message, string fault)
    {
        meters.MessageGivenUp(message.Medium, message.Kind);
        log.LogError("Message {Id} of kind {Kind} was given up: {Fault}", message.Id, message.Kind, fault);
    }

    /// <summary>Gives up what nobody sends and nobody needs any more, so that no code stays in the database.</summary>
    private async Task TidyAsync(CancellationToken stopping)
    {
        var (unsaid, off) = (senders.MediaOf(MessageWay.Unsaid), senders.MediaOf(MessageWay.None));
        while (unsaid.Count + off.Count > 0 && !stopping.IsCancellationRequested)
        {
            try
            {
                await TidyAsync(unsaid, areOff: false, stopping);
                await TidyAsync(off, areOff: true, stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Messages that nobody sends could not be given up; it is tried again soon");
            }
            await WaitAsync(TidyEvery, [], stopping);
        }
    }

    private async Task TidyAsync(IReadOnlyList<string> media, bool areOff, CancellationToken stopping)
    {
        if (media.Count > 0 && await queue.GiveUpUnclaimedAsync(media, areOff, stopping) is > 0 and var count)
        {
            log.LogWarning("{Count} messages of {Media} were given up", count, string.Join(", ", media));
        }
    }
}
