using System.Globalization;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Components;

/// <summary>Which form of a word stands after a number: 1 бонус, 2 бонуса, 5 бонусов; 1 point, 2 points.</summary>
public static class Plurals
{
    /// <summary>
    /// The form after <paramref name="number"/>; a sign plays no part. A fraction takes the Russian form of 2, as in
    /// 2,5 бонуса.
    /// </summary>
    public static string After(this PluralForms forms, decimal number, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(culture);
        var magnitude = Math.Abs(number);
        if (culture.TwoLetterISOLanguageName != "ru")
        {
            return magnitude == 1 ? forms.One : forms.Many;
        }

        if (magnitude != decimal.Truncate(magnitude))
        {
            return forms.Few;
        }

        var (lastTwo, last) = ((int)(magnitude % 100), (int)(magnitude % 10));
        return (lastTwo, last) switch
        {
            (>= 11 and <= 14, _) => forms.Many,
            (_, 1) => forms.One,
            (_, >= 2 and <= 4) => forms.Few,
            _ => forms.Many,
        };
    }
}
