using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>Where deliveries of a webhook go, and what signs them.</summary>
/// <param name="Address">Where they are posted.</param>
/// <param name="Secrets">The present secret, and the one before it while it signs as well.</param>
public sealed record WebhookTarget(string Address, IReadOnlyList<string> Secrets);

/// <summary>Deliveries of one webhook that are to be sent now.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Deliveries">Each is the claimer's until its <see cref="WebhookDelivery.NextTryAt"/>.</param>
public sealed record ClaimedDeliveries(WebhookTarget Target, IReadOnlyList<WebhookDelivery> Deliveries);

/// <summary>Hands out deliveries that are due, each to one sender at a time, and writes down what came of them. Several nodes
/// may ask at once. A node that dies after a delivery left and before that was written lets it be sent again: at least
/// once, never lost.</summary>
public sealed class WebhookQueue(IPortalDbs databases, WebhookSecrets secrets, WriteGate gate, TimeProvider time)
{
    /// <summary>How long a delivery belongs to whoever claimed it. Longer than any try may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Claims deliveries of one webhook that are due, oldest first; null when there are none, or when it is
    /// paused or was removed.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="except">None of these: they are being sent. A demo's clock may run ahead of their lease.</param>
    /// <param name="cancellation">Stops claiming; what was claimed comes back after the lease.</param>
    public async Task<ClaimedDeliveries?> ClaimAsync(
        Guid webhookId,
        int most,
        IReadOnlyCollection<Guid> except,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        var due = await db
            .WebhookDeliveries.AsNoTracking()
            .Where(each => each.WebhookId == webhookId && each.State == DeliveryState.Waiting && each.NextTryAt <= now)
            .Where(each => !except.Contains(each.Id))
            .OrderBy(each => each.NextTryAt)
            .Take(most)
            .ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return null;
        }
        var webhook = await db
            .Webhooks.AsNoTracking()
            .FirstOrDefaultAsync(each => each.Id == webhookId && each.PausedAt == null, cancellation);
        if (webhook is null)
        {
            return null;
        }
        var target = new WebhookTarget(webhook.Address, secrets.Open(webhook, now));
        var until = now + Lease;
        var claimed = new List<WebhookDelivery>();
        using var turn = await gate.EnterAsync(cancellation);
        foreach (var delivery in due)
        {
            // Only one of those who saw the delivery at this time moves it on.
            if (
                await SameClaim(db, delivery)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.NextTryAt, until), cancellation) == 1
            )
            {
                delivery.NextTryAt = until;
                claimed.Add(delivery);
            }
        }
        return new ClaimedDeliveries(target, claimed);
    }

    /// <summary>The delivery was taken. Also said when the lease ran out meanwhile, so that it is not sent once more.</summary>
    public async Task MarkSentAsync(WebhookDelivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        DateTimeOffset? now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .WebhookDeliveries.Where(each => each.Id == delivery.Id && each.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.State, DeliveryState.Sent)
                        .SetProperty(each => each.EndedAt, now)
                        .SetProperty(each => each.LastFault, (string?)null),
                cancellation
            );
    }

    /// <summary>The delivery was not taken: it is tried again later or given up.</summary>
    /// <param name="delivery">As it was claimed. Whoever lost the claim meanwhile changes nothing.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When it is tried again (UTC); null when it was given up.</returns>
    public async Task<DateTimeOffset?> MarkFailedAsync(
        WebhookDelivery delivery,
        SendFailure failure,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(failure);
        var now = Clock.Now(time);
        var tries = delivery.FailedTries + 1;
        var wait = failure.MayRetry ? RetryPlan.WaitAfter(tries, Random.Shared.NextDouble()) : null;
        var longer = failure.RetryAfter > wait ? failure.RetryAfter : wait;
        var next = longer is { } pause ? Clock.Cut(now + pause) : now;
        var state = wait is null ? DeliveryState.Dead : DeliveryState.Waiting;
        DateTimeOffset? ended = wait is null ? now : null;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await SameClaim(db, delivery)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.State, state)
                        .SetProperty(each => each.EndedAt, ended)
                        .SetProperty(each => each.NextTryAt, next)
                        .SetProperty(each => each.FailedTries, tries)
                        .SetProperty(each => each.LastFault, failure.Fault),
                cancellation
            );
        return wait is null ? null : next;
    }

    /// <summary>The receiver says that it is there no more: the webhook is paused, and what waits is kept for the case that
    /// somebody lets it go on.</summary>
    /// <param name="delivery">As it was claimed.</param>
    /// <param name="fault">What it answered.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task MarkGoneAsync(WebhookDelivery delivery, string fault, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        DateTimeOffset? now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db
            .Webhooks.Where(each => each.Id == delivery.WebhookId && each.PausedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(each => each.PausedAt, now).SetProperty(each => each.IsGone, true),
                cancellation
            );
        await SameClaim(db, delivery)
            .ExecuteUpdateAsync(
                set => set.SetProperty(each => each.NextTryAt, now!.Value).SetProperty(each => each.LastFault, fault),
                cancellation
            );
        await transaction.CommitAsync(cancellation);
    }

    private static IQueryable<WebhookDelivery> SameClaim(PortalDb db, WebhookDelivery delivery) =>
        db.WebhookDeliveries.Where(each =>
            each.Id == delivery.Id && each.State == DeliveryState.Waiting && each.NextTryAt == delivery.NextTryAt
        );
}
