using System.Globalization;

namespace LoyaltyPortal.Web.Components;

/// <summary>A thing's name as it stands after a number: 1 бонус, 2 бонуса, 5 бонусов; 1 point, 2 points.</summary>
/// <param name="One">After 1, 21, 101 in Russian; after exactly 1 in English.</param>
/// <param name="Few">After 2-4, 22-24 and after a fraction in Russian.</param>
/// <param name="Many">After 0, 5-20, 25-30 in Russian; after everything but 1 in English.</param>
public sealed record WordForms(string One, string Few, string Many)
{
    /// <summary>The form that goes with <paramref name="number"/> in <paramref name="culture"/>; a sign plays no part.</summary>
    public string After(decimal number, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var magnitude = Math.Abs(number);
        if (culture.TwoLetterISOLanguageName != "ru")
        {
            return magnitude == 1 ? One : Many;
        }

        if (magnitude != decimal.Truncate(magnitude))
        {
            return Few;
        }

        var (lastTwo, last) = ((int)(magnitude % 100), (int)(magnitude % 10));
        return (lastTwo, last) switch
        {
            (>= 11 and <= 14, _) => Many,
            (_, 1) => One,
            (_, >= 2 and <= 4) => Few,
            _ => Many,
        };
    }
}
