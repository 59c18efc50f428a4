namespace LoyaltyPortal.Domain;

/// <summary>How an exact fraction becomes a stored amount.</summary>
public enum Rounding
{
    /// <summary>To the next smaller multiple; amounts here are never negative.</summary>
    Down,

    /// <summary>To the nearest multiple, the middle away from zero ("half up" for what is not negative).</summary>
    HalfAwayFromZero,
}

/// <summary>Exact fractions and fair shares over whole numbers (programmes.md, "Exact arithmetic", 3, 4 and 7).</summary>
public static class Ratio
{
    /// <summary>Rounds <paramref name="numerator"/> / <paramref name="denominator"/> once, to a multiple of
    /// <paramref name="precision"/>. Neither may be negative.</summary>
    public static long Round(Int128 numerator, Int128 denominator, long precision, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, Int128.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(denominator, Int128.Zero);
        var unit = denominator * precision;
        var whole = numerator / unit;
        if (rounding == Rounding.HalfAwayFromZero && (numerator % unit) * 2 >= unit)
        {
            whole++;
        }
        return checked((long)(whole * precision));
    }

    /// <summary>Shares <paramref name="total"/> over the weights in proportion, in whole units, by largest remainder;
    /// equal remainders go to the earlier weight. The shares add up to the total; weights of zero get nothing.</summary>
    /// <exception cref="ArgumentException">There is something to share and no weight to share it over.</exception>
    public static long[] Share(long total, IReadOnlyList<long> weights)
    {
        var shares = new long[weights.Count];
        if (total == 0)
        {
            return shares;
        }
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        if (sum == 0)
        {
            throw new ArgumentException("Nothing to share over: all weights are zero.", nameof(weights));
        }
        var left = total;
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            var product = (Int128)total * weights[i];
            shares[i] = (long)(product / sum);
            remainders[i] = (product % sum, i);
            left -= shares[i];
        }
        Array.Sort(
            remainders,
            (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Index.CompareTo(b.Index)
        );
        for (var i = 0; i < left; i++)
        {
            shares[remainders[i].Index]++;
        }
        return shares;
    }
}
