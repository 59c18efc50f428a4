using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Figures;

/// <summary>What the points of a wallet did in a month or in several, and what the shop owed then. Issued less spent, expired,
/// annulled and taken off is what outstanding points grew by.</summary>
/// <param name="Month">The first day of the month; of a span that of its first month.</param>
/// <param name="Issued">Points earned, given, and added by adjustments.</param>
/// <param name="Spent">Points spent, less those given back.</param>
/// <param name="Expired">Points not spent in time.</param>
/// <param name="Annulled">Points taken off with returns and cancelled orders.</param>
/// <param name="TakenOff">Points taken by adjustments, those of members who left among them.</param>
/// <param name="Outstanding">At the end: active, held and pending points less debts.</param>
/// <param name="Entries">Entries of the ledger.</param>
public sealed record FigureLine(
    DateOnly Month,
    Points Issued,
    Points Spent,
    Points Expired,
    Points Annulled,
    Points TakenOff,
    Points Outstanding,
    long Entries
)
{
    /// <summary>The share of issued points that expired, in percent to 0.01; null where none were issued.</summary>
    public decimal? Breakage => Share(Expired);

    /// <summary>The share of issued points that were spent and not given back, in percent to 0.01; null where none were
    /// issued.</summary>
    public decimal? RedemptionRate => Share(Spent);

    private decimal? Share(Points part) =>
        Issued.IsPositive
            ? decimal.Round(100m * part.Hundredths / Issued.Hundredths, 2, MidpointRounding.AwayFromZero)
            : null;
}

/// <summary>The figures of a wallet in a span of months.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Lines">Every month of the span, oldest first.</param>
/// <param name="Total">All of them together.</param>
public sealed record FigureSheet(string Wallet, IReadOnlyList<FigureLine> Lines, FigureLine Total)
{
    /// <summary>The figures of a wallet.</summary>
    /// <param name="sums">What <see cref="FigureBook"/> read.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="first">The first day of the first month.</param>
    /// <param name="last">The first day of the last month, which is not earlier.</param>
    public static FigureSheet Of(
        IReadOnlyDictionary<FigureKey, FigureSum> sums,
        string wallet,
        DateOnly first,
        DateOnly last
    )
    {
        ArgumentNullException.ThrowIfNull(sums);
        var byMonth = sums.Where(sum => sum.Key.Wallet == wallet).ToLookup(sum => sum.Key.Month);
        var outstanding = byMonth.Where(month => month.Key < first).Sum(month => Change(month));
        var lines = new List<FigureLine>();
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            outstanding += Change(byMonth[month]);
            lines.Add(LineOf(month, byMonth[month], outstanding));
        }
        var within = byMonth.Where(month => month.Key >= first && month.Key <= last).SelectMany(month => month);
        return new FigureSheet(wallet, lines, LineOf(first, [.. within], outstanding));
    }

    private static Points Change(IEnumerable<KeyValuePair<FigureKey, FigureSum>> sums) =>
        new(sums.Sum(sum => sum.Value.Added - sum.Value.Taken));

    private static FigureLine LineOf(
        DateOnly month,
        IEnumerable<KeyValuePair<FigureKey, FigureSum>> sums,
        Points outstanding
    )
    {
        var of = sums.ToLookup(sum => sum.Key.Type, sum => sum.Value);
        Points Added(EntryType type) => new(of[type].Sum(sum => sum.Added));
        Points Taken(EntryType type) => new(of[type].Sum(sum => sum.Taken));
        Points Net(EntryType type) => Taken(type) - Added(type);
        return new FigureLine(
            month,
            Issued: Added(EntryType.Adjusted) - Net(EntryType.Earned) - Net(EntryType.Bonus),
            Spent: Net(EntryType.Redeemed) + Net(EntryType.Restored),
            Expired: Net(EntryType.Expired),
            Annulled: Net(EntryType.Annulled),
            TakenOff: Taken(EntryType.Adjusted),
            outstanding,
            of.SelectMany(sum => sum).Sum(sum => sum.Entries)
        );
    }
}
