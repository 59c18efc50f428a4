using System.Globalization;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Components;

/// <summary>A length of time as people say it: 90 дней, 4 месяца, 1 год.</summary>
public static class PeriodWords
{
    public static string Say(Period period, IStringLocalizer<ComponentTexts> texts, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var unit = period.Unit.ToString();
        var forms = new PluralForms(texts[unit + "One"], texts[unit + "Few"], texts[unit + "Many"]);
        return Figures.Number(period.Count, culture) + Figures.NoBreakSpace + forms.After(period.Count, culture);
    }

    /// <summary>A number of days.</summary>
    public static string Days(int count, IStringLocalizer<ComponentTexts> texts, CultureInfo culture) =>
        Say(new Period(count, PeriodUnit.Days), texts, culture);
}
