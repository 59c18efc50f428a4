using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Forms;

public sealed class PhoneFormTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string NoSuchNumber = "Такого номера не бывает";
    private const string OtherCountry = "Номера этой страны пока не подходят. Подходят: Россия, Беларусь, Казахстан";
    private const string NotMobile = "Напишите номер мобильного телефона";

    private static readonly string Endless = new('9', 10_000);

    /// <summary>What is typed, and what is said about it.</summary>
    private static readonly (string Typed, string Message)[] Refused =
    [
        ("", "Напишите номер телефона"),
        ("   ", "Напишите номер телефона"),
        ("телефон", NoSuchNumber),
        ("123", NoSuchNumber),
        ("+7 900 123-45-6", NoSuchNumber),
        ("+7 900 123-45-678", NoSuchNumber),
        ("++7 900 123-45-67", NoSuchNumber),
        ("+7 900 123-45-67 доб. 5", NoSuchNumber),
        ("+", NoSuchNumber),
        ("+0 000 000-00-00", NoSuchNumber),
        ("<script>alert(1)</script>", NoSuchNumber),
        ("\"><img src=x onerror=alert(1)>", NoSuchNumber),
        ("' OR 1=1 --", NoSuchNumber),
        ("{{7*7}} ${7*7} %00 ../../etc/passwd", NoSuchNumber),
        ("\u202E76-54-321 009 7+", NoSuchNumber),
        ("☎️📱", NoSuchNumber),
        (Endless, NoSuchNumber),
        ("+49 1512 3456789", OtherCountry),
        ("+1 202 555 0123", OtherCountry),
        ("+44 7400 123456", OtherCountry),
        ("+7 495 123-45-67", NotMobile),
        ("8 800 555-35-35", NotMobile),
    ];

    [Fact]
    public async Task A_number_that_cannot_join_is_given_back_as_typed_with_what_is_wrong()
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.OpenAsync(visitor, PhonePage.Join);
        foreach (var (typed, message) in Refused)
        {
            await page.SubmitAsync(typed);
            await Refusal.ExpectAsync(page.Phone, message);
            await Expect(page.Phone).ToHaveValueAsync(typed);
            Assert.Equal(PhonePage.Join, visitor.Path);
        }
    }

    [Fact]
    public async Task With_scripts_the_focus_goes_back_to_the_number()
    {
        var visitor = await VisitorAsync();
        var page = await PhonePage.OpenAsync(visitor);
        foreach (var (typed, message) in Refused)
        {
            await page.SubmitAsync(typed);
            await Refusal.ExpectAsync(page.Phone, message);
            await Refusal.ExpectFocusAsync(visitor, page.Phone);
            Assert.Equal(Ungrouped(typed), Ungrouped(await page.Phone.InputValueAsync()));
        }

        Assert.Equal(PhonePage.SignIn, visitor.Path);
    }

    /// <summary>The script groups a number while it is typed; it may not lose anything of it.</summary>
    private static string Ungrouped(string typed)
    {
        var bare = new string([.. typed.Where(each => !char.IsWhiteSpace(each) && each != '-')]);
        return bare.StartsWith("8800", StringComparison.Ordinal) ? "+7" + bare[1..] : bare;
    }

    [Fact]
    public async Task A_number_is_read_in_every_spelling_of_the_countries_served()
    {
        var visitor = await VisitorAsync();
        foreach (
            var (typed, shown) in new[]
            {
                ("8 (917) 000-00-01", "+7 917 000-00-01"),
                ("79170000002", "+7 917 000-00-02"),
                ("9170000003", "+7 917 000-00-03"),
                ("+375291234567", "+375 29 123-45-67"),
                ("80291234568", "+375 29 123-45-68"),
                ("+7 701 123 45 67", "+7 701 123 4567"),
            }
        )
        {
            var page = await PhonePage.OpenAsync(visitor);
            await page.Phone.PressSequentiallyAsync(typed);
            await page.Send.ClickAsync();
            await Expect(visitor.Page.Locator(".page-head b")).ToHaveTextAsync(shown.Replace(' ', '\u00A0'));
        }
    }

    [Fact]
    public async Task A_known_and_an_unknown_number_get_the_same_answer()
    {
        var known = NewPhone();
        await Shared.Shop.EnrolAsync(known);
        var answers = new List<string>();
        foreach (var phone in new[] { known, NewPhone() })
        {
            var visitor = await VisitorAsync();
            await (await PhonePage.OpenAsync(visitor)).AskForCodeAsync(phone);
            var main = await visitor.Page.Locator("main").InnerTextAsync();
            answers.Add(new string([.. main.Where(each => !char.IsAsciiDigit(each))]));
        }

        Assert.Equal(answers[0], answers[1]);
    }
}
