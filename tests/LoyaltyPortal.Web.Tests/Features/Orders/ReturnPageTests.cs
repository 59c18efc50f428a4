using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Orders;

/// <summary>The preview of a return tells what the return of the same pieces then answers, in every programme.</summary>
public abstract class ReturnPageTests(DemoPortal portal)
{
    private const int Pieces = 3;
    private readonly DateTimeOffset now = DemoPortal.Start;

    private Programme Programme => portal.Services.GetRequiredService<Programme>();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public async Task Taken_off_back_balances_and_level_are_those_of_the_return(int first, int second)
    {
        var (shopper, earning, paying) = await WithOrdersAsync();
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);
        foreach (var order in new[] { paying, earning })
        {
            var page = await browser.OpenAsync(PathOf(order) + $"/return?q-1={first}&q-2={second}");

            var lines = new[] { ("1", first), ("2", second) }.Where(line => line.Item2 > 0).ToArray();
            var done = (await portal.Till.Return(order, now, lines)).Is(201);
            Assert.Equal(done.Number("annulled"), -page.Figure("#taken-off") ?? 0);
            Assert.Equal(done.Number("restored"), page.Figure("#comes-back") ?? 0);
            Assert.Equal(
                done.Items("lots").Select(lot => lot.Number("points")),
                page.QuerySelectorAll("#moves .row-figure data").Select(Value)
            );
            Assert.Equal(done.Number("debt"), Row(page, "Долг")?.After ?? 0);
            var wallet = await WalletAsync(shopper);
            Assert.Equal(wallet.Active, Row(page, "Доступно")?.After);
            Assert.Equal(wallet.Pending, Row(page, "Ещё ждут")?.After ?? 0);
            if (Programme.Tiers.List.Count > 1)
            {
                Assert.Equal(done.Text("tierAfter.name"), page.QuerySelector("#level td:nth-child(3)")!.Plain());
            }
        }
    }

    [Fact]
    public async Task Asking_moves_no_points()
    {
        var (shopper, earning, paying) = await WithOrdersAsync();
        var before = (await WalletAsync(shopper), (await portal.Till.Ledger(shopper)).Count);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        await browser.OpenAsync(PathOf(earning) + "/return?q-1=3&q-2=3");
        await browser.OpenAsync(PathOf(paying) + "/return?q-1=3&q-2=3");

        Assert.Equal(before, (await WalletAsync(shopper), (await portal.Till.Ledger(shopper)).Count));
    }

    /// <summary>An order whose points can be spent, and one that some of them paid.</summary>
    protected async Task<(Shopper Shopper, Order Earning, Order Paying)> WithOrdersAsync()
    {
        var shopper = await portal.Till.NewShopper();
        await portal.Till.FillIn(shopper);
        var before = now.AddDays(-60);
        var earning = Goods(7_000).By(shopper).Paid(before).Received(before);
        (await portal.Till.Buy(earning)).Is(201);
        (await portal.Till.Tell(earning, "completed", before.AddDays(1))).Is(200);
        var paying = Goods(5_000).By(shopper).Paid(now);
        var most = (await portal.Till.Quote(paying)).Is(200).Number("redeem.max");
        Assert.True(most > 0, "Nothing can be spent: little is proved.");
        paying = paying.With("redemptionId", await portal.Till.Hold(paying, most));
        (await portal.Till.Buy(paying)).Is(201);
        return (shopper, earning, paying);
    }

    protected static string PathOf(Order order) => "/cabinet/orders/" + Uri.EscapeDataString(order.Id);

    /// <summary>Before and after of a row of balances.</summary>
    protected static (decimal Before, decimal After)? Row(IParentNode page, string name) =>
        page.QuerySelectorAll("#account tbody tr").FirstOrDefault(row => row.Children[0].Plain() == name) is { } row
            ? (Value(row.Children[1].QuerySelector("data")!), Value(row.Children[2].QuerySelector("data")!))
            : null;

    private static Order Goods(decimal price) =>
        Order.Of(
            new Line("1", price, Pieces, Points: 40),
            new Line("2", decimal.Round(price / 7, 2), Pieces, Points: 7)
        );

    private static decimal Value(IElement data) =>
        decimal.Parse(data.GetAttribute("value")!, CultureInfo.InvariantCulture);

    private async Task<(decimal Active, decimal Pending)> WalletAsync(Shopper shopper)
    {
        var wallet = (await portal.Till.Look(shopper)).At("wallets[0]")!;
        return (wallet.Number("active"), wallet.Number("pending"));
    }
}

public sealed class ReturnPageOfLusio(LusioPortal portal) : ReturnPageTests(portal), IClassFixture<LusioPortal>;

public sealed class ReturnPageOfPerfone(PerfonePortal portal) : ReturnPageTests(portal), IClassFixture<PerfonePortal>;

public sealed class ReturnPageOfAutostars(AutostarsPortal portal)
    : ReturnPageTests(portal),
        IClassFixture<AutostarsPortal>
{
    [Fact]
    public async Task What_comes_back_can_be_spent_from_tomorrow_on()
    {
        var (shopper, _, paying) = await WithOrdersAsync();
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var page = await browser.OpenAsync(PathOf(paying) + "/return?q-1=3");

        Assert.StartsWith("С 2 марта по ", Assert.Single(page.Texts("#moves .row-body")), StringComparison.Ordinal);
    }

    private readonly AutostarsPortal portal = portal;
}

public sealed class ReturnPageOfDelimano(DelimanoPortal portal) : ReturnPageTests(portal), IClassFixture<DelimanoPortal>
{
    private readonly DelimanoPortal portal = portal;

    [Fact]
    public async Task Points_of_the_club_card_come_back_to_their_own_wallet()
    {
        var shopper = await portal.Till.NewShopper();
        (await portal.Till.ActNow(shopper, "clubCard400")).Is(201);
        var order = Order.Of(2_500).By(shopper).With("channel", "phone").Paid(DemoPortal.Start);
        order = order.With("redemptionId", await portal.Till.Hold(order, 200));
        (await portal.Till.Buy(order)).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var page = await browser.OpenAsync(PathOf(order) + "/return?q-1=1");

        Assert.Equal("Бонусы «Клуб 5*»", page.QuerySelector("#account h2")!.Plain());
        Assert.Equal(200, page.Figure("#comes-back"));
        Assert.Equal((200, 400), Row(page, "Доступно"));
        Assert.Null(page.QuerySelector("#level"));
    }
}

/// <summary>lusio with promotions: one whose points a return takes back, and one whose points stay.</summary>
public sealed class PromotionsPortal() : PresetPortal("lusio")
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            var lusio = ((ProgrammeRead.Accepted)Presets.Read("lusio")).Programme;
            services
                .RemoveAll<Programme>()
                .AddSingleton(
                    lusio with
                    {
                        Promotions =
                        [
                            Promotion("double", new PromotionReward.Multiplied(Percent.Of(200)), returnsAnnul: true),
                            Promotion("gift", new PromotionReward.Fixed(Points.Whole(77)), returnsAnnul: false),
                        ],
                    }
                );
        });
    }

    private static Promotion Promotion(string id, PromotionReward reward, bool returnsAnnul) =>
        new(
            id,
            new LocalText("Акция", "Promotion"),
            new DateOnly(2026, 1, 1),
            new DateOnly(2028, 1, 1),
            new PromotionScope([], [], [], [], PromoCode: null),
            reward,
            Life: null,
            Combinable: true,
            PointsMayPay: true,
            returnsAnnul
        );
}

public sealed class ReturnPageOfPromotions(PromotionsPortal portal)
    : ReturnPageTests(portal),
        IClassFixture<PromotionsPortal>;

public sealed class ReturnPageOfStomatorg(StomatorgPortal portal)
    : ReturnPageTests(portal),
        IClassFixture<StomatorgPortal>
{
    private readonly StomatorgPortal portal = portal;

    [Theory]
    [InlineData("q-1=0", "q-1", "Укажите хотя бы одну штуку")]
    [InlineData("q-1=&q-2=", "q-1", "Укажите хотя бы одну штуку")]
    [InlineData("q-1=4", "q-1", "Можно вернуть не больше: 3")]
    [InlineData("q-1=99999999999", "q-1", "Можно вернуть не больше: 3")]
    [InlineData("q-1=1&q-2=abc", "q-2", "Введите целое число")]
    [InlineData("q-1=-1", "q-1", "Введите целое число")]
    [InlineData("q-1=1,5", "q-1", "Введите целое число")]
    public async Task Pieces_that_cannot_go_back_get_a_message_and_stay_as_typed(
        string query,
        string field,
        string says
    )
    {
        var (shopper, earning, _) = await WithOrdersAsync();
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var page = await browser.OpenAsync(PathOf(earning) + "/return?" + query);

        Assert.Equal(says, page.QuerySelector($"#{field}-message")!.Plain());
        Assert.Equal("true", page.QuerySelector($"[name={field}]")!.GetAttribute("aria-invalid"));
        Assert.Null(page.QuerySelector("#account"));
        foreach (var typed in query.Split('&').Select(each => each.Split('=')))
        {
            Assert.Equal(typed[1], ((IHtmlInputElement)page.QuerySelector($"[name={typed[0]}]")!).Value);
        }
    }

    [Fact]
    public async Task Orders_of_which_nothing_can_go_back_say_so()
    {
        var shopper = await portal.Till.NewShopper();
        var unpaid = Order.Of(1_000).By(shopper).PlacedAt(DemoPortal.Start);
        var cancelled = Order.Of(1_000).By(shopper).Paid(DemoPortal.Start);
        var returned = Order.Of(1_000).By(shopper).Paid(DemoPortal.Start);
        foreach (var order in new[] { unpaid, cancelled, returned })
        {
            (await portal.Till.Buy(order)).Is(201);
        }
        (await portal.Till.Tell(cancelled, "cancelled", DemoPortal.Start)).Is(200);
        (await portal.Till.Return(returned, DemoPortal.Start, ("1", 1))).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        foreach (
            var (order, says) in new[]
            {
                (unpaid, "Заказ ещё не оплачен"),
                (cancelled, "Заказ отменён"),
                (returned, "Всё уже возвращено"),
            }
        )
        {
            var page = await browser.OpenAsync(PathOf(order) + "/return?q-1=1");
            Assert.Equal(says, page.QuerySelector(".notice strong")!.Plain());
            Assert.Null(page.QuerySelector("[name=q-1]"));
            Assert.Null(page.QuerySelector("#account"));
        }
    }

    [Fact]
    public async Task The_whole_order_is_asked_for_by_one_link()
    {
        var (shopper, earning, _) = await WithOrdersAsync();
        (await portal.Till.Return(earning, DemoPortal.Start, ("2", 3))).Is(201);
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);

        var page = await browser.OpenAsync(PathOf(earning) + "/return");

        Assert.Contains(
            page.QuerySelectorAll("a"),
            link => link.GetAttribute("href") == PathOf(earning) + "/return?q-1=3#answer"
        );
        Assert.Null(page.QuerySelector("[name=q-2]"));
    }
}
