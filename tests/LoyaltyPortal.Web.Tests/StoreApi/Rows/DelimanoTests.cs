using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The rows of delimano (programmes.md): points per product, two wallets.</summary>
public sealed class DelimanoTests(DelimanoPortal portal) : IClassFixture<DelimanoPortal>
{
    private Till Till => portal.Till;

    // Joining.

    [Fact]
    public async Task A_legal_entity_earns_and_spends_nothing_and_is_told_why()
    {
        var shopper = await NewShopperWith(1_000);
        await Till.NoteKind(shopper, "legalEntity");
        Assert.Equal("legalEntity", (await Till.Look(shopper)).Text("kind"));
        var order = Order.Of(new Line("1", 2_000, Points: 50)).By(shopper);

        var quote = (await Till.Quote(order)).Is(200);
        Assert.Equal((0, 0), (quote.Number("earn.points"), quote.Number("redeem.max")));
        Assert.Contains("legal-entity", quote.Codes("earn.explanation"));
        Assert.Equal(["legal-entity"], quote.Codes("redeem.reasons"));
        (await Till.Redeem(order, 1)).IsRefused(422, "redemption-not-allowed");
        var purchase = (await Till.Buy(order.Paid(await Till.Now()))).Is(201);
        Assert.Equal(0, purchase.Number("earned.points"));
        Assert.Contains("legal-entity", purchase.Codes("earned.explanation"));
        var review = (await Act(shopper, "marketplaceReview", Till.NewName("RUS"))).Is(201);
        Assert.Equal(0, review.Number("points"));

        await Till.NoteKind(shopper, "person");
        Assert.Equal(1_000, (await Till.Quote(order)).Is(200).Number("redeem.max"));
    }

    // Earning: a fixed number of points per product.

    [Fact]
    public async Task Points_come_with_the_line_or_from_the_list_of_products()
    {
        var order = Order
            .Of(
                new("1", 500, 3, Points: 25),
                new("2", 990, 2, Sku: "110039862"),
                new("3", 700, 1, Points: 10, Sku: "110039862"),
                new("4", 800),
                new("5", 300, 1, Points: 5, Mark: "service"),
                new("6", 300, 1, Points: 5, Mark: "noPoints"),
                new("7", 300, 1, Points: 5, Mark: "giftCard"),
                new("8", 300, 1, Points: 5, Discount: 300),
                new("9", 300, 2, Points: 7, Discount: 599.99m)
            )
            .By(await Till.NewShopper())
            .With("deliveryFee", 400);

        var purchase = (await Till.Buy(order.Paid(await Till.Now()))).Is(201);

        // 3 x 25; 2 x 150 of the list; the line's own figure before the list's; nothing for a line of price 0.
        Assert.Equal([75, 300, 10, 0, 0, 0, 5, 0, 14], purchase.Lines("earned"));
        Assert.Equal(404, purchase.Number("earned.points"));
        Assert.Equal("web", purchase.Text("earned.wallet"));
    }

    [Fact]
    public async Task Goods_paid_with_points_earn_their_part_line_by_line_rounded_down()
    {
        // 500 over 1,400 and 601: 349.83 and 150.17. floor(66 x 1050.17 / 1400) = floor(49.508), and
        // floor(20 x 450.83 / 601) = floor(15.003).
        var shopper = await NewShopperWith(1_000);

        var purchase = await Till.BuyWith(
            Order.Of(new("1", 700, 2, Points: 33), new("2", 601, Points: 20)),
            shopper,
            500
        );

        Assert.Equal([349.83m, 150.17m], purchase.Lines("redeemed"));
        Assert.Equal([49, 15], purchase.Lines("earned"));
        Assert.Equal(64, purchase.Number("earned.points"));
    }

    [Fact]
    public async Task Points_are_pending_from_payment_and_active_at_completion_for_four_months_from_then()
    {
        // 31 October + 4 months is the last day of February.
        await Till.NextDate(10, 27);
        var shopper = await Till.NewShopper();
        var order = Order.Of(new Line("1", 500, Points: 40)).By(shopper).PlacedAt(await Till.Now());
        var placed = (await Till.Buy(order)).Is(201);
        Assert.Equal(("placed", 0), (placed.Text("status"), placed.Number("earned.points")));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "web"));

        await Till.NextDay();
        var paid = (await Till.Tell(order, "paid", await Till.Now())).Is(200);
        Assert.Equal(("paid", 40), (paid.Text("status"), paid.Number("earned.points")));
        Assert.True(paid.IsNull("earned.startsOn") && paid.IsNull("earned.endsOn"));
        await Till.NextDay();
        Assert.Equal("paid", (await Till.Tell(order, "received", await Till.Now())).Is(200).Text("status"));
        Assert.Equal(new Purse(0, Pending: 40), await Till.PurseOf(shopper, "web"));
        await Till.NextDay();
        var day = await Till.NextDay();
        Assert.Equal((10, 31), (day.Month, day.Day));
        var done = (await Till.Tell(order, "completed", await Till.Now())).Is(200);

        var end = new DateOnly(day.Year + 1, 3, 1).AddDays(-1);
        Assert.Equal("completed", done.Text("status"));
        Assert.Equal((day, end), (done.Day("earned.startsOn"), done.Day("earned.endsOn")));
        Assert.Equal(new Purse(40), await Till.PurseOf(shopper, "web"));
        await Till.MoveTo(Moscow.End(end));
        Assert.Equal(new Purse(40), await Till.PurseOf(shopper, "web"));
        await Till.MoveTo(Moscow.Start(end.AddDays(1)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "web"));
        await Till.SumsAgree(shopper, "web");
    }

    [Theory]
    [InlineData("2025-10-31", "2026-02-28")]
    [InlineData("2023-10-31", "2024-02-29")]
    [InlineData("2026-02-28", "2026-06-28")]
    [InlineData("2026-12-31", "2027-04-30")]
    [InlineData("2026-11-01", "2027-03-01")]
    public async Task Four_months_end_on_the_same_day_or_the_last_of_the_month(string from, string to)
    {
        var day = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var order = Order.Of(new Line("1", 500, Points: 40)).By(await Till.NewShopper()).Paid(Moscow.Noon(day));
        (await Till.Buy(order)).Is(201);

        var done = (await Till.Tell(order, "completed", Moscow.End(day))).Is(200);

        Assert.Equal((from, to), (done.Text("earned.startsOn"), done.Text("earned.endsOn")));
    }

    [Fact]
    public async Task An_order_paid_on_delivery_after_it_was_completed_by_phone_gives_its_points_when_it_is_paid()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(new Line("1", 500, Points: 40)).By(shopper).PlacedAt(await Till.Now());
        (await Till.Buy(order.With("paymentMethod", "cash"))).Is(201);
        (await Till.Tell(order, "completed", await Till.Now())).Is(200);
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "web"));

        await Till.MoveTo(Moscow.Noon(day.AddDays(2)));
        var paid = (await Till.Tell(order, "paid", await Till.Now())).Is(200);

        Assert.Equal(("completed", day.AddDays(2)), (paid.Text("status"), paid.Day("earned.startsOn")));
        Assert.Equal(new Purse(40), await Till.PurseOf(shopper, "web"));
    }

    [Fact]
    public async Task A_part_spent_lot_keeps_its_date()
    {
        var day = await Till.NextDay();
        var shopper = await NewShopperWith(1_000);
        var end = day.AddMonths(4);

        await Till.BuyWith(Order.Of(2_000), shopper, 400);

        Assert.Equal([(600, end)], await Till.Ending(shopper, "web"));
    }

    [Theory]
    [InlineData("tv")]
    [InlineData("catalogue")]
    [InlineData("phone")]
    public async Task Goods_ordered_by_tv_catalogue_and_phone_earn_nothing(string channel)
    {
        var order = Order
            .Of(new Line("1", 5_000, Points: 100))
            .By(await Till.NewShopper())
            .Paid(await Till.Now())
            .With("channel", channel);

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal(0, purchase.Number("earned.points"));
        Assert.Contains("channel-earns-nothing", purchase.Codes("earned.explanation"));
    }

    // Spending on the web: 90 % of goods over 1,000.

    public static TheoryData<int, Line[]> WebCaps =>
        new()
        {
            { 0, [new("1", 1_000)] },
            { 900, [new("1", 1_000.01m)] },
            { 0, [new("1", 999.99m)] },
            { 1_799, [new("1", 1_999.99m)] },
            { 0, [new("1", 1_000), new("2", 500, Mark: "service")] },
            { 901, [new("1", 1_001.50m), new("2", 500, Mark: "service")] },
            { 0, [new("1", 1_100, Discount: 100)] },
            { 990, [new("1", 1_200, Discount: 100)] },
            { 1_080, [new("1", 600, Mark: "noPoints"), new("2", 600, Mark: "giftCard")] },
        };

    [Theory]
    [MemberData(nameof(WebCaps))]
    public async Task On_the_web_points_pay_ninety_per_cent_of_goods_over_a_thousand(int most, Line[] lines)
    {
        var order = Order.Of(lines).By(await NewShopperWith(2_000)).With("deliveryFee", 500);

        var quote = (await Till.Quote(order)).Is(200);

        Assert.Equal(("web", most), (quote.Text("redeem.wallet"), quote.Number("redeem.max")));
        Assert.Equal(1_000, quote.Number("redeem.minimumBasket"));
        if (most == 0)
        {
            Assert.Contains("basket-too-small", quote.Codes("redeem.reasons"));
        }
        Assert.Equal(most, (await Till.Redeem(order, most + 1)).IsRefused(422, "redemption-not-allowed").Number("max"));
        if (most > 0)
        {
            var redemption = (await Till.Redeem(order, most)).Is(201);
            Assert.Equal(("none", "held"), (redemption.Text("confirmation"), redemption.Text("status")));
        }
    }

    // Spending by tv, catalogue and phone: 200 per full 2,000.

    public static TheoryData<string, decimal, int> Steps =>
        new()
        {
            { "tv", 1_999, 0 },
            { "tv", 1_999.50m, 0 },
            { "tv", 1_999.99m, 0 },
            { "tv", 2_000, 200 },
            { "catalogue", 3_999, 200 },
            { "catalogue", 3_999.99m, 200 },
            { "catalogue", 4_000, 400 },
            { "phone", 5_999.99m, 400 },
            { "phone", 6_000, 600 },
            { "phone", 7_999.99m, 600 },
            { "tv", 8_000, 800 },
            { "tv", 9_999.99m, 800 },
            { "catalogue", 10_000, 1_000 },
            { "phone", 12_000, 1_200 },
            { "phone", 14_000, 1_200 },
        };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Two_hundred_points_pay_for_every_full_two_thousand(string channel, decimal sum, int most)
    {
        // 400 + 800 on the cards: the last row ends at the balance.
        var shopper = await Till.NewShopper();
        (await Act(shopper, "clubCard400")).Is(201);
        (await Act(shopper, "clubCard800")).Is(201);
        var order = Order
            .Of(new("1", sum + 50, Discount: 50), new("2", 5_000, Mark: "service"))
            .By(shopper)
            .With("channel", channel);

        var quote = (await Till.Quote(order)).Is(200);

        Assert.Equal(("club", most), (quote.Text("redeem.wallet"), quote.Number("redeem.max")));
        Assert.Equal(200, quote.Number("redeem.step"));
        var off = (await Till.Redeem(order, 100)).IsRefused(422, "redemption-not-allowed");
        Assert.Equal(most, off.Number("max"));
        Assert.Contains("off-the-step", off.Codes("reasons"));
        (await Till.Redeem(order, most + 200)).IsRefused(422, "redemption-not-allowed");
        if (most > 0)
        {
            var redemption = (await Till.Redeem(order, most)).Is(201);
            Assert.Equal(("none", "held"), (redemption.Text("confirmation"), redemption.Text("status")));
        }
    }

    [Fact]
    public async Task Points_left_of_a_card_are_spent_in_whole_steps()
    {
        var shopper = await Till.NewShopper();
        (await Act(shopper, "clubCard400")).Is(201);
        var order = Order.Of(10_000).By(shopper).With("channel", "phone");
        Assert.Equal(400, (await Till.Quote(order)).Is(200).Number("redeem.max"));

        var purchase = await Till.BuyWith(Order.Of(2_100).With("channel", "tv"), shopper, 200);

        Assert.Equal((200, 1_900), (purchase.Number("redeemed"), purchase.Number("moneyPaid")));
        Assert.Equal(new Purse(200), await Till.PurseOf(shopper, "club"));
        Assert.Equal(200, (await Till.Quote(order)).Is(200).Number("redeem.max"));
    }

    // Two wallets.

    [Fact]
    public async Task Points_of_the_web_stay_on_the_web_and_points_of_the_card_off_it()
    {
        var shopper = await NewShopperWith(1_000);
        (await Act(shopper, "clubCard800")).Is(201);
        Assert.Equal(new Purse(1_000), await Till.PurseOf(shopper, "web"));
        Assert.Equal(new Purse(800), await Till.PurseOf(shopper, "club"));
        var web = Order.Of(8_000).By(shopper);
        var phone = web.With("channel", "phone");

        Assert.Equal(1_000, (await Till.Quote(web)).Is(200).Number("redeem.max"));
        Assert.Equal(800, (await Till.Quote(phone)).Is(200).Number("redeem.max"));
        var hold = await Till.Hold(web, 1_000);
        (await Till.Buy(phone.Paid(await Till.Now()).With("redemptionId", hold))).IsRefused(422, "redemption-mismatch");
        (await Till.Cancel(hold)).Is(200);
        var order = Order.Of(8_000).With("channel", "catalogue");
        await Till.BuyWith(order, shopper, 800);

        Assert.Equal(new Purse(1_000), await Till.PurseOf(shopper, "web"));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "club"));
        (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);
        Assert.Equal(new Purse(800), await Till.PurseOf(shopper, "club"));
        await Till.SumsAgree(shopper, "web");
        await Till.SumsAgree(shopper, "club");
    }

    [Theory]
    [InlineData("clubCard400", 400)]
    [InlineData("clubCard800", 800)]
    public async Task A_club_card_gives_its_points_at_once_for_ninety_days(string card, int points)
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();

        var given = (await Act(shopper, card)).Is(201);

        Assert.Equal((points, day, day.AddDays(90)), Given(given));
        await Till.MoveTo(Moscow.End(day.AddDays(90)));
        Assert.Equal(new Purse(points), await Till.PurseOf(shopper, "club"));
        await Till.MoveTo(Moscow.Start(day.AddDays(91)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "club"));
    }

    // Extra points.

    [Fact]
    public async Task A_review_gives_five_for_text_and_ten_for_pictures_each_once_per_product_and_member()
    {
        var day = await Till.NextDay();
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        var end = day.AddMonths(4);

        Assert.Equal((5, day, end), Given((await Act(anna, "reviewText", sku: "PAN")).Is(201)));
        Assert.Equal((10, day, end), Given((await Act(anna, "reviewPictures", sku: "PAN")).Is(201)));
        (await Act(anna, "reviewText", sku: "PAN")).IsRefused(409, "already-exists");
        (await Act(anna, "reviewPictures", sku: "PAN")).IsRefused(409, "already-exists");
        (await Act(anna, "reviewText", sku: "POT")).Is(201);
        (await Act(boris, "reviewText", sku: "PAN")).Is(201);
        (await Act(boris, "reviewText")).IsMalformed("$.sku");

        Assert.Equal(new Purse(20), await Till.PurseOf(anna, "web"));
        Assert.Equal(new Purse(5), await Till.PurseOf(boris, "web"));
    }

    [Fact]
    public async Task A_marketplace_review_gives_thirty_once_per_order_whose_number_starts_with_RUS()
    {
        var day = await Till.NextDay();
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        var reference = Till.NewName("RUS");

        (await Act(anna, "marketplaceReview", "123-RUS-1")).IsRefused(422, "reference-wrong");
        Assert.Equal((30, day, day.AddMonths(4)), Given((await Act(anna, "marketplaceReview", reference)).Is(201)));
        (await Act(anna, "marketplaceReview", reference)).IsRefused(409, "already-exists");
        (await Act(boris, "marketplaceReview", reference)).IsRefused(409, "already-exists");
        (await Act(anna, "marketplaceReview", Till.NewName("RUS"))).Is(201);

        Assert.Equal(new Purse(60), await Till.PurseOf(anna, "web"));
        Assert.Equal(new Purse(0), await Till.PurseOf(boris, "web"));
    }

    // Returns.

    [Fact]
    public async Task Piece_by_piece_ends_where_all_at_once_ends()
    {
        // 3 x 500 with 700 points earn floor(33 x 800 / 1500) = 17. A third: 5.67 and 233.33; two thirds: 11.33, 466.67.
        var (one, other) = (await NewShopperWith(1_000), await NewShopperWith(1_000));
        var (byPiece, atOnce) = (
            Order.Of(new Line("1", 500, 3, Points: 11)),
            Order.Of(new Line("1", 500, 3, Points: 11))
        );
        Assert.Equal(17, (await Till.BuyWith(byPiece, one, 700)).Number("earned.points"));
        await Till.BuyWith(atOnce, other, 700);
        var now = await Till.Now();

        Assert.Equal((6, 233, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(533, Pending: 11), await Till.PurseOf(one, "web"));
        Assert.Equal((5, 234, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((6, 233, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((17, 700, 0), (await Till.Return(atOnce, now, ("1", 3))).Is(201).Undone());

        Assert.Equal(new Purse(1_000), await Till.PurseOf(one, "web"));
        Assert.Equal(new Purse(1_000), await Till.PurseOf(other, "web"));
        (await Till.Return(byPiece, now, ("1", 1))).IsRefused(422, "return-exceeds-purchase");
    }

    [Fact]
    public async Task A_cancelled_unpaid_order_gives_its_points_back()
    {
        var shopper = await NewShopperWith(1_000);
        var order = Order.Of(new Line("1", 2_000, Points: 30)).By(shopper);
        var hold = await Till.Hold(order, 900);
        (await Till.Buy(order.PlacedAt(await Till.Now()).With("redemptionId", hold))).Is(201);
        Assert.Equal(new Purse(100), await Till.PurseOf(shopper, "web"));
        (await Till.Return(order, await Till.Now(), ("1", 1))).IsRefused(409, "order-unpaid");

        Assert.Equal("cancelled", (await Till.Tell(order, "cancelled", await Till.Now())).Is(200).Text("status"));

        Assert.Equal(new Purse(1_000), await Till.PurseOf(shopper, "web"));
        (await Till.Tell(order, "paid", await Till.Now())).IsRefused(409, "order-cancelled");
        (await Till.Return(order, await Till.Now(), ("1", 1))).IsRefused(409, "order-cancelled");
    }

    [Fact]
    public async Task There_is_one_level()
    {
        var shopper = await NewShopperWith(1_000);

        var member = await Till.Look(shopper);

        Assert.NotEmpty(member.Text("tier.id"));
        Assert.True(member["nextTier"] is null);
        Assert.Single((await Till.Get("/api/v1/programme")).Is(200).Items("tiers"));
    }

    private static (decimal, DateOnly, DateOnly) Given(JsonNode answer) =>
        (answer.Number("points"), answer.Day("startsOn"), answer.Day("endsOn"));

    private Task<Answer> Act(Shopper shopper, string type, string? reference = null, string? sku = null) =>
        Till.ActNow(shopper, type, reference, sku);

    private Task<Shopper> NewShopperWith(int points) => Till.NewShopperOfDelimanoWith(points);
}
