using System.Globalization;

namespace LoyaltyPortal.Domain;

/// <summary>A share in percent, exact to a ten-thousandth of a percent: 2.5 % is 25,000 millionths.</summary>
/// <param name="Millionths">The share in millionths of the whole.</param>
public readonly record struct Percent(long Millionths) : IComparable<Percent>
{
    /// <summary>Nothing.</summary>
    public static readonly Percent Zero;

    /// <summary>The whole, 100 %.</summary>
    public static readonly Percent Whole = new(1_000_000);

    /// <summary>The share of <paramref name="percent"/> per cent.</summary>
    /// <exception cref="ArgumentException">More than four decimals.</exception>
    public static Percent Of(decimal percent)
    {
        var scaled = percent * 10_000m;
        return decimal.Truncate(scaled) == scaled
            ? new((long)scaled)
            : throw new ArgumentException("A share has at most four decimals.", nameof(percent));
    }

    /// <summary>The share in percent: 2.5.</summary>
    public decimal Value => Millionths / 10_000m;

    /// <summary>This share of <paramref name="amount"/> (a count of hundredths), rounded once to a multiple of
    /// <paramref name="precision"/> hundredths.</summary>
    public long Take(long amount, long precision, Rounding rounding) =>
        Ratio.Round((Int128)amount * Millionths, 1_000_000, precision, rounding);

    /// <summary>This share of a share, rounded down to a millionth.</summary>
    public Percent Times(Percent other) => new((long)((Int128)Millionths * other.Millionths / 1_000_000));

    /// <inheritdoc/>
    public int CompareTo(Percent other) => Millionths.CompareTo(other.Millionths);

    /// <summary>Whether the left share is smaller.</summary>
    public static bool operator <(Percent a, Percent b) => a.Millionths < b.Millionths;

    /// <summary>Whether the left share is larger.</summary>
    public static bool operator >(Percent a, Percent b) => a.Millionths > b.Millionths;

    /// <summary>Whether the left share is not larger.</summary>
    public static bool operator <=(Percent a, Percent b) => a.Millionths <= b.Millionths;

    /// <summary>Whether the left share is not smaller.</summary>
    public static bool operator >=(Percent a, Percent b) => a.Millionths >= b.Millionths;

    /// <summary>The share in percent in the invariant culture, without the sign: "2.5".</summary>
    public override string ToString() => Value.ToString("0.####", CultureInfo.InvariantCulture);
}
