using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Web.Platform;

/// <summary>What is wrong with a sum that somebody typed.</summary>
public enum MoneyFault
{
    /// <summary>It is no number above or equal to zero, or one that could be read in two ways.</summary>
    NotANumber,

    /// <summary>It has more than two digits after the comma.</summary>
    TooFine,

    /// <summary>It is more than is taken.</summary>
    TooMuch,
}

/// <summary>A sum as people type it: "1 250,50", "1250.5". Spaces part thousands; a comma or a point, once, parts the
/// hundredths. What could mean two sums, such as "1,250.50", is none.</summary>
public abstract record TypedMoney
{
    private const int MostDigits = 15;
    private const int Fraction = 2;

    private TypedMoney() { }

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : TypedMoney;

    /// <summary>A sum, exact to 0.01.</summary>
    /// <param name="Money">The sum.</param>
    public sealed record Sum(Money Money) : TypedMoney;

    /// <summary>Something else.</summary>
    /// <param name="Fault">What is wrong.</param>
    public sealed record Wrong(MoneyFault Fault) : TypedMoney;

    /// <summary>Reads what was typed.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="most">The largest sum that is taken.</param>
    public static TypedMoney Read(string? typed, Money most)
    {
        var text = string.Concat((typed ?? string.Empty).Where(each => !char.IsWhiteSpace(each)));
        if (text.Length == 0)
        {
            return new Nothing();
        }
        var parts = text.Split(',', '.');
        var fraction = parts.Length == 2 ? parts[1] : string.Empty;
        if (
            parts.Length > 2
            || parts[0].Length == 0
            || (parts.Length == 2 && fraction.Length == 0)
            || parts.Any(part => part.Any(each => !char.IsAsciiDigit(each)))
        )
        {
            return new Wrong(MoneyFault.NotANumber);
        }
        if (fraction.Length > Fraction)
        {
            return new Wrong(MoneyFault.TooFine);
        }
        var whole = parts[0].TrimStart('0');
        var hundredths = whole + fraction.PadRight(Fraction, '0');
        return hundredths.Length <= MostDigits && new Money(Value(hundredths)) is var sum && sum <= most
            ? new Sum(sum)
            : new Wrong(MoneyFault.TooMuch);
    }

    private static long Value(string digits) => digits.Aggregate(0L, (sum, digit) => (sum * 10) + (digit - '0'));
}
