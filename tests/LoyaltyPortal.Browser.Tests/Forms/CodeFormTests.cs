using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Forms;

public sealed class CodeFormTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Ended = "Этот код больше не действует";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_wrong_codes_end_it_and_the_right_one_then_lets_nobody_in(bool hasScript)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var page = await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone);
        var right = await Shared.Shop.CodeAsync(phone);

        foreach (var left in new[] { 4, 3, 2, 1 })
        {
            await page.TryAsync(CodePage.WrongFor(right));
            await Refusal.ExpectAsync(page.Code, $"Код не подошёл. Осталось попыток: {left}");
            await Refusal.ExpectFocusAsync(visitor, page.Code);
            await Expect(page.Code).ToHaveValueAsync("");
        }

        await page.TryAsync(CodePage.WrongFor(right));
        await Refusal.ExpectAsync(page.Code, Ended);
        await page.TryAsync(right);
        await Refusal.ExpectAsync(page.Code, Ended);
        await visitor.GoAsync(QuestionnairePage.Path);
        Assert.Equal(PhonePage.Join, visitor.Path);
    }

    [Fact]
    public async Task What_is_no_code_costs_no_try()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone);
        foreach (var typed in new[] { "", "12", "abcdef", "<b>1</b>", new string('1', 10_000), "' OR 1=1 --" })
        {
            await Visitor.FillBeyondAsync(page.Code, typed);
            await visitor.Page.Locator("form:has(#code) button").ClickAsync();
            await Refusal.ExpectAsync(page.Code, "В коде шесть цифр");
        }

        await page.EnterAsync(await Shared.Shop.CodeAsync(phone));
        Assert.Equal(QuestionnairePage.Path, visitor.Path);
    }

    [Fact]
    public async Task A_code_in_groups_as_messengers_show_it_is_taken()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync();
        var page = await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone);
        var code = await Shared.Shop.CodeAsync(phone);

        await page.Code.EvaluateAsync(
            "(field, text) => { field.value = text; field.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
            $" {code[..3]}-{code[3..]} "
        );

        await visitor.ArriveAsync(QuestionnairePage.Path);
    }

    [Fact]
    public async Task After_five_minutes_a_code_is_too_old_and_a_new_one_can_be_had()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(portal: portal);
        var page = await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone);
        var old = await portal.Shop.CodeAsync(phone);
        await Expect(page.Resend).ToBeDisabledAsync();

        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        await page.TryAsync(old);
        await Refusal.ExpectAsync(page.Code, Ended);
        await Expect(page.Resend).ToBeEnabledAsync();
        await page.Resend.ClickAsync();
        await Expect(visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Status).First)
            .ToContainTextAsync("Отправили новый код");
        await page.EnterAsync(await portal.Shop.CodeAsync(phone));

        Assert.Equal(QuestionnairePage.Path, visitor.Path);
    }

    [Fact]
    public async Task A_code_works_only_in_the_browser_that_asked_for_it()
    {
        var portal = Alone();
        var phone = NewPhone();
        var asked = await VisitorAsync(portal: portal);
        var askedPage = await (await PhonePage.OpenAsync(asked)).AskForCodeAsync(phone);
        var code = await portal.Shop.CodeAsync(phone);

        var bare = await VisitorAsync(portal: portal);
        await bare.GoAsync("/sign-in/code");
        Assert.Equal(PhonePage.SignIn, bare.Path);

        await portal.Shop.MoveClockAsync(TimeSpan.FromSeconds(61));
        var other = await VisitorAsync(portal: portal);
        var otherPage = await (await PhonePage.OpenAsync(other)).AskForCodeAsync(phone);
        Assert.Equal(2, await portal.Shop.CountMessagesAsync(phone));
        await otherPage.TryAsync(code);
        await Refusal.ExpectAsync(otherPage.Code, "Код не подошёл");

        // Nor does the other one's code work here; its own still does, whoever else asked for that phone's codes.
        await askedPage.TryAsync(await portal.Shop.CodeAsync(phone));
        await Refusal.ExpectAsync(askedPage.Code, "Код не подошёл");
        await askedPage.EnterAsync(code);
    }

    [Fact]
    public async Task Whoever_steps_back_to_the_phone_still_has_the_code_that_was_sent()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync();
        await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone);
        var code = await Shared.Shop.CodeAsync(phone);

        await visitor.Page.Locator(".back").ClickAsync();
        await visitor.ArriveAsync(PhonePage.Join);
        await (await new PhonePage(visitor).AskForCodeAsync(phone)).EnterAsync(code);

        Assert.Equal(QuestionnairePage.Path, visitor.Path);
    }

    [Fact]
    public async Task A_number_that_has_just_had_a_code_gets_no_second_one_in_another_browser()
    {
        var phone = NewPhone();
        await (await PhonePage.OpenAsync(await VisitorAsync())).AskForCodeAsync(phone);
        var other = await VisitorAsync();
        var page = await PhonePage.OpenAsync(other);

        await page.SubmitAsync(phone);

        await Refusal.ExpectAsync(page.Phone, "На этот номер недавно отправили код");
        Assert.Equal(1, await Shared.Shop.CountMessagesAsync(phone));
    }
}
