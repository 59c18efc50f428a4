using System.Globalization;
using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Tests.Calendar;

public class PeriodTests
{
    [Theory]
    [InlineData("2025-10-31", 4, PeriodUnit.Months, "2026-02-28")]
    [InlineData("2027-10-31", 4, PeriodUnit.Months, "2028-02-29")]
    [InlineData("2028-02-29", 1, PeriodUnit.Years, "2029-02-28")]
    [InlineData("2028-02-29", 4, PeriodUnit.Years, "2032-02-29")]
    [InlineData("2028-02-29", 12, PeriodUnit.Months, "2029-02-28")]
    [InlineData("2026-01-31", 1, PeriodUnit.Months, "2026-02-28")]
    [InlineData("2026-01-01", 90, PeriodUnit.Days, "2026-04-01")]
    [InlineData("2028-01-01", 90, PeriodUnit.Days, "2028-03-31")]
    [InlineData("2025-12-31", 1, PeriodUnit.Days, "2026-01-01")]
    [InlineData("2026-07-05", 180, PeriodUnit.Days, "2027-01-01")]
    public void A_period_ends_on_the_day_a_calendar_shows(string start, int count, PeriodUnit unit, string end) =>
        Assert.Equal(Day(end), new Period(count, unit).After(Day(start)));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
