using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Calculator;

/// <summary>The calculator as a visitor uses it; figures by hand from programmes.md.</summary>
public sealed class CalculatorPageTests(
    StomatorgPortal stomatorg,
    LusioPortal lusio,
    DelimanoPortal delimano,
    AutostarsPortal autostars
)
    : IClassFixture<StomatorgPortal>,
        IClassFixture<LusioPortal>,
        IClassFixture<DelimanoPortal>,
        IClassFixture<AutostarsPortal>
{
    [Fact]
    public async Task At_first_there_is_one_line_and_no_answer()
    {
        var page = await OpenAsync(stomatorg, "/calculator");

        Assert.Single(page.QuerySelectorAll("[name^=price-]"));
        Assert.Null(page.QuerySelector("#earns"));
        Assert.Empty(page.QuerySelectorAll("[aria-invalid]"));
    }

    [Theory]
    [InlineData("base", 300, 300)]
    [InlineData("regular", 500, 500)]
    [InlineData("vip", 1000, 1500)]
    public async Task The_level_a_visitor_chooses_makes_the_rate_and_the_cap(string level, int earns, int pays)
    {
        var page = await OpenAsync(stomatorg, $"/calculator?level={level}&price-1=10 000,00&pieces-1=1");

        Assert.Equal((earns, pays), (page.Figure("#earns"), page.Figure("#pays")));
        Assert.Equal(level, Chosen(page, "level"));
    }

    [Theory]
    [InlineData("", "card", 25)]
    [InlineData("999,99", "card", 25)]
    [InlineData("1 000", "card", 30)]
    [InlineData("5000", "cash", 50)]
    [InlineData("5000", "instalments", 20)]
    public async Task The_total_of_earlier_orders_makes_the_rate_of_a_ladder(string total, string method, int earns)
    {
        var page = await OpenAsync(autostars, $"/calculator?payment={method}&total={total}&price-1=1000");

        Assert.Equal((earns, 150), (page.Figure("#earns"), page.Figure("#pays")));
    }

    [Theory]
    [InlineData("web", "1000", 0, "Платить со счёта можно в заказах дороже 1 000 ₽, сейчас — 1 000 ₽")]
    [InlineData("web", "1000,01", 900, "Со счёта можно оплатить до 90 % от 1 000,01 ₽: 900 бонусных баллов")]
    [InlineData("tv", "1999", 0, "Платить со счёта можно в заказах дороже 1 999 ₽, сейчас — 1 999 ₽")]
    [InlineData("tv", "1999,50", 0, "200 бонусных баллов за каждые полные 2 000 ₽: 0 бонусных баллов")]
    [InlineData("tv", "4100", 400, "200 бонусных баллов за каждые полные 2 000 ₽: 400 бонусных баллов")]
    public async Task What_points_may_pay_is_told_with_its_reason(string channel, string price, int pays, string why)
    {
        var page = await OpenAsync(delimano, $"/calculator?channel={channel}&price-1={price}");

        Assert.Equal(pays, page.Figure("#pays"));
        Assert.Contains(why, page.Texts("#pays li"));
    }

    [Fact]
    public async Task Points_of_a_product_are_asked_for_where_products_have_them()
    {
        var page = await OpenAsync(delimano, "/calculator?channel=web&price-1=2000&pieces-1=3&points-1=40");
        Assert.Equal(120, page.Figure("#earns"));

        var listed = await OpenAsync(delimano, "/calculator?channel=web&price-1=2000&pieces-1=2&article-1=110039862");
        Assert.Equal(300, listed.Figure("#earns"));
    }

    [Fact]
    public async Task Only_what_matters_to_the_programme_is_asked()
    {
        var ours = await OpenAsync(stomatorg, "/calculator");
        var theirs = await OpenAsync(lusio, "/calculator");

        Assert.Empty(ours.QuerySelectorAll("[name=payment], [name=total], [name^=points-], [name^=article-]"));
        Assert.NotNull(ours.QuerySelector("[name=promo]"));
        Assert.Equal(["Service", "NoPoints"], MarksOf(ours));
        Assert.NotNull(theirs.QuerySelector("[name=payment]"));
        Assert.Null(theirs.QuerySelector("[name=promo]"));
        Assert.Equal(["Service", "GiftCard", "OnOffer", "Outlet", "NoPoints"], MarksOf(theirs));
    }

    [Theory]
    [InlineData("price-1=abc", "price-1", "Введите сумму числом, например 1 250,50")]
    [InlineData("price-1=-5", "price-1", "Введите сумму числом, например 1 250,50")]
    [InlineData("price-1=1,255", "price-1", "После запятой — не больше двух цифр")]
    [InlineData("price-1=100000000,01", "price-1", "Не больше 100 000 000 ₽")]
    [InlineData("price-1=", "price-1", "Введите цену, например 1 250,50")]
    [InlineData("price-1=&pieces-1=3", "price-1", "Введите цену, например 1 250,50")]
    [InlineData("price-1=5&pieces-1=0", "pieces-1", "Введите целое число от 1 до 9 999")]
    [InlineData("price-1=5&pieces-1=10000", "pieces-1", "Введите целое число от 1 до 9 999")]
    [InlineData("price-1=5&pieces-1=1,5", "pieces-1", "Введите целое число от 1 до 9 999")]
    [InlineData("price-1=5&pieces-1=2&discount-1=10,01", "discount-1", "Скидка больше, чем стоит товар: 10 ₽")]
    [InlineData("price-1=5&pieces-1=2&discount-1=x", "discount-1", "Введите сумму числом, например 1 250,50")]
    public async Task What_cannot_be_reckoned_says_so_at_its_field_and_stays(string query, string field, string says)
    {
        var page = await OpenAsync(stomatorg, "/calculator?" + query);

        var input = Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector($"[name='{field}']"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(says, page.QuerySelector($"#{field}-message")!.Plain());
        Assert.Contains($"{field}-message", input.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#earns"));
        foreach (var typed in query.Split('&').Select(each => each.Split('=', 2)))
        {
            Assert.Equal(typed[1], ((IHtmlInputElement)page.QuerySelector($"[name='{typed[0]}']")!).Value);
        }
    }

    [Fact]
    public async Task One_more_line_keeps_what_was_typed_and_ten_are_all()
    {
        var typed = "channel=web&price-1=abc&pieces-1=2&discount-1=7&mark-1=Service&level=vip";
        var two = await OpenAsync(stomatorg, $"/calculator?{typed}&add=1");

        Assert.Equal(2, two.QuerySelectorAll("[name^=price-]").Length);
        Assert.Equal("abc", ((IHtmlInputElement)two.QuerySelector("[name=price-1]")!).Value);
        Assert.True(((IHtmlInputElement)two.QuerySelector("[name=mark-1][value=Service]")!).IsChecked);
        Assert.Equal("vip", Chosen(two, "level"));
        Assert.Empty(two.QuerySelectorAll("[aria-invalid]"));

        var ten = await OpenAsync(stomatorg, "/calculator?price-10=5&price-11=5&price-999=5&add=1");
        Assert.Equal(10, ten.QuerySelectorAll("[name^=price-]").Length);
        Assert.Null(ten.QuerySelector("[name=add]"));
    }

    [Fact]
    public async Task Lines_left_empty_are_passed_over()
    {
        var page = await OpenAsync(
            stomatorg,
            "/calculator?price-1=&pieces-1=1&discount-1=&price-2=10000&pieces-2=1&price-3=&pieces-3=1"
        );

        Assert.Equal(300, page.Figure("#earns"));
        Assert.Single(page.QuerySelectorAll("#lines tbody tr"));
    }

    [Fact]
    public async Task The_largest_basket_that_can_be_typed_is_reckoned()
    {
        var lines = string.Join(
            '&',
            Enumerable.Range(1, 10).Select(line => $"price-{line}=100000000&pieces-{line}=9999&points-{line}=1000000")
        );

        Assert.True((await OpenAsync(stomatorg, "/calculator?level=vip&" + lines)).Figure("#earns") > 0);
        Assert.True((await OpenAsync(delimano, "/calculator?" + lines)).Figure("#earns") > 0);
        Assert.True((await OpenAsync(autostars, "/calculator?total=10000000000&" + lines)).Figure("#earns") > 0);
    }

    [Fact]
    public async Task Questions_in_the_address_that_make_no_sense_are_passed_over()
    {
        var page = await OpenAsync(
            stomatorg,
            $"/calculator?channel=moon&level=king&payment=gold&mark-1=Everything&price-1=10000&price-1=5&promo={new string('x', 900)}"
        );

        Assert.Equal(300, page.Figure("#earns"));
        Assert.Equal("Промокод и оплата со счёта вместе не действуют", Assert.Single(page.Texts("#pays li")));
    }

    [Fact]
    public async Task A_member_is_reckoned_for_at_the_own_level_whatever_the_address_says()
    {
        var shopper = await stomatorg.Till.NewShopper();
        using var browser = await MemberBrowser.SignedInAsync(stomatorg, shopper);

        var page = await browser.OpenAsync("/calculator?level=vip&price-1=10000");

        Assert.Equal((300, 0), (page.Figure("#earns"), page.Figure("#pays")));
        Assert.Null(page.QuerySelector("[name=level]"));
        Assert.Contains("Доступно на счёте: 0 бонусов", page.Texts("#pays li"));
    }

    private static IEnumerable<string> MarksOf(IParentNode page) =>
        page.QuerySelectorAll("[name=mark-1]").Select(mark => mark.GetAttribute("value")!);

    private static string? Chosen(IParentNode page, string field) =>
        page.QuerySelector($"[name={field}] [selected]")?.GetAttribute("value");

    private static async Task<IHtmlDocument> OpenAsync(DemoPortal portal, string path)
    {
        using var browser = new MemberBrowser(portal);
        return await browser.OpenAsync(path);
    }
}
