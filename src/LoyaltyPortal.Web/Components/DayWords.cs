using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Components;

/// <summary>A day as people say it: near ones in words, others as a date, with the year only when it is another one.</summary>
public static class DayWords
{
    /// <summary>Up to this many days from today a day is told by its distance.</summary>
    public const int Near = 6;

    /// <summary>The number does not part from its month.</summary>
    private const string DayAndMonth = "d'\u00A0'MMMM";

    private const string DayMonthAndYear = DayAndMonth + " yyyy";

    public static string Say(DateOnly day, DateOnly today, IStringLocalizer<ComponentTexts> texts, CultureInfo culture)
    {
        var distance = day.DayNumber - today.DayNumber;
        return distance switch
        {
            0 => texts["DayToday"],
            1 => texts["DayTomorrow"],
            -1 => texts["DayYesterday"],
            > 1 and <= Near => texts["DayIn", distance, Days(texts).After(distance, culture)],
            < -1 and >= -Near => texts["DayAgo", -distance, Days(texts).After(distance, culture)],
            _ => Date(day, today, culture),
        };
    }

    /// <summary>The date itself, without its year when that is today's.</summary>
    public static string Date(DateOnly day, DateOnly today, CultureInfo culture) =>
        day.ToString(day.Year == today.Year ? DayAndMonth : DayMonthAndYear, culture);

    /// <summary>The whole date, for a title.</summary>
    public static string Full(DateOnly day, CultureInfo culture) => day.ToString("dddd, d MMMM yyyy", culture);

    private static PluralForms Days(IStringLocalizer<ComponentTexts> texts) =>
        new(texts["DaysOne"], texts["DaysFew"], texts["DaysMany"]);
}
