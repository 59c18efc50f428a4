using System.Globalization;
using Bunit;
using LoyaltyPortal.Web.Components;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class DayTests : PieceTest
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Theory]
    [InlineData("2026-03-10", "сегодня")]
    [InlineData("2026-03-11", "завтра")]
    [InlineData("2026-03-09", "вчера")]
    [InlineData("2026-03-12", "через 2 дня")]
    [InlineData("2026-03-13", "через 3 дня")]
    [InlineData("2026-03-15", "через 5 дней")]
    [InlineData("2026-03-07", "3 дня назад")]
    [InlineData("2026-03-17", "17 марта")]
    [InlineData("2027-03-17", "17 марта 2027")]
    [InlineData("2025-12-31", "31 декабря 2025")]
    public void A_near_day_is_told_in_words_and_a_far_one_as_a_date(string day, string expected) =>
        Assert.Equal(expected, TextOf(day));

    [Theory]
    [InlineData("2026-03-11", "tomorrow")]
    [InlineData("2026-03-13", "in 3 days")]
    [InlineData("2026-03-08", "2 days ago")]
    [InlineData("2026-05-01", "1 May")]
    public void The_same_in_English(string day, string expected)
    {
        Speak(English);
        Assert.Equal(expected, TextOf(day));
    }

    [Fact]
    public void A_day_in_a_list_of_dates_stays_a_date() => Assert.Equal("11 марта", TextOf("2026-03-11", exact: true));

    [Fact]
    public void A_program_can_read_the_day_too()
    {
        var day = Page.Render<Day>(p => p.Add(d => d.Date, Today).Add(d => d.Today, Today));
        Assert.Equal("2026-03-10", day.Find("time").GetAttribute("datetime"));
        Assert.Equal("вторник, 10 марта 2026", day.Find("time").GetAttribute("title"));
    }

    private string TextOf(string day, bool exact = false) =>
        Page.Render<Day>(p =>
                p.Add(d => d.Date, DateOnly.Parse(day, CultureInfo.InvariantCulture))
                    .Add(d => d.Today, Today)
                    .Add(d => d.Exact, exact)
            )
            .Find("time")
            .TextContent.Replace(Figures.NoBreakSpace, ' ');
}
