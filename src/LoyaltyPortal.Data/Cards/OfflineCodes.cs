using LoyaltyPortal.Data.Postings;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Cards;

/// <summary>Static codes of cards: on paper and on phones without signal, for earning only.</summary>
public sealed class OfflineCodes(PostingRunner postings)
{
    private static readonly PostingAnswer Done = new(200, string.Empty);

    /// <summary>A member gets another static code, and the one before is nobody's from now on. It is done as a posting is:
    /// pages that are open and wallets learn by the account's version that there is something new.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="cancellation">Stops waiting; the code is then as it was.</param>
    /// <returns>Whether there is such a member.</returns>
    public async Task<bool> RenewAsync(Guid accountId, CancellationToken cancellation)
    {
        var answer = await postings.RunAsync(
            accountId,
            null,
            null,
            async (scope, stop) =>
            {
                scope.Journal!.BringToNow();
                var member = await scope.Db.Members.FirstOrDefaultAsync(each => each.AccountId == accountId, stop);
                if (member is null)
                {
                    return PostingRunner.NoAccount;
                }
                member.OfflineCode = CardNumbers.NewOfflineCode();
                // Codes of cards that were joined to this one end with it.
                await MergedAccounts
                    .Of(scope.Db, accountId)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.OfflineCode, (string?)null), stop);
                return Done;
            },
            cancellation
        );
        return answer.Status == Done.Status;
    }
}
