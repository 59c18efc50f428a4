using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static LoyaltyPortal.Browser.Tests.Support.Said;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What a member understands from the cabinet: what counts, what ends and what to do with it.</summary>
public sealed class CabinetTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_level_tells_what_leaves_when_and_leads_to_the_purchase()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(portal: portal);
        await portal.Shop.EnrolAsync(phone);
        var paid = portal.Now.AddDays(-350);
        await portal.Shop.BuyAsync(phone, "OLD-1", paid, paid.AddDays(1), Shop.Line("1", 84_000m));
        foreach (var order in new[] { 1, 2 })
        {
            var later = portal.Now.AddDays(-60 * order);
            await portal.Shop.BuyAsync(phone, $"NEW-{order}", later, later, Shop.Line("1", 10_000m));
        }
        await PhonePage.SignInAsync(visitor, phone);
        await new Cabinet(visitor).GoAsync(Cabinet.Home);
        var level = visitor.Page.Locator("#level");

        await Expect(level).ToContainTextAsync(Words("Постоянный клиент"));
        await Expect(level).ToContainTextAsync(Words("Из расчёта выйдут: 84 000 ₽ и 1 заказ."));
        await Expect(level)
            .ToContainTextAsync(
                Words("Уровень станет «Базовый». До «Постоянный клиент» тогда не хватит: 80 000 ₽ и 1 заказ.")
            );
        await level.GetByRole(AriaRole.Link, new() { NameRegex = Words("Оплачено") }).ClickAsync();
        await visitor.ArriveAsync(OrderPages.Path);
        await Expect(new Cabinet(visitor).Entries).ToHaveCountAsync(1);
        await Expect(new Cabinet(visitor).Entries.First).ToContainTextAsync("OLD-1");
        await new Cabinet(visitor).GoAsync(Cabinet.Level);
        await Expect(visitor.Page.Locator("#counted")).ToContainTextAsync(Words("104 000 ₽ и 3 заказа"));
    }

    [Fact]
    public async Task The_points_that_end_soonest_come_with_the_order_that_takes_them()
    {
        var member = await MemberAsync(Chromium.Regular);
        await new Cabinet(member).GoAsync(Cabinet.Points);

        // 15 % of 246 913.34 is 37 037: points of one order.
        var use = member.Page.Locator("#use-main");
        await Expect(use).ToContainTextAsync(Words("Ими можно оплатить до 15 % заказа"));
        await Expect(use).ToContainTextAsync(Words("хватит заказа на 246 913,34"));
    }

    [Fact]
    public async Task What_is_suspended_is_not_advised()
    {
        var portal = Alone(new Portal.Beginning(HasDemoMembers: true, Programme: "delimano"));
        await portal.Shop.SuspendAsync();
        var visitor = await VisitorAsync(portal: portal);
        await PhonePage.SignInAsync(visitor, Portal.Buyer);

        var cabinet = await new Cabinet(visitor).GoAsync(Cabinet.Home);
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("приостановлено");
        await Expect(cabinet.Facts.First).Not.ToContainTextAsync("в заказе на");
        await cabinet.GoAsync(Cabinet.Points);
        await Expect(visitor.Page.Locator("#use-web")).Not.ToContainTextAsync("заказа на");
    }

    [Fact]
    public async Task A_month_of_the_chart_leads_to_its_movements_and_the_choice_stays_through_kinds_and_pages()
    {
        var member = await MemberAsync(Chromium.Regular);
        var cabinet = await new Cabinet(member).GoAsync(Cabinet.Home);
        await member.Page.Locator("#months summary").ClickAsync();
        await member.Page.Locator("#months td a").First.ClickAsync();
        await member.ArriveAsync(Cabinet.History);
        var range = new Uri(member.Page.Url).Query;

        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Начислено", Exact = true }).ClickAsync();
        await Expect(member.Page).ToHaveURLAsync(new Regex("kind=earned", RegexOptions.None, Patience));

        Assert.Contains("from=", range, StringComparison.Ordinal);
        Assert.Contains(range[1..], member.Page.Url, StringComparison.Ordinal);
        await cabinet.GoAsync(Cabinet.History + "?kind=earned&channel=web&from=2020-01-01");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Раньше" }).ClickAsync();
        await Expect(member.Page)
            .ToHaveURLAsync(new Regex("kind=earned&from=2020-01-01&channel=web&after=", RegexOptions.None, Patience));
        await Expect(cabinet.Entries).ToHaveCountAsync(20);
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Новее" }).ClickAsync();
        await Expect(member.Page).ToHaveURLAsync(new Regex("&before=", RegexOptions.None, Patience));
        await Expect(cabinet.Entries.First).ToContainTextAsync("ЗАКАЗА-0000");
    }

    [Fact]
    public async Task The_history_comes_as_a_table_of_all_there_is_and_of_what_was_chosen()
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(portal: portal);
        await portal.Shop.EnrolAsync(phone);
        for (var order = 0; order < 205; order++)
        {
            var paid = portal.Now.AddDays(-order);
            await portal.Shop.BuyAsync(phone, $"=ORDER;{order}", paid, paid, Shop.Line("1", 1_000m));
        }
        await PhonePage.SignInAsync(visitor, phone);

        var all = await FileAsync(visitor, "/cabinet/history.csv");
        var expired = await FileAsync(visitor, "/cabinet/history.csv?kind=expired");

        Assert.StartsWith("\uFEFFНомер;Время;Вид;", all, StringComparison.Ordinal);
        var rows = all.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        var ended = expired.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(205, rows.Count(row => row.Contains("Начисление за покупку", StringComparison.Ordinal)));
        Assert.Equal(ended.Length, rows.Length - 205);
        Assert.NotEmpty(ended);
        Assert.Contains(";\"'=ORDER;3\";сайт;", all, StringComparison.Ordinal);
        Assert.Equal(rows.Length, rows.Select(row => row.Split(';')[0]).Distinct().Count());
    }

    [Fact]
    public async Task Last_days_come_as_a_calendar()
    {
        var member = await MemberAsync(Chromium.Regular);

        var file = await FileAsync(member, "/cabinet/points.ics");

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var text = file.Replace("\r\n ", "", StringComparison.Ordinal);
        var first = Shared.Now.UtcDateTime.Date;
        var days = Regex
            .Matches(text, @"DTSTART;VALUE=DATE:(?<day>\d{8})", RegexOptions.ExplicitCapture, Patience)
            .Select(found => found.Groups["day"].Value)
            .ToList();
        Assert.NotEmpty(days);
        Assert.All(
            days,
            day => Assert.True(DateTime.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture) >= first.AddDays(-1))
        );
        Assert.Equal(days.Count, Regex.Count(text, "BEGIN:VALARM", RegexOptions.None, Patience));
        Assert.Equal(
            days.Count,
            Regex
                .Matches(text, "UID:[0-9a-f]{32}@stomatorg", RegexOptions.None, Patience)
                .Select(found => found.Value)
                .Distinct()
                .Count()
        );
        Assert.Equal(
            days.Count,
            Regex.Count(text, "SUMMARY:Последний день: [0-9\u00A0]+бонус", RegexOptions.None, Patience)
        );
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cabinet/history.csv")]
    [InlineData("/cabinet/points.ics")]
    [InlineData(Cabinet.Level)]
    public async Task Nobody_gets_it_without_signing_in(string path)
    {
        var visitor = await VisitorAsync();

        await visitor.GoAsync(path);

        Assert.StartsWith(PhonePage.SignIn, visitor.Path, StringComparison.Ordinal);
    }

    private static async Task<string> FileAsync(Visitor visitor, string path)
    {
        var answer = await visitor.Page.APIRequest.GetAsync(path);
        Assert.Equal(200, answer.Status);
        Assert.Equal("no-store", answer.Headers["cache-control"]);
        return Encoding.UTF8.GetString(await answer.BodyAsync());
    }
}
