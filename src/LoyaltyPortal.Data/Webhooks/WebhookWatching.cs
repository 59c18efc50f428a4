using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>Looks at accounts for what comes about by the calendar, whatever their members want to be told themselves: points
/// that end soon, another level. What is told, and that it was, is written in one transaction under the account's lock, so
/// each is told once, also by many nodes and after a crash.</summary>
public sealed class WebhookWatching(
    IPortalDbs databases,
    PostingRunner postings,
    WebhookList webhooks,
    WebhookOutbox outbox,
    WriteGate gate,
    TimeProvider time,
    ILogger<WebhookWatching> log
)
{
    /// <summary>How soon a new watch looks again: another node may not have heard of the webhook when it posted.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(1);

    private const int Batch = 100;
    private const int MostPassedOver = 500;

    private static readonly PostingAnswer Looked = new(200, string.Empty) { IsLook = true };
    private static readonly PostingAnswer NotDue = new(409, string.Empty);

    /// <summary>Lets accounts be looked at by then, within the transaction that changes them.</summary>
    internal static Task<int> MarkAsync(
        PortalDb db,
        IReadOnlyCollection<Guid> accounts,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        db
            .WebhookWatches.Where(each => accounts.Contains(each.AccountId) && each.LookAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.LookAt, now), cancellation);

    /// <summary>Looks at every account whose time has come. One that fails is left for the next round and holds up nobody.
    /// Any number of nodes may do this at once.</summary>
    /// <param name="searches">Whether accounts are looked for that nobody watches yet: all of them when the first webhook
    /// asks, those of an import later. It reads every account's key.</param>
    /// <param name="cancellation">Stops the round; what is not committed is not told.</param>
    /// <returns>Whether any webhook asks for what comes about by the calendar.</returns>
    public async Task<bool> RunAsync(bool searches, CancellationToken cancellation)
    {
        await webhooks.RefreshAsync(cancellation);
        if (!webhooks.WantsCalendar)
        {
            // One that is paused asks again later: what it was told must not be told anew then.
            if (!webhooks.MayWantCalendar)
            {
                await ForgetAsync(cancellation);
            }
            return false;
        }
        if (searches)
        {
            await LookAtAllAsync(NewAsync, cancellation);
        }
        await LookAtAllAsync(DueAsync, cancellation);
        return true;
    }

    /// <summary>Without anybody who asks, what was seen grows old: whoever asks later begins with a new look.</summary>
    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        if (await db.WebhookWatches.AnyAsync(cancellation))
        {
            using var turn = await gate.EnterAsync(cancellation);
            await db.WebhookWatches.ExecuteDeleteAsync(cancellation);
        }
    }

    private async Task LookAtAllAsync(
        Func<List<Guid>, CancellationToken, Task<List<Guid>>> find,
        CancellationToken cancellation
    )
    {
        var passedOver = new List<Guid>();
        while (passedOver.Count < MostPassedOver && await find(passedOver, cancellation) is { Count: > 0 } accounts)
        {
            foreach (var account in accounts)
            {
                try
                {
                    if (await postings.RunAsync(account, null, null, LookAsync, cancellation) != Looked)
                    {
                        // Another node was quicker, or the member has left.
                        passedOver.Add(account);
                    }
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    passedOver.Add(account);
                    log.LogError(failure, "Account {Account} could not be looked at for webhooks", account);
                }
            }
        }
    }

    private async Task<List<Guid>> NewAsync(List<Guid> except, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .Accounts.Where(each =>
                each.Status != AccountStatus.Closed
                && !except.Contains(each.Id)
                && !db.WebhookWatches.Any(watch => watch.AccountId == each.Id)
            )
            .OrderBy(each => each.Id)
            .Select(each => each.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    private async Task<List<Guid>> DueAsync(List<Guid> except, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        return await db
            .WebhookWatches.Where(each => each.LookAt <= now && !except.Contains(each.AccountId))
            .OrderBy(each => each.LookAt)
            .Select(each => each.AccountId)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    private async Task<PostingAnswer> LookAsync(PostingScope scope, CancellationToken stop)
    {
        var journal = scope.Journal!;
        var account = journal.Account;
        var watch = await scope.Db.WebhookWatches.FirstOrDefaultAsync(each => each.AccountId == account.Id, stop);
        if (account.Status == AccountStatus.Closed || watch?.LookAt > scope.Now)
        {
            return NotDue;
        }
        var isFirst = watch is null;
        if (watch is null)
        {
            watch = new WebhookWatch { AccountId = account.Id };
            scope.Db.WebhookWatches.Add(watch);
        }
        journal.BringToNow();
        var (plan, before) = (PlanOf(journal, watch), watch.Tier);
        foreach (var fact in plan.Facts)
        {
            outbox.Add(scope.Db, journal, fact, before);
        }
        (watch.Tier, watch.Endings) = (plan.Told.Tier, plan.Told.Endings);
        var next = plan.LookAt ?? scope.Now + NoticeDecision.Furthest;
        var again = scope.Now + SecondLook;
        watch.LookAt = isFirst && again < next ? again : next;
        return Looked;
    }

    /// <summary>The decision on notices for somebody who wants to know all of the calendar at any hour of any day.</summary>
    private static NoticePlan PlanOf(Journal journal, WebhookWatch watch) =>
        NoticeDecision.Decide(
            journal,
            [],
            new NoticeWish(
                NoticeKinds.Ending | NoticeKinds.Level,
                new QuietHours(journal.Programme.Zone, TimeOnly.MinValue, TimeOnly.MinValue)
            ),
            new ToldSoFar(On: null, journal.Account.LastNumber, watch.Tier, watch.Endings)
        );
}
