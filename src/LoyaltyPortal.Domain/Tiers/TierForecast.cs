using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tiers;

/// <summary>A day to come on which what counts for the level changes by itself, if nothing more is bought or returned.</summary>
/// <param name="Day">The first day on which it is so, in the programme's zone.</param>
/// <param name="Leaves">What counts no longer from that day on.</param>
/// <param name="LeftPaidDay">The day on which what leaves was paid; null where nothing leaves.</param>
/// <param name="Enters">What begins to count on that day.</param>
/// <param name="Before">The level on the day before.</param>
/// <param name="After">The level on that day.</param>
public sealed record TierChange(
    DateOnly Day,
    Counted Leaves,
    DateOnly? LeftPaidDay,
    Counted Enters,
    TierStanding Before,
    TierStanding After
)
{
    /// <summary>Whether the level is another one from that day on.</summary>
    public bool ChangesTier => Before.Tier.Id != After.Tier.Id;
}

/// <summary>What a rolling window and counting days do to a level in the time to come (programmes.md, "Tiers": the cabinet
/// forecasts it).</summary>
public static class TierForecast
{
    /// <summary>The changes after a day, in their order. None where the window has no end and all counts already.</summary>
    /// <param name="today">The day from which one looks ahead, in the programme's zone.</param>
    /// <param name="rules">The levels.</param>
    /// <param name="days">What was paid by day, as known now.</param>
    public static IReadOnlyList<TierChange> From(DateOnly today, TierRules rules, IReadOnlyList<QualifyingDay> days)
    {
        var moves = days.Where(row => !row.Sum.IsZero || row.Orders != 0)
            .SelectMany(row => MovesOf(row, today, rules))
            .GroupBy(move => move.Day)
            .OrderBy(group => group.Key);
        var changes = new List<TierChange>();
        var standing = TierStanding.On(today, rules, days);
        foreach (var group in moves)
        {
            var (leaves, enters) = (SumOf(group, leaving: true), SumOf(group, leaving: false));
            var counted = new Counted(
                standing.Counted.Sum - leaves.Sum + enters.Sum,
                standing.Counted.Orders - leaves.Orders + enters.Orders
            );
            var after = TierStanding.For(counted, rules);
            DateOnly? paid = group.Any(move => move.IsLeaving) ? group.First(move => move.IsLeaving).Row.PaidDay : null;
            changes.Add(new TierChange(group.Key, leaves, paid, enters, standing, after));
            standing = after;
        }
        return changes;
    }

    private static IEnumerable<Move> MovesOf(QualifyingDay row, DateOnly today, TierRules rules)
    {
        var first = rules.Counting == CountingDay.AtOnce ? row.CountingDay : row.CountingDay.AddDays(1);
        DateOnly? gone = rules.RollingDays is { } window ? row.PaidDay.AddDays(window + 1) : null;
        if (gone <= first)
        {
            yield break;
        }
        if (first > today)
        {
            yield return new Move(first, row, IsLeaving: false);
        }
        if (gone > today)
        {
            yield return new Move(gone.Value, row, IsLeaving: true);
        }
    }

    private static Counted SumOf(IEnumerable<Move> moves, bool leaving)
    {
        var rows = moves.Where(move => move.IsLeaving == leaving).Select(move => move.Row).ToList();
        return new Counted(rows.Sum(row => row.Sum), rows.Sum(row => row.Orders));
    }

    private readonly record struct Move(DateOnly Day, QualifyingDay Row, bool IsLeaving);
}
