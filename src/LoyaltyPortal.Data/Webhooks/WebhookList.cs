using System.Diagnostics;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>A webhook that is to be told something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Events">What it asks for.</param>
public sealed record KnownWebhook(Guid Id, IReadOnlyList<string> Events);

/// <summary>The webhooks that are told something, as this node knows them. Every posting asks, and they change some times a
/// year, so they are kept in memory and read again every few seconds (<see cref="RefreshEvery"/>).</summary>
public sealed class WebhookList(IPortalDbs databases) : IDisposable
{
    /// <summary>How often a node looks whether another one changed something.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);

    /// <summary>One look at a time: an older one must not come after a newer one.</summary>
    private readonly SemaphoreSlim looking = new(1);

    private long lookedAt;

    private volatile IReadOnlyList<KnownWebhook> current = [];

    /// <summary>All of them but the paused ones.</summary>
    public IReadOnlyList<KnownWebhook> Current => current;

    /// <summary>Whether any of them asks for what comes about by the calendar.</summary>
    public bool WantsCalendar => current.Any(each => each.Events.Any(WebhookEvents.OfTheCalendar.Contains));

    /// <summary>Whether any of them, paused ones included, asks for what comes about by the calendar.</summary>
    public bool MayWantCalendar { get; private set; }

    /// <summary>Reads them anew when the last look is some seconds ago.</summary>
    public Task RefreshIfOldAsync(CancellationToken cancellation) =>
        Stopwatch.GetElapsedTime(Interlocked.Read(ref lookedAt)) < RefreshEvery
            ? Task.CompletedTask
            : RefreshAsync(cancellation);

    /// <summary>Reads them anew.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            await using var db = databases.Create();
            var webhooks = await db.Webhooks.AsNoTracking().OrderBy(each => each.CreatedAt).ToListAsync(cancellation);
            MayWantCalendar = webhooks.Any(each => each.Events.Any(WebhookEvents.OfTheCalendar.Contains));
            current =
            [
                .. webhooks.Where(each => each.PausedAt is null).Select(each => new KnownWebhook(each.Id, each.Events)),
            ];
            Interlocked.Exchange(ref lookedAt, Stopwatch.GetTimestamp());
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();
}
