using LoyaltyPortal.Web.Features.Joining;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features;

public sealed class QuestionnaireTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Where_the_programme_requires_the_birthday_it_cannot_be_left_out()
    {
        var typed = Filled();
        Assert.Equal(["BirthdayMissing"], typed.Faults(Today, asksBirthday: true).Select(fault => fault.Message));
        (typed.DayOfBirth, typed.MonthOfBirth, typed.YearOfBirth) = ("5", "7", "1990");
        Assert.Empty(typed.Faults(Today, asksBirthday: true));
    }

    [Fact]
    public void A_name_and_the_consent_are_enough() => Assert.Empty(Filled().Faults(Today, asksBirthday: false));

    [Fact]
    public void What_is_missing_is_told_in_the_order_of_the_page() =>
        Assert.Equal(
            ["GivenNameMissing", "FamilyNameMissing", "PersonalDataMissing"],
            new Questionnaire().Faults(Today, asksBirthday: false).Select(fault => fault.Message)
        );

    [Theory]
    [InlineData("29", "2", "2024", true)]
    [InlineData("29", "2", "2023", false)]
    [InlineData("31", "4", "1990", false)]
    [InlineData("0", "1", "1990", false)]
    [InlineData("1", "13", "1990", false)]
    [InlineData("1", "1", "1899", false)]
    [InlineData("1", "1", "90", false)]
    [InlineData("-1", "1", "1990", false)]
    [InlineData("11", "3", "2026", false)]
    [InlineData("10", "3", "2026", true)]
    [InlineData("5", "", "", false)]
    [InlineData("", "5", "", false)]
    [InlineData(" 5 ", "5", "1990", true)]
    public void A_birthday_is_a_day_that_was(string day, string month, string year, bool stands)
    {
        var typed = Filled();
        (typed.DayOfBirth, typed.MonthOfBirth, typed.YearOfBirth) = (day, month, year);
        Assert.Equal(stands, !typed.Faults(Today, asksBirthday: false).Any());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u0007")]
    [InlineData("\u200B\u202E\uFEFF")]
    public void A_name_is_written_with_letters_one_can_see(string name)
    {
        var typed = Filled();
        typed.GivenName = name;
        Assert.Equal(["GivenNameMissing"], typed.Faults(Today, asksBirthday: false).Select(fault => fault.Message));
    }

    [Theory]
    [InlineData(" Анна ", "Анна")]
    [InlineData("\u202EАнна\u202C\u200B", "Анна")]
    [InlineData("می\u200Cنا", "می\u200Cنا")]
    [InlineData(null, "")]
    public void A_name_is_kept_without_marks_that_nobody_sees(string? typed, string kept) =>
        Assert.Equal(kept, Questionnaire.Clean(typed));

    private static Questionnaire Filled() =>
        new()
        {
            GivenName = "Анна",
            FamilyName = "Смирнова",
            PersonalData = true,
        };
}
