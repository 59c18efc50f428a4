using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>Points for a member's birthday, once a calendar year (programmes.md, "Extra points", perfone).</summary>
/// <param name="Points">What the day gives.</param>
/// <param name="Wallet">The wallet it goes to.</param>
/// <param name="Life">How long the points live; null for ever.</param>
public sealed record BirthdayGift(Points Points, string Wallet, Period? Life)
{
    /// <summary>The day on which a birthday is honoured in a year: 29 February on 28 February in common years.</summary>
    public static DateOnly DayIn(int year, DateOnly born) =>
        new(year, born.Month, Math.Min(born.Day, DateTime.DaysInMonth(year, born.Month)));

    /// <summary>The first birthday after a day, and in a later year than the last gift: the day on which the birth date
    /// became known gives nothing yet.</summary>
    /// <param name="born">The birth date.</param>
    /// <param name="after">The birthday lies after this day.</param>
    /// <param name="lastGiftYear">The year of the last gift; null for none.</param>
    public static DateOnly NextDay(DateOnly born, DateOnly after, int? lastGiftYear)
    {
        var year = lastGiftYear >= after.Year ? lastGiftYear.Value + 1 : after.Year;
        var day = DayIn(year, born);
        return day > after ? day : DayIn(year + 1, born);
    }
}
