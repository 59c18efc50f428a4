using System.Globalization;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>From "why no points" to support's answer, as a member goes it.</summary>
public sealed class ClaimJourneyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_asks_about_an_order_writes_to_support_and_reads_the_answer(bool hasScript)
    {
        var (visitor, phone, account) = await MemberAsync(hasScript);
        var order = $"JOURNEY-{phone[^7..]}";
        await visitor.Shop.BuyAsync(phone, order, Shared.Now.AddDays(-1), null, Shop.Line("1", 10_000m));
        var pages = new ClaimPages(visitor);

        await visitor.GoAsync(ProfilePages.Home);
        await visitor.Page.Locator($"a[href='{ClaimPages.List}']").ClickAsync();
        await visitor.ArriveAsync(ClaimPages.List);
        await visitor.Page.Locator($"main a[href='{ClaimPages.Why}']").ClickAsync();
        await visitor.ArriveAsync(ClaimPages.Why);
        await visitor.Page.Locator("#latest a").ClickAsync();
        await Expect(pages.Answer).ToContainTextAsync("тратить его ещё рано: 300 бонусов");
        await Expect(visitor.Page.Locator("#entries a")).ToHaveCountAsync(1);
        await visitor.Page.Locator("#still a").ClickAsync();
        await visitor.ArriveAsync(ClaimPages.New);
        await Expect(pages.Order).ToHaveValueAsync(order);
        await Expect(pages.Kind("CreditedLess")).ToBeCheckedAsync();

        await pages.Name.FillAsync("Анна Иванова");
        await pages.Text.FillAsync("В чеке две строки,\nа начислено за одну.");
        await pages.Send.ClickAsync();
        await Refusal.ExpectAsync(pages.Anyway, "отметьте это");
        await Refusal.ExpectFocusAsync(visitor, pages.Anyway);
        await Expect(pages.Text).ToHaveValueAsync("В чеке две строки,\nа начислено за одну.");
        await pages.Anyway.CheckAsync();
        await pages.Send.ClickAsync();

        await Expect(pages.Notices.First).ToContainTextAsync("Обращение у нас");
        await Expect(visitor.Page.Locator("#finding")).ToContainTextAsync("Не раньше, чем вы получите товар");
        var number = visitor.Path.Split('/', '?')[3];
        await AnswerAsync(number);
        await visitor.GoAsync(ClaimPages.List);
        await Expect(pages.Rows.First).ToContainTextAsync("Есть ответ");
        await pages.Rows.First.ClickAsync();
        await Expect(pages.Answer).ToContainTextAsync("Начислили за вторую строку.");
        await Expect(pages.Withdraw).ToHaveCountAsync(0);
        Assert.NotNull(await Claims.FindAsync(account, number, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_claim_is_taken_back_after_a_question(bool hasScript)
    {
        var (visitor, _, _) = await MemberAsync(hasScript);
        var pages = await new ClaimPages(visitor).GoAsync(ClaimPages.New);
        await pages.Kind("Other").CheckAsync();
        await pages.Name.FillAsync("Анна Иванова");
        await pages.Text.FillAsync("Не открывается карта");
        await pages.Send.ClickAsync();
        await Expect(pages.Notices.First).ToContainTextAsync("Обращение у нас");

        await pages.Withdraw.ClickAsync();
        await pages.WithdrawSure.ClickAsync();

        await Expect(pages.Notices.First).ToContainTextAsync("Обращение отозвано");
        await Expect(pages.Withdraw).ToHaveCountAsync(0);
    }

    private ClaimBook Claims => Shared.Services.GetRequiredService<ClaimBook>();

    private Task<ClaimClosing> AnswerAsync(string number) =>
        Claims.AnswerAsync(
            Guid.CreateVersion7(),
            number,
            "Начислили за вторую строку.",
            _ => "answered",
            TestContext.Current.CancellationToken
        );

    private async Task<(Visitor Visitor, string Phone, Guid Account)> MemberAsync(bool hasScript)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        var account = Guid.Parse(await visitor.Shop.EnrolAsync(phone), CultureInfo.InvariantCulture);
        await PhonePage.SignInAsync(visitor, phone);
        await visitor.ArriveAsync(Cabinet.Home);
        return (visitor, phone, account);
    }
}
