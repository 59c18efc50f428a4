using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Components;

/// <summary>
/// How figures are written for people: groups parted by a space that does not break, a true minus, a fraction only
/// where there is one, the word or sign of the programme.
/// </summary>
public static class Figures
{
    public const char NoBreakSpace = '\u00A0';
    private const string Minus = "\u2212";

    /// <summary>Points with the word that goes with their number: 1 250 бонусов.</summary>
    public static string Say(this Programme programme, Points points, CultureInfo culture) =>
        Number(points, culture) + NoBreakSpace + programme.WordAfter(points, culture);

    /// <summary>A sum with the sign of the programme's currency: 1 250,50 ₽.</summary>
    public static string Say(this Programme programme, Money money, CultureInfo culture, bool withSign = false)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var format = money.Hundredths % 100 == 0 ? "#,0" : "#,0.00";
        return Sign(money.Hundredths, withSign)
            + Math.Abs(money.Value).ToString(format, Format(culture))
            + NoBreakSpace
            + (programme.Currency == "RUB" ? "₽" : programme.Currency);
    }

    /// <summary>The word for points after this number of them.</summary>
    public static string WordAfter(this Programme programme, Points points, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(culture);
        return programme.PointWord.In(culture.TwoLetterISOLanguageName).After(points.Value, culture);
    }

    /// <summary>A number of points without their word, with as many digits of a fraction as it needs.</summary>
    public static string Number(Points points, CultureInfo culture, bool withSign = false) =>
        Sign(points.Hundredths, withSign) + Math.Abs(points.Value).ToString("#,0.##", Format(culture));

    /// <summary>A share: 2,5 %.</summary>
    public static string Say(Percent share, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var number = share.Value.ToString("#,0.####", Format(culture));
        return culture.TwoLetterISOLanguageName == "ru" ? $"{number}{NoBreakSpace}%" : $"{number}%";
    }

    /// <summary>A count of things: 1 250.</summary>
    public static string Number(long count, CultureInfo culture) =>
        Sign(count, withSign: false) + Math.Abs(count).ToString("#,0", Format(culture));

    /// <summary>A plain number with as many digits of a fraction as it needs: 0,4.</summary>
    public static string Number(decimal number, CultureInfo culture) => number.ToString("#,0.##", Format(culture));

    private static string Sign(long value, bool withSign) =>
        value switch
        {
            < 0 => Minus,
            > 0 when withSign => "+",
            _ => "",
        };

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
