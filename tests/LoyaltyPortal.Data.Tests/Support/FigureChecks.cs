using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>What must hold of the figures at any time, whatever was posted by whomever.</summary>
public static class FigureChecks
{
    /// <summary>The figures are the sums of the ledger, month by month.</summary>
    public static async Task FiguresAddUpAsync(this Portal portal)
    {
        // A test that was stopped has its figures looked at all the same.
        var stop = CancellationToken.None;
        await using var db = portal.Databases.Create();
        var entries = await db.Entries.AsNoTracking().ToListAsync(stop);
        var expected = entries
            .Where(entry => !MergePosting.IsMove(entry))
            .GroupBy(entry => new FigureKey(
                MonthSum.MonthOf(Portal.Programme.Zone.DayOf(entry.At)),
                entry.Wallet,
                entry.Type
            ))
            .ToDictionary(
                group => group.Key,
                group => new FigureSum(
                    group.Where(entry => entry.Points.IsPositive).Sum(entry => entry.Points.Hundredths),
                    -group.Where(entry => !entry.Points.IsPositive).Sum(entry => entry.Points.Hundredths),
                    group.Count()
                )
            );
        var figures = await portal.Get<FigureBook>().ReadAsync(stop);
        Assert.Equal(Say(expected), Say(figures));
    }

    private static IEnumerable<string> Say(IEnumerable<KeyValuePair<FigureKey, FigureSum>> sums) =>
        sums.Select(sum => $"{sum.Key} {sum.Value}").Order(StringComparer.Ordinal);
}
