using System.Collections.Concurrent;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>Tells the open cards of this node that something happened to their accounts. It asks the database once a second
/// for all of them together, and not at all while none is open: whichever node a till speaks to, the card hears of it.</summary>
public sealed class CardWatch(IPortalDbs databases, JobLog jobs, TimeProvider time, ILogger<CardWatch> log)
    : BackgroundService
{
    /// <summary>With the page's own refresh well below the two seconds that are promised.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>As many as a database takes in one question.</summary>
    private const int AtOnce = 500;

    private readonly ConcurrentDictionary<Watcher, byte> open = new();

    /// <summary>Watches an account until the answer is disposed.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="sessionId">The session whose page shows its card.</param>
    /// <param name="seen">What the page shows already.</param>
    /// <param name="changed">What to do when there is something new.</param>
    public Watcher Watch(Guid accountId, Guid sessionId, CardState seen, Func<Task> changed)
    {
        var watcher = new Watcher(this, accountId, sessionId, changed) { Seen = seen };
        open[watcher] = 0;
        return watcher;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.OpenCards, LookAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Open cards could not be looked after; they are looked after again soon");
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var some in open.Keys.GroupBy(each => each.AccountId).Chunk(AtOnce))
        {
            await using var db = databases.Create();
            var accounts = some.Select(each => each.Key).ToList();
            var states = await CardState.ReadAsync(db, accounts, Clock.Now(time), cancellation);
            foreach (var watcher in some.SelectMany(each => each))
            {
                // Not waited for: a phone whose connection is dying answers late, and the others are not to wait for it.
                _ = TellAsync(watcher, states.GetValueOrDefault(watcher.AccountId));
            }
        }
    }

    private async Task TellAsync(Watcher watcher, CardState? state)
    {
        // A scan that no longer counts is no news.
        if (state is null || state == watcher.Seen || state == watcher.Seen with { ScannedAt = null })
        {
            return;
        }
        watcher.Seen = state;
        try
        {
            await watcher.Changed();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "An open card could not be told of something new; it refreshes itself soon");
        }
    }

    /// <summary>A page with a card on show.</summary>
    public sealed class Watcher(CardWatch all, Guid accountId, Guid sessionId, Func<Task> changed) : IDisposable
    {
        public Guid AccountId => accountId;

        public Func<Task> Changed => changed;

        public CardState Seen { get; set; } = new(0, null);

        /// <summary>Whether the same session shows the card on another page of this node.</summary>
        public bool IsShownElsewhere => all.open.Keys.Any(each => each != this && each.SessionId == SessionId);

        private Guid SessionId => sessionId;

        public void Dispose() => all.open.TryRemove(this, out _);
    }
}
