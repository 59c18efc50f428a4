using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Features.Joining;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features;

/// <summary>What each question takes and what it refuses, whatever the form says.</summary>
public sealed class QuestionnaireTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly Programme Lusio = Read("lusio");
    private static readonly Programme Delimano = Read("delimano");
    private static readonly Programme Stomatorg = Read("stomatorg");

    [Theory]
    [InlineData("lusio", "About More Consents")]
    [InlineData("delimano", "About More Consents")]
    [InlineData("autostars", "About More Consents")]
    [InlineData("perfone", "About More Consents")]
    [InlineData("stomatorg", "About More Consents")]
    public void A_card_is_three_short_pages_away(string programme, string steps) =>
        Assert.Equal(steps, string.Join(' ', JoiningSteps.Of(Read(programme))));

    [Fact]
    public void A_programme_that_asks_nothing_still_asks_for_consent()
    {
        Assert.Equal([JoiningStep.Consents], JoiningSteps.Of(Lusio with { Questionnaire = [] }));
        Assert.Equal(3, JoiningSteps.Count(Lusio with { Questionnaire = [] }));
        Assert.Equal(5, JoiningSteps.Count(Lusio));
    }

    [Fact]
    public void Where_the_programme_requires_the_birthday_it_cannot_be_left_out()
    {
        var typed = Filled();
        Assert.Equal(["BirthdayMissing"], Faults(Lusio, JoiningStep.About, typed));
        typed.Born = Day("5", "7", "1990");
        Assert.Empty(Faults(Lusio, JoiningStep.About, typed));
    }

    [Fact]
    public void Names_are_enough_for_the_first_step_nothing_for_the_second_and_one_consent_for_the_third()
    {
        Assert.Empty(Faults(Stomatorg, JoiningStep.About, Filled()));
        Assert.Empty(Faults(Stomatorg, JoiningStep.More, new Questionnaire()));
        Assert.Equal(["PersonalDataMissing"], Faults(Stomatorg, JoiningStep.Consents, Filled()));
        Assert.Empty(Faults(Stomatorg, JoiningStep.Consents, new Questionnaire { PersonalData = true }));
    }

    [Fact]
    public void What_is_missing_is_told_in_the_order_of_the_page() =>
        Assert.Equal(
            ["GivenNameMissing", "FamilyNameMissing", "BirthdayMissing"],
            Faults(Lusio, JoiningStep.About, new Questionnaire())
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
        typed.Born = Day(day, month, year);
        Assert.Equal(stands ? [] : ["BirthdayWrong"], Faults(Stomatorg, JoiningStep.About, typed));
    }

    [Theory]
    [InlineData("", "GivenNameMissing")]
    [InlineData(" ", "GivenNameMissing")]
    [InlineData("\u0007", "GivenNameMissing")]
    [InlineData("А\0нна", "GivenNameMissing")]
    [InlineData("\u200B\u202E\uFEFF", "GivenNameMissing")]
    public void A_name_is_written_with_letters_one_can_see(string name, string message)
    {
        var typed = Filled();
        typed.GivenName = name;
        Assert.Equal([message], Faults(Stomatorg, JoiningStep.About, typed));
    }

    [Theory]
    [InlineData(" Анна ", "Анна")]
    [InlineData("\u202EАнна\u202C\u200B", "Анна")]
    [InlineData("می\u200Cنا", "می\u200Cنا")]
    [InlineData(null, "")]
    public void A_name_is_kept_without_marks_that_nobody_sees(string? typed, string kept) =>
        Assert.Equal(kept, TypedText.Clean(typed));

    [Theory]
    [InlineData("Тверь", null)]
    [InlineData("", null)]
    [InlineData("\u200B", null)]
    [InlineData("Санкт-\u0007Петербург", "CityMissing")]
    public void A_city_is_any_name_or_none(string city, string? message) =>
        Assert.Equal(Told(message), Faults(Stomatorg, JoiningStep.More, new Questionnaire { City = city }));

    [Fact]
    public void A_text_may_be_a_hundred_letters_long_and_no_longer()
    {
        var typed = Filled();
        (typed.GivenName, typed.FamilyName) = (new string('Я', 100), new string('Я', 101));
        Assert.Equal(["FamilyNameLong"], Faults(Stomatorg, JoiningStep.About, typed));
        typed.City = new string('Я', 100_000);
        Assert.Equal(["CityLong"], Faults(Stomatorg, JoiningStep.More, typed));
    }

    [Theory]
    [InlineData("anna@example.com", true)]
    [InlineData("anna.k+lusio@mail.example.co.uk", true)]
    [InlineData("анна@почта.рф", true)]
    [InlineData("o'neil@example.com", true)]
    [InlineData(" anna@example.com\u200B", true)]
    [InlineData("anna", false)]
    [InlineData("anna@", false)]
    [InlineData("@example.com", false)]
    [InlineData("anna@example", false)]
    [InlineData("anna@localhost", false)]
    [InlineData("anna@@example.com", false)]
    [InlineData("anna@example.com@evil.com", false)]
    [InlineData("an na@example.com", false)]
    [InlineData("anna@exa mple.com", false)]
    [InlineData("anna@example.com\r\nBcc: all@example.com", false)]
    [InlineData("anna@example..com", false)]
    [InlineData("anna@.example.com", false)]
    [InlineData("anna@example.com.", false)]
    [InlineData(".anna@example.com", false)]
    [InlineData("anna@-example.com", false)]
    [InlineData("anna@exam_ple.com", false)]
    [InlineData("anna@127.0.0.1", false)]
    [InlineData("<anna>@example.com", false)]
    [InlineData("anna,igor@example.com", false)]
    public void A_mail_address_has_one_at_and_a_domain_of_names(string address, bool stands) =>
        Assert.Equal(
            stands ? [] : ["EmailWrong"],
            Faults(Stomatorg, JoiningStep.More, new Questionnaire { Email = address })
        );

    [Fact]
    public void A_mail_address_is_as_long_as_mail_servers_carry()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 46), 4)) + ".ru";
        Assert.True(MailAddresses.HasShape(new string('a', 254 - domain.Length - 1) + "@" + domain));
        Assert.False(MailAddresses.HasShape(new string('a', 255 - domain.Length - 1) + "@" + domain));
        Assert.False(MailAddresses.HasShape(new string('a', 65) + "@example.com"));
        Assert.False(MailAddresses.HasShape(new string('a', 100_000)));
    }

    [Fact]
    public void Delimano_requires_the_mail_address_and_says_so() =>
        Assert.Equal(["EmailMissing"], Faults(Delimano, JoiningStep.More, new Questionnaire { Email = " " }));

    [Theory]
    [InlineData(null, null)]
    [InlineData("female", null)]
    [InlineData("unsaid", null)]
    [InlineData("other'; DROP TABLE", "SexMissing")]
    [InlineData("Female", "SexMissing")]
    public void The_sex_is_one_of_the_answers_or_none(string? sex, string? message)
    {
        var typed = Filled();
        (typed.Sex, typed.Born) = (sex, Day("5", "7", "1990"));
        Assert.Equal(Told(message), Faults(Lusio, JoiningStep.About, typed));
    }

    [Fact]
    public void Where_the_sex_is_required_not_to_say_it_is_an_answer()
    {
        var asks = Lusio with
        {
            Questionnaire = [.. Lusio.Questionnaire.Select(each => each with { Required = true })],
        };
        var typed = Filled();
        typed.Born = Day("5", "7", "1990");
        Assert.Equal(["SexMissing"], Faults(asks, JoiningStep.About, typed));
        typed.Sex = "unsaid";
        Assert.Empty(Faults(asks, JoiningStep.About, typed));
        Assert.Null(typed.ToProfile().Sex);
    }

    [Fact]
    public void An_interest_that_the_programme_does_not_have_is_refused()
    {
        Assert.Empty(Faults(Stomatorg, JoiningStep.More, new Questionnaire { Interests = ["therapy", "surgery"] }));
        Assert.Equal(
            ["InterestsUnknown"],
            Faults(Stomatorg, JoiningStep.More, new Questionnaire { Interests = ["therapy", "bags"] })
        );
    }

    [Theory]
    [InlineData("10", "3", "2026", null)]
    [InlineData("11", "3", "2026", "ChildWrong")]
    [InlineData("10", "3", "2008", null)]
    [InlineData("9", "3", "2008", "ChildGrown")]
    [InlineData("30", "2", "2020", "ChildWrong")]
    [InlineData("", "", "2020", "ChildWrong")]
    [InlineData("", "", "", null)]
    public void A_child_was_born_and_is_not_older_than_eighteen(
        string day,
        string month,
        string year,
        string? message
    ) =>
        Assert.Equal(
            Told(message),
            Faults(
                Lusio,
                JoiningStep.More,
                new Questionnaire { Children = [Day("1", "1", "2015"), Day(day, month, year)] }
            )
        );

    [Fact]
    public void What_is_told_is_kept_clean_and_empty_rows_are_no_children()
    {
        var typed = Filled();
        (typed.City, typed.Email, typed.Sex) = (" Тверь\u200B", "", "male");
        typed.Children = [Day("", "", ""), Day("1", "3", "2020")];

        var told = typed.ToProfile();

        Assert.Equal(("Тверь", null, Sex.Male), (told.City, told.Email, told.Sex));
        Assert.Equal([new DateOnly(2020, 3, 1)], told.Children);
        Assert.Null(told.Interests);
    }

    [Fact]
    public void A_form_tells_of_ten_children_at_most_and_only_of_its_own_step()
    {
        var answers = Enumerable
            .Range(0, 40)
            .Select(number => KeyValuePair.Create($"Typed.Children[{number}].Day", new StringValues("1")))
            .Append(KeyValuePair.Create("Typed.Interests", new StringValues(["bags", "bags", "travel"])))
            .Append(KeyValuePair.Create("Typed.GivenName", new StringValues("Another")))
            .Append(KeyValuePair.Create("Typed.PersonalData", new StringValues("True")));
        var typed = Filled();

        QuestionnaireForm.Take(new FormCollection(answers.ToDictionary()), JoiningStep.More, typed);

        Assert.Equal(10, typed.Children.Count);
        Assert.Equal(["bags", "travel"], typed.Interests);
        Assert.Equal("Анна", typed.GivenName);
        Assert.False(typed.PersonalData);
    }

    [Theory]
    [InlineData("+7 900 123-45-67", "+7 *** ***-**-67")]
    [InlineData("+375 29 123-45-67", "+375 ** ***-**-67")]
    public void A_phone_is_recognised_by_its_owner_alone(string shown, string masked) =>
        Assert.Equal(masked, PhoneMask.Of(shown));

    private static IEnumerable<string> Faults(Programme programme, JoiningStep step, Questionnaire typed) =>
        new QuestionnaireFaults(programme, Today).Of(step, typed).Select(fault => fault.Message);

    private static IEnumerable<string> Told(string? message) => message is null ? [] : [message];

    private static TypedDay Day(string day, string month, string year) =>
        new()
        {
            Day = day,
            Month = month,
            Year = year,
        };

    private static Questionnaire Filled() => new() { GivenName = "Анна", FamilyName = "Смирнова" };

    private static Programme Read(string name) => ((ProgrammeRead.Accepted)Presets.Read(name)).Programme;
}
