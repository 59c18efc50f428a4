using System.Globalization;

namespace LoyaltyPortal.Domain;

/// <summary>An amount of loyalty points, exact to a hundredth of a point; may be negative.</summary>
/// <param name="Hundredths">The amount in hundredths of a point.</param>
public readonly record struct Points(long Hundredths) : IComparable<Points>
{
    /// <summary>No points.</summary>
    public static readonly Points Zero;

    /// <summary>Whole points.</summary>
    public static Points Whole(long points) => new(checked(points * 100));

    /// <summary>The exact amount of <paramref name="value"/> points.</summary>
    /// <exception cref="ArgumentException">More than two decimals.</exception>
    public static Points Of(decimal value) => new(Hundredth.Of(value));

    /// <summary>The amount in points, with up to two decimals.</summary>
    public decimal Value => Hundredths / 100m;

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => Hundredths > 0;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Hundredths == 0;

    /// <summary>Rounds down (towards zero for what is not negative) to a whole number of <paramref name="step"/>.</summary>
    public Points FloorTo(Points step) => new(Hundredths - (Hundredths % step.Hundredths));

    /// <summary>The smaller of two amounts.</summary>
    public static Points Min(Points a, Points b) => a.Hundredths <= b.Hundredths ? a : b;

    /// <summary>The larger of two amounts.</summary>
    public static Points Max(Points a, Points b) => a.Hundredths >= b.Hundredths ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Points other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>The sum.</summary>
    public static Points operator +(Points a, Points b) => new(checked(a.Hundredths + b.Hundredths));

    /// <summary>The difference.</summary>
    public static Points operator -(Points a, Points b) => new(checked(a.Hundredths - b.Hundredths));

    /// <summary>The opposite amount.</summary>
    public static Points operator -(Points a) => new(checked(-a.Hundredths));

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Points a, Points b) => a.Hundredths < b.Hundredths;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Points a, Points b) => a.Hundredths > b.Hundredths;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Points a, Points b) => a.Hundredths <= b.Hundredths;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Points a, Points b) => a.Hundredths >= b.Hundredths;

    /// <summary>The amount in points in the invariant culture: "12.5".</summary>
    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture);
}
