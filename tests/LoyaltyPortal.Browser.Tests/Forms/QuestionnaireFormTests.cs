using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Forms;

public sealed class QuestionnaireFormTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string NoSuchDay = "Такого дня рождения не бывает";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_typed_is_lost_and_the_reader_starts_at_the_first_field_to_mend(bool hasScript)
    {
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.GivenName.FillAsync("Олег");
        await page.BornAsync("31", "2", "1990");

        await page.Send.ClickAsync();

        await Expect(Refusal.Messages(visitor)).ToHaveCountAsync(2);
        await Refusal.ExpectAsync(page.FamilyName, "фамилию");
        await Refusal.ExpectAsync(page.Day, NoSuchDay);
        await Refusal.ExpectFocusAsync(visitor, page.FamilyName);
        await Expect(page.GivenName).ToHaveValueAsync("Олег");
        await Expect(page.GivenName).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Day).ToHaveValueAsync("31");
        await Expect(page.Month).ToHaveValueAsync("2");
        await Expect(page.Year).ToHaveValueAsync("1990");
    }

    [Fact]
    public async Task A_birthday_that_cannot_be_is_refused_and_one_that_can_be_is_taken()
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.NameAsync("Олег", "Иванов");
        var soon = Shared.Now.AddDays(2);
        foreach (
            var (day, month, year) in new[]
            {
                ("31", "2", "1990"),
                ("29", "2", "2023"),
                ("31", "4", "1990"),
                ("0", "1", "1990"),
                ("17", "5", "1850"),
                ("17", "5", "0"),
                ("17", "5", "88"),
                ($"{soon.Day}", $"{soon.Month}", $"{soon.Year}"),
                ("17", "5", "9999"),
                ("17", "", "1990"),
                ("", "5", ""),
                ("-1", "5", "1990"),
                ("1e", "5", "1990"),
                ("<b>", "5", "<i>"),
                ("١٧", "5", "1990"),
            }
        )
        {
            await page.BornAsync(day, month, year);
            await page.Send.ClickAsync();
            await Refusal.ExpectAsync(page.Day, NoSuchDay);
            await Expect(page.Day).ToHaveValueAsync(day);
            await Expect(page.Month).ToHaveValueAsync(month);
            await Expect(page.Year).ToHaveValueAsync(year);
            await Expect(page.GivenName).ToHaveValueAsync("Олег");
        }

        await page.BornAsync("29", "2", "2000");
        await page.GoOnAsync();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")]
    [InlineData("\"'><svg/onload=alert(1)>", "{{7*7}}${7*7}@(7*7)")]
    [InlineData("Robert'); DROP TABLE Members;--", "%00%0d%0aSet-Cookie: a=b")]
    [InlineData("أحمد", "كوزنيتسوف")]
    [InlineData("Ёжик-Ърсън", "Александрова-Константинопольская-Преображенская-Задунайская-Македонская-Рымникская")]
    [InlineData("😀", "👩‍👩‍👧‍👦")]
    public async Task A_name_is_shown_as_typed_whatever_it_is_and_the_page_holds(string given, string family)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(Width: 320));
        var card = await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync(given, family);

        await Expect(card.Holder).ToHaveTextAsync($"{given} {family}");
        await FitsAsync(visitor);
        await visitor.GoAsync(Cabinet.Home);
        await Expect(new Cabinet(visitor).Heading).ToHaveTextAsync($"Здравствуйте, {given}!");
        await FitsAsync(visitor);
        await Shared.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
    }

    [Fact]
    public async Task Marks_that_turn_the_line_around_do_not_come_into_a_name()
    {
        var visitor = await VisitorAsync();
        var page = await PhonePage.ProveAsync(visitor, NewPhone());

        var card = await page.JoinAsync("\u202EОлег\u202C", "\u200FИва\u2066нов\u200B");

        await Expect(card.Holder).ToHaveTextAsync("Олег Иванов");
    }

    [Fact]
    public async Task A_name_that_is_none_or_endless_is_refused_and_given_back()
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.FamilyName.FillAsync("Иванов");
        foreach (
            var (typed, message) in new[]
            {
                ("", "Напишите имя"),
                ("   ", "Напишите имя"),
                ("\u200B\u202E\uFEFF", "Напишите имя"),
                (new string('Я', 101), "Имя длиннее 100 букв"),
                (new string('Я', 10_000), "Имя длиннее 100 букв"),
            }
        )
        {
            await Visitor.FillBeyondAsync(page.GivenName, typed);
            await page.Send.ClickAsync();
            await Refusal.ExpectAsync(page.GivenName, message);
            await Expect(page.GivenName).ToHaveValueAsync(typed);
            await Expect(page.FamilyName).ToHaveValueAsync("Иванов");
        }

        await FitsAsync(visitor);
        await page.GivenName.FillAsync(new string('Я', 100));
        await page.GoOnAsync();
        await page.PassAsync();
        await page.PersonalData.CheckAsync();
        await page.Send.ClickAsync();
        await visitor.ArriveAsync(CardPage.Path);
        await FitsAsync(visitor);
    }

    [Fact]
    public async Task Whoever_has_proved_no_phone_sees_no_questionnaire()
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync(QuestionnairePage.Path);
        Assert.Equal(PhonePage.Join, visitor.Path);
    }

    [Fact]
    public async Task Answers_that_no_browser_would_send_change_nothing()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, phone);
        await page.ToConsentsAsync("Олег", "Иванов");
        await page.PersonalData.CheckAsync();
        await page.PersonalData.EvaluateAsync("box => box.value = 'perhaps'");
        await page.Send.ClickAsync();

        await Refusal.ExpectAsync(page.PersonalData, "согласия");
        Assert.Equal(QuestionnairePage.LastPath, visitor.Path);
    }

    [Fact]
    public async Task A_mail_address_that_is_none_is_refused_and_an_interest_of_nobody_too()
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, NewPhone());
        await page.NameAsync("Олег", "Иванов");
        await page.GoOnAsync();
        foreach (
            var typed in new[] { "oleg", "oleg@example", "a@b@example.com", "o leg@example.com", "<b>@example.com" }
        )
        {
            await page.Email.FillAsync(typed);
            await page.Send.ClickAsync();
            await Refusal.ExpectAsync(page.Email, "Проверьте адрес");
            await Expect(page.Email).ToHaveValueAsync(typed);
        }

        await page.Email.FillAsync("oleg@example.com");
        await page.Interest("therapy").EvaluateAsync("box => { box.value = 'gold'; box.checked = true; }");
        await page.Send.ClickAsync();

        await Expect(visitor.Page.Locator("#interests-message")).ToContainTextAsync("Выберите из списка");
        Assert.Equal(QuestionnairePage.SecondPath, visitor.Path);
    }

    /// <summary>Once the page is whole: a style sheet that it brings may come after it.</summary>
    private static async Task FitsAsync(Visitor visitor) =>
        await visitor.Page.WaitForFunctionAsync("document.documentElement.scrollWidth <= window.innerWidth");
}
