using System.Globalization;

namespace LoyaltyPortal.Web.Components;

/// <summary>
/// How numbers are written on a page: groups parted by a space that does not break, a true minus, a fraction only where
/// there is one.
/// </summary>
public static class Figures
{
    public const char NoBreakSpace = '\u00A0';
    private const string Minus = "\u2212";

    /// <summary>A number of points: whole, or with as many of its two digits as it needs.</summary>
    public static string Points(decimal value, CultureInfo culture, bool withSign = false) =>
        Sign(value, withSign) + Math.Abs(value).ToString("#,0.##", Format(culture));

    /// <summary>A sum of money with the sign of its currency: whole, or with both digits.</summary>
    public static string Money(decimal value, string currency, CultureInfo culture, bool withSign = false)
    {
        var format = value == decimal.Truncate(value) ? "#,0" : "#,0.00";
        return Sign(value, withSign)
            + Math.Abs(value).ToString(format, Format(culture))
            + NoBreakSpace
            + CurrencySign(currency);
    }

    /// <summary>A share, as 2,5 %.</summary>
    public static string Percent(decimal value, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var number = value.ToString("#,0.##", Format(culture));
        return culture.TwoLetterISOLanguageName == "ru" ? $"{number}{NoBreakSpace}%" : $"{number}%";
    }

    private static string Sign(decimal value, bool withSign) =>
        value switch
        {
            < 0 => Minus,
            > 0 when withSign => "+",
            _ => "",
        };

    private static string CurrencySign(string currency) => currency == "RUB" ? "₽" : currency;

    private static NumberFormatInfo Format(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        if (culture.TwoLetterISOLanguageName == "ru")
        {
            format.NumberGroupSeparator = NoBreakSpace.ToString();
        }

        return format;
    }
}
