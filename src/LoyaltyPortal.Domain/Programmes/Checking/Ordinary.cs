using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>What the checks take for ordinary where a programme cannot say it.</summary>
internal static class Ordinary
{
    /// <summary>A basket in which a member expects to earn something and to spend something.</summary>
    public static readonly Money Basket = Money.Whole(1_000);

    /// <summary>A purchase so small that nobody is surprised to earn nothing.</summary>
    public static readonly Money SmallPurchase = Money.Whole(100);

    /// <summary>The fewest days a period can last: a month may be February.</summary>
    public static int FewestDays(this Period period) =>
        period.Unit switch
        {
            PeriodUnit.Days => period.Count,
            PeriodUnit.Months => period.Count * 28,
            _ => period.Count * 365,
        };

    /// <summary>The days that points of a purchase wait at least, counted from payment: each event happens on the day of
    /// payment at the earliest.</summary>
    public static int ShortestWait(this EarningRules earning) =>
        earning.Activation.Select(after => after.Days).DefaultIfEmpty().Max();

    /// <summary>A period in words: "3 months".</summary>
    public static string InWords(this Period period)
    {
        var unit = period.Unit switch
        {
            PeriodUnit.Days => "day",
            PeriodUnit.Months => "month",
            _ => "year",
        };
        return period.Count == 1 ? $"1 {unit}" : $"{period.Count} {unit}s";
    }
}
