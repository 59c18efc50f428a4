using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>A webhook and how its deliveries stand.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Waiting">Deliveries that wait.</param>
/// <param name="Dead">Deliveries that were given up.</param>
/// <param name="LastSentAt">When one was taken last (UTC); null for never.</param>
public sealed record WebhookStanding(Webhook Webhook, int Waiting, int Dead, DateTimeOffset? LastSentAt);

/// <summary>What came of sending a delivery anew.</summary>
public enum Replaying
{
    /// <summary>It waits to be sent.</summary>
    Done,

    /// <summary>There is no such delivery of that webhook; nothing was changed.</summary>
    NotThere,

    /// <summary>It waits already, or the member was forgotten; nothing was changed.</summary>
    OfNoUse,
}

/// <summary>The webhooks as operators handle them. Each act is a line of the audit.</summary>
public sealed class WebhookBook(
    IPortalDbs databases,
    WebhookList list,
    WebhookSecrets secrets,
    WebhookOutbox outbox,
    SequentialKeys keys,
    WriteGate gate,
    TimeProvider time
)
{
    /// <summary>So many webhooks at most: each posting tells all of them.</summary>
    public const int Most = 20;

    /// <summary>The longest address.</summary>
    public const int LongestAddress = WebhookModel.LongestAddress;

    /// <summary>How long the secret before the present one signs as well.</summary>
    public static readonly TimeSpan BothSign = TimeSpan.FromHours(24);

    /// <summary>All webhooks, the oldest first.</summary>
    public async Task<IReadOnlyList<WebhookStanding>> ListAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var webhooks = await db.Webhooks.AsNoTracking().OrderBy(each => each.CreatedAt).ToListAsync(cancellation);
        var standings = new List<WebhookStanding>();
        foreach (var webhook in webhooks)
        {
            standings.Add(await StandingAsync(db, webhook, cancellation));
        }
        return standings;
    }

    /// <summary>A webhook by its id; null for none.</summary>
    public async Task<WebhookStanding?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var webhook = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation);
        return webhook is null ? null : await StandingAsync(db, webhook, cancellation);
    }

    /// <summary>The latest deliveries of a webhook.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(Guid id, int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .WebhookDeliveries.AsNoTracking()
            .Where(each => each.WebhookId == id)
            .OrderByDescending(each => each.CreatedAt)
            .ThenByDescending(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>Makes a webhook.</summary>
    /// <param name="address">Where deliveries are posted; the caller has checked it.</param>
    /// <param name="events">Of <see cref="WebhookEvents.All"/>.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellation">Stops waiting; there is then no webhook.</param>
    /// <returns>Its id and its secret, which is not told again; null when there are <see cref="Most"/> already.</returns>
    public async Task<(Guid Id, string Secret)?> CreateAsync(
        string address,
        IReadOnlyList<string> events,
        Guid by,
        CancellationToken cancellation
    )
    {
        var secret = WebhookSecret.New();
        var webhook = new Webhook
        {
            Id = keys.New(),
            Address = address,
            Events = events,
            Secret = secrets.Hide(secret),
            CreatedAt = Clock.Now(time),
        };
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await db.Webhooks.CountAsync(cancellation) >= Most)
            {
                return null;
            }
            db.Webhooks.Add(webhook);
            var note = AuditNote.Of(
                by,
                null,
                AuditActions.WebhookMade,
                Which(webhook.Id),
                Leads(address),
                Asks(events)
            );
            await AuditBook.AddAsync(db, note, webhook.CreatedAt, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await list.RefreshAsync(cancellation);
        return (webhook.Id, secret);
    }

    /// <summary>Gives a webhook another address or other events.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public Task<bool> ChangeAsync(
        Guid id,
        string address,
        IReadOnlyList<string> events,
        Guid by,
        CancellationToken cancellation
    ) =>
        ActAsync(
            id,
            by,
            AuditActions.WebhookChanged,
            (_, webhook, _) => (webhook.Address, webhook.Events) = (address, events),
            cancellation,
            Leads(address),
            Asks(events)
        );

    /// <summary>Tells a webhook nothing from now on; what waits is kept.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public Task<bool> PauseAsync(Guid id, Guid by, CancellationToken cancellation) =>
        ActAsync(
            id,
            by,
            AuditActions.WebhookPaused,
            (_, webhook, now) => (webhook.PausedAt, webhook.IsGone) = (webhook.PausedAt ?? now, false),
            cancellation
        );

    /// <summary>Lets a webhook go on: what waits is sent, what happened meanwhile is not told.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public Task<bool> ResumeAsync(Guid id, Guid by, CancellationToken cancellation) =>
        ActAsync(
            id,
            by,
            AuditActions.WebhookResumed,
            (_, webhook, _) => (webhook.PausedAt, webhook.IsGone) = (null, false),
            cancellation
        );

    /// <summary>Gives a webhook a new secret; the one before it signs as well for <see cref="BothSign"/>.</summary>
    /// <returns>The new secret, which is not told again; null when there is no such webhook.</returns>
    public async Task<string?> RotateAsync(Guid id, Guid by, CancellationToken cancellation)
    {
        var secret = WebhookSecret.New();
        var hidden = secrets.Hide(secret);
        var isDone = await ActAsync(
            id,
            by,
            AuditActions.WebhookSecretRotated,
            (_, webhook, now) =>
                (webhook.PreviousSecret, webhook.PreviousUntil, webhook.Secret) = (
                    webhook.Secret,
                    now + BothSign,
                    hidden
                ),
            cancellation
        );
        return isDone ? secret : null;
    }

    /// <summary>Sends a webhook a word by which it can be tried, also a paused one's once it goes on.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public Task<bool> TestAsync(Guid id, Guid by, CancellationToken cancellation) =>
        ActAsync(
            id,
            by,
            AuditActions.WebhookTested,
            (db, webhook, now) => outbox.AddTest(db, webhook.Id, now),
            cancellation
        );

    /// <summary>Removes a webhook for good, with what it was told and what waits for it.</summary>
    /// <returns>False when there is no such webhook.</returns>
    public async Task<bool> RemoveAsync(Guid id, Guid by, CancellationToken cancellation)
    {
        var isDone = await ActAsync(
            id,
            by,
            AuditActions.WebhookRemoved,
            (db, webhook, _) => db.Webhooks.Remove(webhook),
            cancellation
        );
        if (isDone)
        {
            using var turn = await gate.EnterAsync(cancellation);
            await using var db = databases.Create();
            // What a node still writes for it is removed by the housekeeping.
            await db.WebhookDeliveries.Where(each => each.WebhookId == id).ExecuteDeleteAsync(cancellation);
        }
        return isDone;
    }

    /// <summary>Sends a delivery once more that was taken or given up; the receiver knows it by its id.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellation">Stops waiting; nothing was changed then.</param>
    public async Task<Replaying> ReplayAsync(Guid id, Guid deliveryId, Guid by, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var asked = db.WebhookDeliveries.Where(each => each.Id == deliveryId && each.WebhookId == id);
        if (!await asked.AnyAsync(cancellation) || !await db.Webhooks.AnyAsync(each => each.Id == id, cancellation))
        {
            return Replaying.NotThere;
        }
        var replayed = await asked
            .Where(each => each.State != DeliveryState.Waiting && each.Body != string.Empty)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.State, DeliveryState.Waiting)
                        .SetProperty(each => each.EndedAt, (DateTimeOffset?)null)
                        .SetProperty(each => each.FailedTries, 0)
                        .SetProperty(each => each.NextTryAt, now),
                cancellation
            );
        if (replayed == 0)
        {
            return Replaying.OfNoUse;
        }
        var fact = new AuditFact("delivery", deliveryId.ToString());
        await AuditBook.AddAsync(
            db,
            AuditNote.Of(by, null, AuditActions.WebhookReplayed, Which(id), fact),
            now,
            cancellation
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Replaying.Done;
    }

    private async Task<bool> ActAsync(
        Guid id,
        Guid by,
        string action,
        Action<PortalDb, Webhook, DateTimeOffset> change,
        CancellationToken cancellation,
        params AuditFact[] facts
    )
    {
        var now = Clock.Now(time);
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = databases.Create();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            // Takes the row's lock: of two acts on one webhook the later one sees the earlier one.
            var locked = await db
                .Webhooks.Where(each => each.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.IsGone, each => each.IsGone), cancellation);
            if (locked == 0)
            {
                return false;
            }
            change(db, await db.Webhooks.FirstAsync(each => each.Id == id, cancellation), now);
            var note = AuditNote.Of(by, null, action, [Which(id), .. facts]);
            await AuditBook.AddAsync(db, note, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        await list.RefreshAsync(cancellation);
        return true;
    }

    private static async Task<WebhookStanding> StandingAsync(
        PortalDb db,
        Webhook webhook,
        CancellationToken cancellation
    )
    {
        var deliveries = db.WebhookDeliveries.Where(each => each.WebhookId == webhook.Id);
        var waiting = await deliveries.CountAsync(each => each.State == DeliveryState.Waiting, cancellation);
        var dead = await deliveries.CountAsync(each => each.State == DeliveryState.Dead, cancellation);
        // The latest one that was taken is among the latest ones that were written.
        var last = await deliveries
            .Where(each => each.State == DeliveryState.Sent)
            .OrderByDescending(each => each.CreatedAt)
            .Select(each => each.EndedAt)
            .FirstOrDefaultAsync(cancellation);
        return new WebhookStanding(webhook, waiting, dead, last);
    }

    private static AuditFact Which(Guid id) => new("webhook", id.ToString());

    /// <summary>Where it leads: the rest of an address may hold a key.</summary>
    private static AuditFact Leads(string address) =>
        new(
            "host",
            Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "-"
        );

    private static AuditFact Asks(IReadOnlyList<string> events) => new("events", string.Join(' ', events));
}
