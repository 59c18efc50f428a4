using System.Globalization;
using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The rows of perfone (programmes.md): six levels for life, points usable after 14 days.</summary>
public sealed class PerfoneTests(PerfonePortal portal) : IClassFixture<PerfonePortal>
{
    private Till Till => portal.Till;

    // Tiers and earning.

    public static TheoryData<decimal, string, decimal> Levels =>
        new()
        {
            { 299_999.99m, "base", 50 },
            { 300_000, "standart", 70 },
            { 699_999.99m, "standart", 70 },
            { 700_000, "gold", 100 },
            { 999_999.99m, "gold", 100 },
            { 1_000_000, "platinum", 150 },
            { 1_499_999.99m, "platinum", 150 },
            { 1_500_000, "luxe", 200 },
            { 2_999_999.99m, "luxe", 200 },
            { 3_000_000, "premium", 250 },
        };

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_level_goes_by_the_paid_sum_of_a_lifetime_from_the_day_after_payment(
        decimal sum,
        string level,
        decimal pointsOfAThousand
    )
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Buy(shopper, sum);

        await Till.MoveTo(Moscow.End(day));
        Assert.Equal("base", await Till.Tier(shopper));
        Assert.Equal(50, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("earn.points"));
        await Till.MoveTo(Moscow.Start(day.AddDays(1)));

        Assert.Equal(level, await Till.Tier(shopper));
        Assert.Equal(pointsOfAThousand, (await Buy(shopper, 1_000)).Number("earned.points"));
    }

    [Fact]
    public async Task A_level_is_kept_for_life()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Buy(shopper, 700_000);

        await Till.MoveTo(Moscow.Noon(day.AddYears(6)));

        var member = await Till.Look(shopper);
        Assert.Equal(("gold", 300_000), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
        Assert.NotEmpty(member.Items("tier.benefits"));
    }

    [Fact]
    public async Task A_return_lowers_the_level_at_once_and_unreceived_goods_count()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(new("1", 299_999), new("2", 0.01m, 100)).By(shopper).Paid(await Till.Now());
        (await Till.Buy(order)).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));
        Assert.Equal("standart", await Till.Tier(shopper));

        var done = (await Till.Return(order, await Till.Now(), ("2", 1))).Is(201);

        Assert.Equal(("standart", "base"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        Assert.Equal(0.01m, (await Till.Look(shopper)).Number("nextTier.sumMissing"));
    }

    [Fact]
    public async Task Points_are_pending_from_payment_and_usable_fourteen_days_after_the_later_of_paid_and_delivered()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(await Till.Now());
        var paid = (await Till.Buy(order)).Is(201);
        Assert.True(paid.IsNull("earned.startsOn"));
        Assert.Equal(new Purse(0, Pending: 50), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.End(day.AddDays(3)));

        var received = (await Till.Tell(order, "received", await Till.Now())).Is(200);

        var start = day.AddDays(17);
        Assert.Equal("received", received.Text("status"));
        Assert.Equal((start, start.AddMonths(12)), (received.Day("earned.startsOn"), received.Day("earned.endsOn")));
        await Till.MoveTo(Moscow.End(day.AddDays(16)));
        Assert.Equal(new Purse(0, Pending: 50), await Till.PurseOf(shopper));
        Assert.Equal(0, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("redeem.max"));
        await Till.MoveTo(Moscow.Start(start));
        Assert.Equal(new Purse(50), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.End(start.AddMonths(12)));
        Assert.Equal(new Purse(50), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.Start(start.AddMonths(12).AddDays(1)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
    }

    [Theory]
    // Paid and received; 14 days after the later; 12 months after that.
    [InlineData("web", "2026-01-10", "2026-01-20", "2026-02-03", "2027-02-03")]
    [InlineData("web", "2026-01-20", "2026-01-10", "2026-02-03", "2027-02-03")]
    [InlineData("boutique", "2026-01-10", null, "2026-01-24", "2027-01-24")]
    [InlineData("boutique", "2026-01-10", "2026-01-12", "2026-01-26", "2027-01-26")]
    [InlineData("boutique", "2024-02-15", null, "2024-02-29", "2025-02-28")]
    [InlineData("boutique", "2026-12-18", null, "2027-01-01", "2028-01-01")]
    [InlineData("boutique", "2023-02-14", null, "2023-02-28", "2024-02-28")]
    public async Task Twelve_months_run_from_activation(
        string channel,
        string paid,
        string? received,
        string starts,
        string ends
    )
    {
        var first = string.CompareOrdinal(received ?? paid, paid) < 0 ? received! : paid;
        var order = Order
            .Of(1_000)
            .By(await Till.NewShopper())
            .With("channel", channel)
            .PlacedAt(Noon(first))
            .Paid(Noon(paid));
        order = received is null ? order : order.Received(Noon(received));

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal((starts, ends), (purchase.Text("earned.startsOn"), purchase.Text("earned.endsOn")));
    }

    [Fact]
    public async Task Promotions_where_bonuses_are_off_services_and_points_earn_nothing()
    {
        var shopper = await NewShopperWith500();

        // 100 over 600 and 400; 5 % of 540 is 27. Services and delivery are never in.
        var purchase = await Till.BuyWith(
            Order
                .Of(new("1", 600), new("2", 400, Mark: "noPoints"), new("3", 300, Mark: "service"))
                .With("deliveryFee", 200),
            shopper,
            100
        );

        Assert.Equal([60, 40, 0], purchase.Lines("redeemed"));
        Assert.Equal(27, purchase.Number("earned.points"));
        Assert.Contains("line-no-points", purchase.Codes("earned.explanation"));
        Assert.Equal(1_400, purchase.Number("moneyPaid"));
    }

    // Spending: half of the order.

    public static TheoryData<int, Line[]> Caps =>
        new()
        {
            { 400, [new("1", 800)] },
            { 400, [new("1", 1_000, Discount: 200)] },
            { 400, [new("1", 801.99m)] },
            { 399, [new("1", 799.99m)] },
            { 400, [new("1", 400, Mark: "noPoints"), new("2", 400, Mark: "onOffer"), new("3", 400, Mark: "service")] },
            { 0, [new("1", 1.99m)] },
            { 1, [new("1", 2)] },
            { 500, [new("1", 5_000)] },
        };

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task Points_pay_half_of_the_order_after_discounts(int most, Line[] lines)
    {
        var shopper = await NewShopperWith500();
        var order = Order.Of(lines).By(shopper).With("promoCode", "SPRING").With("deliveryFee", 300);

        Assert.Equal(most, (await Till.Quote(order)).Is(200).Number("redeem.max"));

        (await Till.Redeem(order, most + 1)).IsRefused(422, "redemption-not-allowed");
        if (most > 0)
        {
            var redemption = (await Till.Redeem(order, most)).Is(201);
            Assert.Equal(("none", "held"), (redemption.Text("confirmation"), redemption.Text("status")));
        }
    }

    // Returns.

    [Fact]
    public async Task Points_for_goods_not_bought_out_burn_before_they_were_usable()
    {
        // 5 % of 700 + 300; the line of 300 is refused at delivery.
        var shopper = await Till.NewShopper();
        var order = Order.Of(new("1", 700), new("2", 300)).By(shopper).Paid(await Till.Now());
        Assert.Equal(50, (await Till.Buy(order)).Is(201).Number("earned.points"));

        Assert.Equal((15, 0, 0), (await Till.Return(order, await Till.Now(), ("2", 1))).Is(201).Undone());

        Assert.Equal(new Purse(0, Pending: 35), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task Spent_points_are_restored_to_the_lots_they_came_from_the_last_ending_first()
    {
        // 100 that end a day before 500 more; 300 spent are 100 and 200. Pieces give 150 each: 150; then 50 and 100.
        var shopper = await NewShopperWith500();
        var end = Moscow.DayOf(await Till.Now()).AddMonths(12);
        (await Till.Buy(InBoutique(2_000).By(shopper).Paid((await Till.Now()).AddDays(-15)))).Is(201);
        var order = Order.Of(new Line("1", 500, 2));
        await Till.BuyWith(order, shopper, 300);
        Assert.Equal(300, (await Till.PurseOf(shopper)).Active);

        var first = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);
        var second = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(150m, end)], first.Filled());
        var sooner = Moscow.DayOf(await Till.Now()).AddDays(-1).AddMonths(12);
        Assert.Equal([(50m, end), (100m, sooner)], second.Filled());
        Assert.Equal(new Purse(600), await Till.PurseOf(shopper));
        Assert.Equal([(100, sooner), (500, end)], await Till.Ending(shopper));
    }

    [Fact]
    public async Task Of_two_lots_that_end_on_one_day_the_one_posted_first_is_spent_first_also_when_it_was_pending()
    {
        // Both start today. The first was posted pending and received later; the second was usable when posted.
        var today = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var paid = Moscow.Noon(today.AddDays(-14));
        var pending = Order.Of(2_000).By(shopper).Paid(paid);
        (await Till.Buy(pending)).Is(201);
        (await Till.Buy(InBoutique(2_000).By(shopper).Paid(paid))).Is(201);
        (await Till.Tell(pending, "received", paid.AddHours(1))).Is(200);
        Assert.Equal(new Purse(200), await Till.PurseOf(shopper));

        var order = Order.Of(1_000);
        await Till.BuyWith(order, shopper, 50);

        var lot = (await Till.Ledger(shopper)).Single(each => each.Text("orderId") == pending.Id).Text("lotId");
        var back = (await Till.AskReturn(order, await Till.Now(), ("1", 1))).Is(200);
        Assert.Equal(lot, Assert.Single(back.Items("lots")).Text("lotId"));
    }

    [Fact]
    public async Task A_debt_waits_for_points_to_become_usable_and_for_points_that_come_back()
    {
        // 500 of a boutique's order, all spent on two pieces of 1,000 that earn 5 % of 1,500.
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var first = InBoutique(10_000);
        await Buy(shopper, first);
        await Till.MoveTo(Moscow.Noon(day.AddDays(14)));
        var second = Order.Of(new Line("1", 1_000, 2));
        Assert.Equal(75, (await Till.BuyWith(second, shopper, 500)).Number("earned.points"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(16)));
        (await Till.Tell(second, "received", await Till.Now())).Is(200);
        await Till.MoveTo(Moscow.Noon(day.AddDays(20)));
        Assert.Equal((500, 0, 500), (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201).Undone());

        await Till.MoveTo(Moscow.End(day.AddDays(29)));
        Assert.Equal(new Purse(0, Pending: 75, Debt: 500), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(30)));
        Assert.Equal(new Purse(0, Debt: 425), await Till.PurseOf(shopper));

        // A piece gives 250 back and loses half of 75, half up, which the debt has taken: 425 + 38 - 250.
        Assert.Equal((38, 250, 213), (await Till.Return(second, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal((37, 250, 0), (await Till.Return(second, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        await Till.SumsAgree(shopper);
    }

    private static DateTimeOffset Noon(string day) =>
        Moscow.Noon(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static Order InBoutique(decimal price) => Order.Of(price).With("channel", "boutique");

    private Task<JsonNode> Buy(Shopper shopper, decimal price) => Buy(shopper, InBoutique(price));

    private async Task<JsonNode> Buy(Shopper shopper, Order order) =>
        (await Till.Buy(order.By(shopper).Paid(await Till.Now()))).Is(201);

    /// <summary>Somebody with 500 points usable from today on: 5 % of 10,000 paid in a boutique 14 days ago.</summary>
    private async Task<Shopper> NewShopperWith500()
    {
        var shopper = await Till.NewShopper();
        (await Till.Buy(InBoutique(10_000).By(shopper).Paid((await Till.Now()).AddDays(-14)))).Is(201);
        Assert.Equal(new Purse(500), await Till.PurseOf(shopper));
        return shopper;
    }
}
