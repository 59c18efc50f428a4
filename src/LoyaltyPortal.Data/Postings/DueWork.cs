using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Writes entries that have become due: ends of lots, debts that became payable, holds that ran out, birthday
/// gifts. Balances do not wait for it, but for the gifts; it may run late, twice or on two nodes at once.</summary>
public sealed class DueWork(
    IPortalDbs databases,
    PostingRunner postings,
    Programme programme,
    CountedMonths months,
    TimeProvider time,
    ILogger<DueWork> log
)
{
    private const int Batch = 500;

    /// <summary>Brings every account that has something due to now; returns how many there were. An account that fails
    /// is left for the next run and holds up nobody.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!months.AreAll)
        {
            await CountMonthsAsync(cancellation);
            months.AreAll = true;
        }
        var done = 0;
        var failed = new List<Guid>();
        while (await DueAccountsAsync(failed, cancellation) is { Count: > 0 } accounts)
        {
            foreach (var account in accounts)
            {
                try
                {
                    await postings.RunAsync(account, null, null, WriteDueAsync, cancellation);
                    done++;
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    failed.Add(account);
                    log.LogError(failure, "What is due for account {Account} could not be written", account);
                }
            }
        }
        return done;
    }

    private async Task CountMonthsAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var accounts = await db
            .Accounts.Where(account => account.Months == null)
            .Select(account => account.Id)
            .ToListAsync(cancellation);
        foreach (var account in accounts)
        {
            try
            {
                await postings.RunAsync(account, null, null, CountAsync, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Its pages count for themselves; what is due must not wait for it.
                log.LogError(failure, "The months of account {Account} could not be counted", account);
            }
        }

        async Task<PostingAnswer> CountAsync(PostingScope scope, CancellationToken stop)
        {
            await MonthCounting.FillAsync(scope.Db, scope.Journal!.Account, programme, stop);
            return await PostingRunner.BringToNow(scope, stop);
        }
    }

    private static async Task<PostingAnswer> WriteDueAsync(PostingScope scope, CancellationToken cancellation)
    {
        await Gifts.GiveAsync(scope, cancellation);
        return await PostingRunner.BringToNow(scope, cancellation);
    }

    private async Task<List<Guid>> DueAccountsAsync(List<Guid> except, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var now = Clock.Now(time);
        var today = programme.Zone.DayOf(now);
        var ended = db.Lots.Where(lot => lot.IsOpen && lot.EndsOn < today).Select(lot => lot.AccountId);
        var lapsed = db
            .Holds.Where(hold =>
                (hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation)
                && hold.ExpiresAt <= now
            )
            .Select(hold => hold.AccountId);
        var payable =
            from wallet in db.Wallets
            where wallet.Debt != Domain.Points.Zero
            from lot in db.Lots
            where lot.AccountId == wallet.AccountId && lot.Wallet == wallet.Id && lot.IsOpen && lot.StartsOn <= today
            where
                !db.Holds.Any(hold =>
                    hold.AccountId == wallet.AccountId
                    && hold.Wallet == wallet.Id
                    && (hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation)
                )
            select wallet.AccountId;
        return await ended
            .Union(lapsed)
            .Union(payable)
            .Union(Gifts.Due(db, today))
            .Where(account => !except.Contains(account))
            .Take(Batch)
            .ToListAsync(cancellation);
    }
}
