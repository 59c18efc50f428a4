using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Earning;

/// <summary>programmes.md, "Extra points", perfone: birthday.</summary>
public class BirthdayTests
{
    [Theory]
    [InlineData("1990-06-15", "2026-06-14", null, "2026-06-15")]
    [InlineData("1990-06-15", "2026-06-15", null, "2027-06-15")] // known on the day itself is not known before
    [InlineData("1990-06-15", "2026-06-15", 2026, "2027-06-15")]
    [InlineData("1990-12-01", "2026-06-15", 2026, "2027-12-01")] // a birth date that moves gives no second gift in a year
    [InlineData("1990-02-01", "2026-06-15", null, "2027-02-01")]
    [InlineData("1992-02-29", "2026-01-01", null, "2026-02-28")] // 29 February in a common year
    [InlineData("1992-02-29", "2026-02-28", 2026, "2027-02-28")]
    [InlineData("1992-02-29", "2027-02-28", 2027, "2028-02-29")]
    public void The_next_birthday_lies_after_the_day_and_in_a_year_without_a_gift(
        string born,
        string after,
        int? lastGiftYear,
        string next
    ) => Assert.Equal(Day(next), BirthdayGift.NextDay(Day(born), Day(after), lastGiftYear));

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
