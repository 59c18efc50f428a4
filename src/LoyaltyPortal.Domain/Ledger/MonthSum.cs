namespace LoyaltyPortal.Domain.Ledger;

/// <summary>What came and went on an account in a calendar month of the programme's zone, all wallets together: kept as it
/// changes, so that a year at a glance costs the same at any number of entries.</summary>
/// <param name="Month">The month's first day.</param>
/// <param name="Added">Points earned, given and given back.</param>
/// <param name="Spent">Points spent, as a positive number.</param>
/// <param name="Lost">Points that ended, were annulled or taken off, as a positive number.</param>
public sealed record MonthSum(DateOnly Month, Points Added, Points Spent, Points Lost)
{
    /// <summary>How many months an account keeps, counted back from its newest one.</summary>
    public const int Kept = 25;

    /// <summary>What the month changed: the sum of its entries.</summary>
    public Points Change => Added - Spent - Lost;

    /// <summary>The month of a day.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The months with one more movement, oldest first. A movement before the oldest kept month is left out.</summary>
    /// <param name="months">The months so far, oldest first.</param>
    /// <param name="day">The movement's day in the programme's zone.</param>
    /// <param name="type">What moved the points.</param>
    /// <param name="points">Signed points.</param>
    public static IReadOnlyList<MonthSum> With(
        IReadOnlyList<MonthSum> months,
        DateOnly day,
        EntryType type,
        Points points
    )
    {
        if (points.IsZero)
        {
            return months;
        }
        var month = MonthOf(day);
        var moved =
            months.FirstOrDefault(each => each.Month == month) ?? new MonthSum(month, default, default, default);
        var all = months.Where(each => each.Month != month).Append(moved.And(type, points)).OrderBy(each => each.Month);
        return [.. all.SkipWhile(each => each.Month <= NewestOf(months, month).AddMonths(-Kept))];
    }

    private static DateOnly NewestOf(IReadOnlyList<MonthSum> months, DateOnly month) =>
        months is [.., var last] && last.Month > month ? last.Month : month;

    private MonthSum And(EntryType type, Points points) =>
        points.IsPositive ? this with { Added = Added + points }
        : type == EntryType.Redeemed ? this with { Spent = Spent - points }
        : this with { Lost = Lost - points };
}
