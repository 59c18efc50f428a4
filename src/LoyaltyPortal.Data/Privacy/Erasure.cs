using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Forgets members whose time to think it over has passed: forfeits what is left, closes the account and does to
/// each table what <see cref="DataMap"/> says, in one transaction under the account's lock. It may run late, twice or on
/// two nodes at once; what broke off is done by the next run.</summary>
public sealed class Erasure(
    IPortalDbs databases,
    PostingRunner postings,
    SessionBook sessions,
    TimeProvider time,
    ILogger<Erasure> log
)
{
    private const int Batch = 100;

    private static readonly PostingAnswer Stays = new(409, string.Empty);

    /// <summary>Forgets everybody whose time has come; returns how many there were. A member who cannot be forgotten now is
    /// left for the next run and holds up nobody.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var done = 0;
        var passedOver = new List<Guid>();
        while (await DueAsync(passedOver, cancellation) is { Count: > 0 } accounts)
        {
            foreach (var account in accounts)
            {
                try
                {
                    var answer = await postings.RunAsync(account, null, null, ForgetAsync, cancellation);
                    if (answer.Status != 200)
                    {
                        // Another node was quicker, or the member stays after all.
                        passedOver.Add(account);
                        continue;
                    }
                    await sessions.EndAllAsync(account, except: null, cancellation);
                    done++;
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    passedOver.Add(account);
                    log.LogError(failure, "The member of account {Account} could not be forgotten", account);
                }
            }
        }
        return done;
    }

    private async Task<List<Guid>> DueAsync(List<Guid> except, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        return await db
            .Members.Where(each => each.LeavesAt <= now && !except.Contains(each.AccountId))
            .OrderBy(each => each.LeavesAt)
            .Select(each => each.AccountId)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    private static async Task<PostingAnswer> ForgetAsync(PostingScope scope, CancellationToken cancellation)
    {
        var account = scope.Journal!.Account;
        var person = await scope
            .Db.Members.Where(each => each.AccountId == account.Id && each.LeavesAt <= scope.Now)
            .Select(each => new Person(each.AccountId, each.Phone, each.Email))
            .FirstOrDefaultAsync(cancellation);
        if (person is null)
        {
            return Stays;
        }
        scope.Journal.Forfeit();
        account.Close(scope.Now);
        account.CardNumber = CardNumbers.OfNobody();
        account.NoticesDueAt = null;
        foreach (var table in DataMap.Tables)
        {
            await table.ForgetAsync(scope.Db, person, scope.Now, cancellation);
        }
        return new PostingAnswer(200, string.Empty);
    }
}
