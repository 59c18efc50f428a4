using System.Globalization;

namespace LoyaltyPortal.Domain;

/// <summary>An amount of money in the currency of the programme, exact to a hundredth; may be negative.</summary>
/// <param name="Hundredths">The amount in hundredths of the currency unit.</param>
public readonly record struct Money(long Hundredths) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static readonly Money Zero;

    /// <summary>Whole currency units.</summary>
    public static Money Whole(long units) => new(checked(units * 100));

    /// <summary>The exact amount of <paramref name="value"/> currency units.</summary>
    /// <exception cref="ArgumentException">More than two decimals.</exception>
    public static Money Of(decimal value) => new(Hundredth.Of(value));

    /// <summary>The amount in currency units, with up to two decimals.</summary>
    public decimal Value => Hundredths / 100m;

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => Hundredths > 0;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Hundredths == 0;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money a, Money b) => a.Hundredths <= b.Hundredths ? a : b;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money a, Money b) => a.Hundredths >= b.Hundredths ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>The sum.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Hundredths + b.Hundredths));

    /// <summary>The difference.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Hundredths - b.Hundredths));

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money a) => new(checked(-a.Hundredths));

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money a, Money b) => a.Hundredths < b.Hundredths;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money a, Money b) => a.Hundredths > b.Hundredths;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Money a, Money b) => a.Hundredths <= b.Hundredths;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Money a, Money b) => a.Hundredths >= b.Hundredths;

    /// <summary>The amount in currency units in the invariant culture: "12.5".</summary>
    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture);
}
