using System.Text.Json.Nodes;
using AngleSharp.Dom;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Calculator;

/// <summary>The calculator tells of a basket what the store API quotes for it: figures, days and sentences. Baskets carry
/// all the contract has to say, also what the form of a programme does not ask: that changes nothing there.</summary>
public abstract class SameAsQuotesTests(DemoPortal portal)
{
    private const int Baskets = 40;

    private Programme Programme => portal.Services.GetRequiredService<Programme>();

    [Fact]
    public async Task A_visitor_is_told_what_a_till_is_told_without_a_member()
    {
        using var browser = new MemberBrowser(portal);
        var chance = new Random(2027);
        for (var number = 0; number < Baskets; number++)
        {
            var basket = AnyBasket.Of(Programme, chance);
            var quote = (await portal.Till.Quote(basket.Quoted(buyer: null))).Is(200);

            var page = await browser.OpenAsync(basket.Typed());

            ExpectSameEarning(quote, page, basket);
        }
    }

    [Fact]
    public async Task A_member_is_told_what_a_till_is_told_of_that_member()
    {
        var shopper = await WithPointsAsync();
        using var browser = await MemberBrowser.SignedInAsync(portal, shopper);
        var chance = new Random(1961);
        var paying = 0;
        for (var number = 0; number < Baskets; number++)
        {
            var basket = AnyBasket.Of(Programme, chance);
            var quote = (await portal.Till.Quote(basket.Quoted(shopper))).Is(200);

            var page = await browser.OpenAsync(basket.Typed());

            ExpectSameEarning(quote, page, basket);
            Assert.Equal(quote.Number("redeem.max"), page.Figure("#pays"));
            Assert.Equal(Sentences(quote.Items("redeem.reasons")), page.Texts("#pays li"));
            paying += quote.Number("redeem.max") > 0 ? 1 : 0;
        }
        Assert.True(paying > Baskets / 8, $"Only {paying} baskets can be paid with points: little is proved.");
    }

    private static void ExpectSameEarning(JsonNode quote, IParentNode page, AnyBasket basket)
    {
        var earned = quote.Number("earn.points");
        Assert.True(earned == page.Figure("#earns"), $"{basket.Typed()}: {earned}, {page.Figure("#earns")}");
        var steps = quote.Items("earn.explanation").Where(reason => !IsOfLine(reason));
        Assert.Equal(
            Sentences(steps),
            page.Texts("#earns li").Concat(page.Texts("#dates li")).Concat(earned > 0 ? [] : Unsaid(quote))
        );
        if (earned > 0)
        {
            var days = page.QuerySelectorAll("#dates time").Select(day => day.Day()).ToList();
            var told = new[] { DayOf(quote, "earn.startsOn"), DayOf(quote, "earn.endsOn") }.OfType<DateOnly>();
            Assert.Equal(told, days.OfType<DateOnly>());
        }
        var rows = page.QuerySelectorAll("#lines tbody tr");
        Assert.Equal(basket.Lines.Count, rows.Length);
        foreach (var (line, row) in quote.Items("lines").Zip(rows))
        {
            Assert.Equal(line.Number("earn"), row.Figure("td:nth-child(2)") ?? 0);
            var tags = row.Texts("td .tag:not(.tag-good)").Where(tag => tag != "нельзя").Distinct();
            Assert.Equal(Sentences(line.Items("reasons")).Distinct(), tags);
        }
    }

    /// <summary>The API tells how long points live also where there are none; the page then says nothing of it.</summary>
    private static IEnumerable<string> Unsaid(JsonNode quote) =>
        Sentences(
            quote
                .Items("earn.explanation")
                .Where(reason =>
                    reason.Text("code") is var code
                    && (
                        code.StartsWith("usable-", StringComparison.Ordinal)
                        || code.StartsWith("waits-", StringComparison.Ordinal)
                        || code.StartsWith("lives-", StringComparison.Ordinal)
                        || code == "never-ends"
                    )
                )
        );

    private static bool IsOfLine(JsonNode reason) => reason.Text("code").StartsWith("line-", StringComparison.Ordinal);

    private static IEnumerable<string> Sentences(IEnumerable<JsonNode> reasons) =>
        reasons.Select(reason => string.Join(' ', reason.Text("text").Split([' ', '\u00A0'])));

    private static DateOnly? DayOf(JsonNode quote, string path) => quote.IsNull(path) ? null : quote.Day(path);

    /// <summary>A member with an order of two months ago, whose points can be spent.</summary>
    private async Task<Shopper> WithPointsAsync()
    {
        var shopper = await portal.Till.NewShopper();
        await portal.Till.FillIn(shopper);
        var before = DemoPortal.Start.AddDays(-60);
        var order = Order.Of(new Line("1", 60_000, Points: 3_000)).By(shopper).Paid(before).Received(before);
        (await portal.Till.Buy(order)).Is(201);
        (await portal.Till.Tell(order, "completed", before.AddDays(1))).Is(200);
        return shopper;
    }
}

public sealed class SameAsQuotesOfLusio(LusioPortal portal) : SameAsQuotesTests(portal), IClassFixture<LusioPortal>;

public sealed class SameAsQuotesOfDelimano(DelimanoPortal portal)
    : SameAsQuotesTests(portal),
        IClassFixture<DelimanoPortal>;

public sealed class SameAsQuotesOfAutostars(AutostarsPortal portal)
    : SameAsQuotesTests(portal),
        IClassFixture<AutostarsPortal>;

public sealed class SameAsQuotesOfPerfone(PerfonePortal portal)
    : SameAsQuotesTests(portal),
        IClassFixture<PerfonePortal>;

public sealed class SameAsQuotesOfStomatorg(StomatorgPortal portal)
    : SameAsQuotesTests(portal),
        IClassFixture<StomatorgPortal>;
