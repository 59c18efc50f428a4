using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Two accounts at work in one transaction, both locked and brought to now.</summary>
/// <param name="Scope">The transaction.</param>
/// <param name="Stays">The account that stays.</param>
/// <param name="Goes">The account that goes.</param>
/// <param name="Brought">What is left on the account that goes, all wallets together.</param>
internal sealed record MergePair(PostingScope Scope, Journal Stays, Journal Goes, Points Brought)
{
    /// <summary>Locks and loads the second of two accounts; null where one of them is nobody's.</summary>
    /// <param name="scope">The transaction that holds the lock of the one with the lower id.</param>
    /// <param name="staysId">Which of them stays.</param>
    /// <param name="higher">The one with the higher id.</param>
    /// <param name="stop">Stops waiting.</param>
    public static async Task<MergePair?> LoadAsync(
        PostingScope scope,
        Guid staysId,
        Guid higher,
        CancellationToken stop
    )
    {
        var first = scope.Journal!;
        if (!await AccountQueries.LockAsync(scope.Db, higher, stop))
        {
            return null;
        }
        var lower = first.Account.Id;
        var people = await scope
            .Db.Members.Where(each => each.AccountId == lower || each.AccountId == higher)
            .Where(each => each.LeavesAt == null)
            .CountAsync(stop);
        if (people < 2)
        {
            return null;
        }
        var second = new Journal(
            await AccountLoading.TrackAsync(scope.Db, higher, first.Programme, DateOnly.MinValue, stop),
            first.Programme,
            scope.Now,
            first.Suspensions
        );
        first.BringToNow();
        second.BringToNow();
        var (stays, goes) = first.Account.Id == staysId ? (first, second) : (second, first);
        return new MergePair(scope, stays, goes, goes.Account.Lots.Sum(lot => lot.Remaining));
    }

    /// <summary>Writes the entries of the account that the posting itself does not write.</summary>
    public void AddEntries()
    {
        var other = Scope.Journal == Stays ? Goes : Stays;
        Scope.Db.AddEntries(other.Account.NewEntries, other.Programme.Zone, Scope.Keys);
    }
}
