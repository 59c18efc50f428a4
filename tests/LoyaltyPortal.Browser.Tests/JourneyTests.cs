using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static LoyaltyPortal.Browser.Tests.Support.Said;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What a shopper lives through, from the first visit to the points that can be spent.</summary>
public sealed partial class JourneyTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly CultureInfo Ru = CultureInfo.GetCultureInfo("ru");

    [Fact]
    public async Task A_shopper_joins_buys_waits_has_points_and_sees_why_there_are_so_many()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(portal: portal);
        var page = visitor.Page;
        var cabinet = new Cabinet(visitor);

        await visitor.GoAsync("/");
        await page.Locator("main a[href='/join']").ClickAsync();
        await visitor.ArriveAsync(PhonePage.Join);
        var code = await new PhonePage(visitor).AskForCodeAsync(phone);
        await code.EnterAsync(await portal.Shop.CodeAsync(phone));
        var questionnaire = new QuestionnairePage(visitor);
        await questionnaire.BornAsync("17", "5", "1988");
        var card = await questionnaire.JoinAsync("Мария", "Кузнецова");
        await Expect(card.Holder).ToHaveTextAsync("Мария Кузнецова");
        await ExpectScannedCardNamesAsync(portal, phone, await card.ScanAsync());

        await cabinet.FollowAsync(Cabinet.Home);
        await Expect(cabinet.Heading).ToHaveTextAsync("Здравствуйте, Мария!");
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("0 бонусов"));
        await Expect(page.Locator("main")).ToContainTextAsync("Здесь появится первое начисление");

        await portal.Shop.BuyAsync(
            phone,
            "ORDER-1",
            portal.Now,
            received: null,
            Shop.Line("1", 12_000m, "Набор алмазных боров"),
            Shop.Line("2", 3_500.50m, "Перчатки нитриловые"),
            Shop.Line("3", 1_000m, "Маски по акции", noPoints: true)
        );
        await cabinet.GoAsync(Cabinet.Home);
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("0 бонусов"));
        await Expect(cabinet.Facts).ToContainTextAsync(Words("Ещё 465 бонусов ждут, пока вы получите заказ"));
        await cabinet.GoAsync(Cabinet.Points);
        await Expect(cabinet.Waiting).ToContainTextAsync(Words("Дата пока не известна"));
        await Expect(cabinet.Waiting).ToContainTextAsync(Words("Не раньше, чем вы получите товар"));
        await Expect(cabinet.Waiting).ToContainTextAsync(Words("Заказ ORDER-1"));

        var received = await portal.Shop.ReceiveAsync("ORDER-1", portal.Now);
        var starts = Day(received.GetProperty("earned").GetProperty("startsOn").GetString()!, portal.Now);
        await cabinet.GoAsync(Cabinet.Home);
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("0 бонусов"));
        await Expect(cabinet.Facts).ToContainTextAsync(Words($"Ещё 465 бонусов можно будет потратить {starts}"));
        await cabinet.Facts.Locator("a").First.ClickAsync();
        await visitor.ArriveAsync(Cabinet.Points);
        await Expect(cabinet.Waiting).ToBeInViewportAsync();
        await Expect(cabinet.Waiting).ToContainTextAsync(Words($"Можно будет потратить {starts}"));

        await portal.Shop.MoveClockAsync(TimeSpan.FromDays(7));
        await cabinet.GoAsync(Cabinet.Home);
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("465 бонусов"));
        await cabinet.Balance.ClickAsync();
        await visitor.ArriveAsync(Cabinet.Points);
        await Expect(cabinet.Usable).ToContainTextAsync("465");
        await Expect(cabinet.Waiting).Not.ToBeAttachedAsync();

        await ExpectReasonAsync(portal, await cabinet.OpenNewestAsync());

        await cabinet.FollowAsync(CardPage.Path);
        await cabinet.SignOutAsync();
        await visitor.GoAsync(Cabinet.Home);
        await visitor.ArriveAsync(PhonePage.SignIn);
        await (await new PhonePage(visitor).AskForCodeAsync(phone)).EnterAsync(await portal.Shop.CodeAsync(phone));
        await visitor.ArriveAsync(Cabinet.Home);
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("465 бонусов"));
    }

    private static async Task ExpectReasonAsync(Portal portal, EntryPage entry)
    {
        await Expect(entry.Heading).ToHaveTextAsync("Покупка ORDER-1");
        await Expect(entry.Amount).ToHaveTextAsync(Words("+465 бонусов"));
        await Expect(entry.Lines)
            .ToHaveTextAsync([
                Words("Набор алмазных боров Учтён 12 000 ₽"),
                Words("Перчатки нитриловые Учтён 3 500,50 ₽"),
                Words("Маски по акции Акция без начисления 1 000 ₽"),
            ]);
        await Expect(entry.Steps).ToContainTextAsync([Words("Ставка уровня «Базовый» — 3 %")]);
        await Expect(entry.Steps).ToContainTextAsync([Words("Сумма, с которой начислено: 15 500,50 ₽")]);
        await Expect(entry.Steps)
            .ToContainTextAsync([Words("3 % от 15 500,50 ₽, дробная часть отброшена: 465 бонусов")]);
        var programme = await portal.Shop.GetAsync("/api/v1/programme");
        await Expect(entry.Facts).ToContainTextAsync(programme.GetProperty("version").GetString()!);
    }

    private static async Task ExpectScannedCardNamesAsync(Portal portal, string phone, string scanned)
    {
        var byCard = await portal.Shop.GetAsync("/api/v1/members?qr=" + Uri.EscapeDataString(scanned));
        var byPhone = await portal.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        Assert.Equal(byPhone.GetProperty("memberId").GetString(), byCard.GetProperty("memberId").GetString());
        Assert.Equal("Мария К.", byCard.GetProperty("maskedName").GetString());
        Assert.Equal("live", byCard.GetProperty("qrTrust").GetString());
    }

    [Fact]
    public async Task The_main_pages_speak_English_to_whoever_asks_for_it_and_not_a_word_of_Russian()
    {
        var portal = Shared;
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(Language: Look.English));
        await visitor.GoAsync("/");
        await ExpectEnglishAsync(visitor, "Purchases that come back to you");
        var start = await PhonePage.OpenAsync(visitor, PhonePage.Join);
        await ExpectEnglishAsync(visitor, "Join the programme");
        var code = await start.AskForCodeAsync(phone);
        await ExpectEnglishAsync(visitor, "The code from the SMS");
        await code.EnterAsync(await portal.Shop.CodeAsync(phone));
        await ExpectEnglishAsync(visitor, "Tell us about yourself");
        var questionnaire = new QuestionnairePage(visitor);
        await questionnaire.Send.ClickAsync();
        await Expect(Refusal.Messages(visitor)).ToHaveCountAsync(2);
        await ExpectEnglishAsync(visitor, "Tell us about yourself");
        await questionnaire.JoinAsync("Mary", "Smith");
        await ExpectEnglishAsync(visitor, "Card");

        var paid = portal.Now.AddDays(-20);
        await portal.Shop.BuyAsync(phone, "ENGLISH-1", paid, paid.AddDays(1), Shop.Line("1", 10_000m));
        await portal.Shop.BuyAsync(phone, "ENGLISH-2", portal.Now, null, Shop.Line("1", 20_000m));
        var cabinet = new Cabinet(visitor);
        await cabinet.GoAsync(Cabinet.Home);
        await ExpectEnglishAsync(visitor, "Hello, Mary!");
        await Expect(cabinet.Balance).ToHaveTextAsync(Words("300 bonus points"));
        await cabinet.GoAsync(Cabinet.Points);
        await ExpectEnglishAsync(visitor, "Points");
        var entry = await cabinet.OpenNewestAsync();
        await ExpectEnglishAsync(visitor, "Purchase ENGLISH-2");
        await Expect(entry.Steps).ToContainTextAsync([Words("The rate of level “Basic” is 3%")]);
        visitor.Expects(404);
        await visitor.GoAsync("/no-such-page");
        await ExpectEnglishAsync(visitor, "There is no such page");
    }

    private static async Task ExpectEnglishAsync(Visitor visitor, string heading)
    {
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(heading);
        Assert.Equal("en", await visitor.Page.GetAttributeAsync("html", "lang"));
        var read = await visitor.Page.Locator("body").InnerTextAsync();
        Assert.DoesNotMatch(Russian(), read.Replace("Русский", "", StringComparison.Ordinal));
        Assert.DoesNotMatch(Russian(), await visitor.Page.TitleAsync());
    }

    /// <summary>A text by its words: spaces that do not break, and pieces that stand apart without any, are all alike to
    /// the reader.</summary>
    /// <summary>A date as the pages tell it: with its year when that is not the present one.</summary>
    private static string Day(string date, DateTimeOffset now)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        return day.ToString(day.Year == now.Year ? "d MMMM" : "d MMMM yyyy", Ru);
    }

    [GeneratedRegex("[А-Яа-яЁё]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Russian();
}
