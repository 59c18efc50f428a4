using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tiers;

/// <summary>What an account paid on one day and what of it counts from one day on (programmes.md, "Exact arithmetic",
/// 6): kept as it changes, so that a level costs the same to read at any number of purchases.</summary>
public sealed class QualifyingDay
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The day of payment.</summary>
    public DateOnly PaidDay { get; init; }

    /// <summary>The day after which it counts.</summary>
    public DateOnly CountingDay { get; init; }

    /// <summary>Net paid sum of goods: returns are taken off.</summary>
    public Money Sum { get; private set; }

    /// <summary>Orders that are not returned in full.</summary>
    public int Orders { get; private set; }

    /// <summary>Counts more, or less where negative.</summary>
    internal void Add(Money sum, int orders)
    {
        Sum += sum;
        Orders += orders;
    }

    /// <summary>Whether it counts on a day (rolling window: paid at most so many days ago).</summary>
    public bool CountsOn(DateOnly day, TierRules rules) =>
        (CountingDay < day || (CountingDay == day && rules.Counting == Programmes.CountingDay.AtOnce))
        && (rules.RollingDays is not { } days || PaidDay >= day.AddDays(-days));
}

/// <summary>What counts for the level on a day.</summary>
/// <param name="Sum">Net paid sum.</param>
/// <param name="Orders">Orders.</param>
public readonly record struct Counted(Money Sum, int Orders);

/// <summary>A member's level on a day and what the next one takes.</summary>
/// <param name="Tier">The level: the highest whose sum and order count are both met.</param>
/// <param name="Counted">What counts on that day.</param>
/// <param name="Next">The next higher level; null at the top.</param>
public sealed record TierStanding(Tier Tier, Counted Counted, Tier? Next)
{
    /// <summary>Money missing for the next level; 0 at the top.</summary>
    public Money SumMissing => Next is null ? Money.Zero : Money.Max(Money.Zero, Next.Sum - Counted.Sum);

    /// <summary>Orders missing for the next level; 0 where they do not matter.</summary>
    public int OrdersMissing => Next is null ? 0 : Math.Max(0, Next.Orders - Counted.Orders);

    /// <summary>The level on a day, from everything that is known now.</summary>
    public static TierStanding On(DateOnly day, TierRules rules, IEnumerable<QualifyingDay> days)
    {
        var sum = Money.Zero;
        var orders = 0;
        foreach (var row in days)
        {
            if (row.CountsOn(day, rules))
            {
                sum += row.Sum;
                orders += row.Orders;
            }
        }
        return For(new Counted(sum, orders), rules);
    }

    /// <summary>The level for what counts.</summary>
    public static TierStanding For(Counted counted, TierRules rules)
    {
        var reached = 0;
        for (var i = 1; i < rules.List.Count; i++)
        {
            if (counted.Sum >= rules.List[i].Sum && counted.Orders >= rules.List[i].Orders)
            {
                reached = i;
            }
        }
        var next = reached + 1 < rules.List.Count ? rules.List[reached + 1] : null;
        return new TierStanding(rules.List[reached], counted, next);
    }
}
