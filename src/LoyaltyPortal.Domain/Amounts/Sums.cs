namespace LoyaltyPortal.Domain;

/// <summary>Sums of exact amounts.</summary>
public static class Sums
{
    /// <summary>The sum of points over items.</summary>
    public static Points Sum<T>(this IEnumerable<T> items, Func<T, Points> points) =>
        items.Aggregate(Points.Zero, (sum, item) => sum + points(item));

    /// <summary>The sum of money over items.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> money) =>
        items.Aggregate(Money.Zero, (sum, item) => sum + money(item));
}
