using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Counts an account's months from its entries where that was not done as they were written: accounts older than
/// the counting. <see cref="DueWork"/> does it once for each and keeps the result; until then a page counts for itself.</summary>
internal static class MonthCounting
{
    public static async Task FillAsync(
        PortalDb db,
        Account account,
        Programme programme,
        CancellationToken cancellation
    )
    {
        if (account.Months is not null)
        {
            return;
        }
        IReadOnlyList<MonthSum> months = [];
        var entries = db
            .Entries.AsNoTracking()
            .Where(each => each.AccountId == account.Id)
            .OrderBy(each => each.At)
            .Select(each => new
            {
                each.At,
                each.Type,
                each.Points,
            });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            months = MonthSum.With(months, programme.Zone.DayOf(entry.At), entry.Type, entry.Points);
        }
        account.CountMonths(months);
    }
}

/// <summary>What this node knows of it: once every account has its months counted, those made later have them from the start.</summary>
public sealed class CountedMonths
{
    /// <summary>Whether every account has its months counted.</summary>
    public bool AreAll { get; internal set; }
}
