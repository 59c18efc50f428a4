using AngleSharp.Dom;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Orders;

/// <summary>A member's own orders, whatever their numbers are made of.</summary>
public sealed class OrderPagesTests(StomatorgPortal portal) : IClassFixture<StomatorgPortal>
{
    [Theory]
    [InlineData("A/1 №2")]
    [InlineData("A%2F1")]
    [InlineData("a+b&c=d?e#f")]
    [InlineData("<b>\"'\\;:@,$~")]
    [InlineData("заказ 😀 50%")]
    [InlineData("return")]
    [InlineData("../cabinet")]
    public async Task An_order_is_found_from_the_list_by_any_number(string number)
    {
        var shopper = await portal.Till.NewShopper();
        var order = Order.Of(12_000).Named($"{number}{Till.NewName("/")}").By(shopper).Paid(DemoPortal.Start);
        (await portal.Till.Buy(order)).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var list = await browser.OpenAsync("/cabinet/orders");
        var row = Assert.Single(list.QuerySelectorAll("main a.row-line"));
        var page = await browser.OpenAsync(row.GetAttribute("href")!);
        Assert.Equal($"Заказ {order.Id}", page.QuerySelector("h1")!.TextContent);
        var links = page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Contains("/cabinet/why?order=" + Uri.EscapeDataString(order.Id), links);

        var preview = await browser.OpenAsync(links.Find(link => link.EndsWith("/return", StringComparison.Ordinal))!);
        var action = preview.QuerySelector("main form")!.GetAttribute("action")!.Split('#')[0];
        var told = await browser.OpenAsync(action + "?q-1=1");
        Assert.Equal(-360, told.Figure("#taken-off"));
        Assert.Equal($"Заказ {order.Id}", told.QuerySelector("main a.back")!.Plain());
    }

    [Fact]
    public async Task An_order_of_another_member_and_one_that_is_not_there_are_alike()
    {
        var (ours, theirs) = (await portal.Till.NewShopper(), await portal.Till.NewShopper());
        var order = Order.Of(1_000).By(theirs).Paid(DemoPortal.Start);
        (await portal.Till.Buy(order)).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, ours);
        using var visitor = new MemberBrowser(portal);

        foreach (var path in new[] { "", "/return", "/return?q-1=1" })
        {
            Assert.Equal(404, await browser.StatusAsync($"/cabinet/orders/{order.Id}{path}"));
            Assert.Equal(404, await browser.StatusAsync($"/cabinet/orders/{order.Id}-none{path}"));
            Assert.Equal(302, await visitor.StatusAsync($"/cabinet/orders/{order.Id}{path}"));
        }
        Assert.Empty((await browser.OpenAsync("/cabinet/orders")).QuerySelectorAll("main a.row-line"));
        Assert.Equal(302, await visitor.StatusAsync("/cabinet/orders"));
    }

    [Fact]
    public async Task An_order_tells_its_lines_with_their_shares_each_in_or_out()
    {
        var shopper = await portal.Till.NewShopper();
        var before = DemoPortal.Start.AddDays(-30);
        (await portal.Till.Buy(Order.Of(50_000).By(shopper).Paid(before).Received(before))).Is(201);
        var order = Order
            .Of(new Line("1", 6_000, 2), new Line("2", 1_000, Mark: "service"), new Line("3", 2_000, Mark: "noPoints"))
            .By(shopper)
            .Paid(DemoPortal.Start)
            .With("deliveryFee", 300);
        order = order.With("redemptionId", await portal.Till.Hold(order, 420));
        (await portal.Till.Buy(order)).Is(201);
        (await portal.Till.Return(order, DemoPortal.Start, ("1", 1))).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var page = await browser.OpenAsync("/cabinet/orders/" + order.Id);

        // 420 over 12 000 and 2 000 are 360 and 60; 3 % of 11 640 are 349, half of that is 175.
        Assert.Equal(
            [
                "SKU-1 × 2 | Учтён | 11 640 ₽ | 360 | 349 | 1 шт.",
                "SKU-2 × 1 | Услуга, не товар | 1 000 ₽ | 0 | 0 | 0 шт.",
                "SKU-3 × 1 | Акция без начисления | 1 940 ₽ | 60 | 0 | 0 шт.",
            ],
            page.QuerySelectorAll("#lines tbody tr")
                .Select(row => string.Join(" | ", row.Children.Select(cell => cell.Plain())))
        );
        var facts = page.QuerySelectorAll("#facts .facts > div")
            .ToDictionary(fact => fact.Children[0].Plain(), fact => fact.Children[1].Plain());
        Assert.Equal("оплачен", facts["Состояние"]);
        Assert.Equal("14 880 ₽", facts["Оплачено деньгами"]);
        Assert.Equal("Базовый", facts["Уровень при оплате"]);
        Assert.Equal("3 %", facts["Ставка"]);
        Assert.Equal("175 бонусов", facts["Снято из-за возврата"]);
        Assert.Equal("180 бонусов", facts["Вернулось на счёт"]);
        Assert.Equal("Дата пока не известна", facts["Доступны с"]);
        Assert.Equal(4, page.QuerySelectorAll("#moves a[href^='/cabinet/history/']").Length);
    }

    [Fact]
    public async Task Pages_of_orders_lead_on_and_back()
    {
        var shopper = await portal.Till.NewShopper();
        for (var order = 0; order < 45; order++)
        {
            (await portal.Till.Buy(Order.Of(100 + order).By(shopper).Paid(DemoPortal.Start.AddHours(-order)))).Is(201);
        }
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var first = await browser.OpenAsync("/cabinet/orders");
        var second = await browser.OpenAsync(Link(first, "next")!);
        var third = await browser.OpenAsync(Link(second, "next")!);
        var back = await browser.OpenAsync(Link(third, "prev")!);

        Assert.Equal((20, 20, 5), (Rows(first).Count, Rows(second).Count, Rows(third).Count));
        Assert.Equal(45, Rows(first).Concat(Rows(second)).Concat(Rows(third)).Distinct().Count());
        Assert.Equal(Rows(second), Rows(back));
        Assert.Equal((null, null), (Link(first, "prev"), Link(third, "next")));
    }

    private static IReadOnlyList<string> Rows(IParentNode page) =>
        [.. page.QuerySelectorAll("main a.row-line").Select(row => row.GetAttribute("href")!)];

    private static string? Link(IParentNode page, string way) =>
        page.QuerySelector($".pager [rel={way}]")?.GetAttribute("href");
}
