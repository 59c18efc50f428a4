using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What a member bought, and what giving it back would do.</summary>
public sealed class OrderTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_opens_an_order_and_sees_what_a_return_would_do_before_it_is_done(bool hasScript)
    {
        var phone = NewPhone();
        var order = $"A/1 №{phone[^4..]}";
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        await Shared.Shop.EnrolAsync(phone);
        await Shared.Shop.BuyAsync(
            phone,
            order,
            Shared.Now.AddDays(-20),
            Shared.Now.AddDays(-19),
            Shop.Line("1", 10_000m, "Набор алмазных боров"),
            Shop.Line("2", 5_000m, "Перчатки нитриловые")
        );
        await PhonePage.SignInAsync(visitor, phone);
        var orders = new OrderPages(visitor);

        await visitor.GoAsync(ProfilePages.Home);
        await visitor.Page.Locator($"main a[href='{OrderPages.Path}']").ClickAsync();
        await visitor.ArriveAsync(OrderPages.Path);
        await orders.OpenAsync(order);
        await Expect(orders.Lines).ToHaveCountAsync(2);
        await Expect(orders.Facts).ToContainTextAsync("Базовый");
        await orders.ThinkOfReturnAsync();

        await orders.AskAsync(1, "два");
        await Expect(Refusal.Messages(visitor)).ToHaveTextAsync("Введите целое число");
        await Expect(visitor.Page.Locator("[name=q-1]")).ToHaveValueAsync("два");
        await orders.AskAsync(1, "1");
        await Expect(orders.Moves).ToContainTextAsync(Words("Снимется Начислено за эти товары −300 бонусов"));
        await Expect(orders.Account).ToContainTextAsync(Words("Доступно 450 150"));
        await Expect(orders.Level).ToContainTextAsync("Уровень не изменится");
        await Expect(orders.Account).ToBeInViewportAsync();

        await visitor.GoAsync(Cabinet.Home);
        await Expect(new Cabinet(visitor).Balance).ToHaveTextAsync(Words("450 бонусов"));
    }

    /// <summary>A text by its words, whatever stands between them.</summary>
    private static Regex Words(string text) =>
        new(
            string.Join(@"[\s\u00A0]*", text.Split(' ').Select(Regex.Escape)),
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
