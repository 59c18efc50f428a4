using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>What ladders need besides the sums per day: earlier orders of the same day.</summary>
public static class Ladders
{
    /// <summary>Net paid goods of orders paid on the same day, before or at that moment; 0 where no ladder asks.</summary>
    public static async Task<Money> EarlierThatDayAsync(
        PortalDb db,
        Guid accountId,
        DateTimeOffset paidAt,
        Guid? except,
        Programme programme,
        CancellationToken cancellation
    )
    {
        if (programme.Earning.Rate is not RateRules.Ladder)
        {
            return Money.Zero;
        }
        var dayStart = programme.Zone.StartOf(programme.Zone.DayOf(paidAt));
        var purchases = await db
            .Purchases.AsNoTracking()
            .Where(each =>
                each.AccountId == accountId && each.PaidAt >= dayStart && each.PaidAt <= paidAt && each.Id != except
            )
            .ToListAsync(cancellation);
        return purchases.Sum(each => each.GoodsPaid - each.ReturnedMoney);
    }
}
