using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The rows of autostars (programmes.md): BYN to the hundredth, a ladder of rates. Minsk tells the same time as
/// Moscow.</summary>
public sealed class AutostarsTests(AutostarsPortal portal) : IClassFixture<AutostarsPortal>
{
    private Till Till => portal.Till;

    // Joining.

    [Fact]
    public async Task A_plastic_card_and_the_phone_lead_to_the_same_account()
    {
        var (phone, card) = (Till.NewPhone(), "70001234567");
        var member = (await Till.Enrol(phone, card)).Is(201);
        var order = Order.Of(100).Paid(await Till.Now()).With("channel", "store");

        (await Till.Buy(order.With("member", new JsonObject { ["cardNumber"] = card }))).Is(201);

        Assert.Equal("active", member.Text("status"));
        var byPhone = (await Till.Find("phone", phone)).Is(200);
        Assert.Equal(member.Text("memberId"), byPhone.Text("memberId"));
        Assert.Equal(2.5m, byPhone.Number("wallets[0].pending"));
    }

    // Earning.

    public static TheoryData<decimal, decimal> FirstPurchases =>
        new()
        {
            { 100, 2.5m },
            { 100.20m, 2.51m },
            { 100.19m, 2.50m },
            { 0.20m, 0.01m },
            { 0.19m, 0 },
            { 33.33m, 0.83m },
        };

    [Theory]
    [MemberData(nameof(FirstPurchases))]
    public async Task A_first_purchase_earns_two_and_a_half_per_cent_half_away_from_zero_to_a_hundredth(
        decimal price,
        decimal points
    )
    {
        var purchase = await Buy(await Till.NewShopper(), price);

        Assert.Equal(points, purchase.Number("earned.points"));
    }

    [Fact]
    public async Task Points_are_rounded_once_per_purchase_and_shared_by_largest_remainder()
    {
        // 3 x 33.40: 2.5 % of 100.20 is 2.505; line by line it would be 0.84 three times.
        var order = Order.Of(new("1", 33.40m), new("2", 33.40m), new("3", 33.40m));

        var purchase = await Buy(await Till.NewShopper(), order);

        Assert.Equal(2.51m, purchase.Number("earned.points"));
        Assert.Equal([0.84m, 0.84m, 0.83m], purchase.Lines("earned"));
    }

    [Fact]
    public async Task The_ladder_goes_by_the_total_of_earlier_paid_orders_at_the_moment_of_payment()
    {
        var shopper = await Till.NewShopper();
        // Each order's sum, with the total before it: 0, 999.99, 1,000, 1,100, 4,999.99, 5,000, 5,100, 10,000, 25,000.
        var orders = new (decimal Sum, decimal Rate, decimal Points, string Tier)[]
        {
            (999.99m, 2.5m, 25.00m, "step1"),
            (0.01m, 2.5m, 0, "step1"),
            (100, 3, 3, "step2"),
            (3_899.99m, 3, 117.00m, "step2"),
            (0.01m, 3, 0, "step2"),
            (100, 5, 5, "step3"),
            (4_900, 5, 245, "step3"),
            (15_000, 7, 1_050, "step4"),
            (100, 10, 10, "step5"),
        };

        foreach (var (sum, rate, points, tier) in orders)
        {
            var quote = (await Till.Quote(InStore(sum).By(shopper))).Is(200);
            Assert.Equal((rate, points), (quote.Number("earn.rate"), quote.Number("earn.points")));
            Assert.Equal(tier, quote.Text("earn.tier.id"));
            var purchase = await Buy(shopper, sum);
            Assert.Equal((rate, points), (purchase.Number("earned.rate"), purchase.Number("earned.points")));
            Assert.Equal(tier, purchase.Text("tier.id"));
        }
    }

    [Fact]
    public async Task The_step_of_the_ladder_is_reached_with_the_payment_and_lost_with_the_return()
    {
        var shopper = await Till.NewShopper();
        var order = Order.Of(new("1", 999.99m), new("2", 0.01m));
        await Buy(shopper, order);
        var member = await Till.Look(shopper);
        Assert.Equal(("step2", 4_000), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));

        var done = (await Till.Return(order, await Till.Now(), ("2", 1))).Is(201);

        Assert.Equal(("step2", "step1"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        member = await Till.Look(shopper);
        Assert.Equal(("step1", 0.01m), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
        Assert.Equal(2.5m, (await Buy(shopper, 100)).Number("earned.rate"));
    }

    [Fact]
    public async Task Unpaid_and_cancelled_orders_services_delivery_and_points_are_no_part_of_the_total()
    {
        var shopper = await Till.NewShopper();
        (await Till.Buy(InStore(5_000).By(shopper).PlacedAt(await Till.Now()))).Is(201);
        var cancelled = InStore(5_000);
        await Buy(shopper, cancelled);
        (await Till.Tell(cancelled, "cancelled", await Till.Now())).Is(200);
        await Buy(
            shopper,
            Order
                .Of(new("1", 900), new("2", 500, Mark: "service"), new("3", 50, Mark: "noPoints"))
                .With("deliveryFee", 90)
        );
        // The points of 900: 22.50. 950 so far; 50 less one point are not enough.
        await Till.MoveTo(Moscow.Start(Moscow.DayOf(await Till.Now()).AddDays(1)));
        await Till.BuyWith(InStore(50), shopper, 1);

        Assert.Equal(2.5m, (await Buy(shopper, 1)).Number("earned.rate"));
        Assert.Equal(3, (await Buy(shopper, 1)).Number("earned.rate"));
    }

    [Fact]
    public async Task An_order_told_late_has_the_ladder_of_its_paid_day()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Buy(shopper, 1_000);

        var before = (await Till.Buy(InStore(100).By(shopper).Paid(Moscow.Noon(day.AddDays(-2))))).Is(201);
        var after = await Buy(shopper, 100);

        Assert.Equal((2.5m, "step1"), (before.Number("earned.rate"), before.Text("tier.id")));
        Assert.Equal((3, "step2"), (after.Number("earned.rate"), after.Text("tier.id")));
    }

    public static TheoryData<decimal, string, decimal> Factors =>
        new()
        {
            { 0, "cash", 2.5m },
            { 0, "card", 2.5m },
            { 0, "online", 2.5m },
            { 0, "instalments", 1 },
            { 1_000, "instalments", 1.2m },
            { 5_000, "instalments", 2 },
            { 10_000, "instalments", 2.8m },
            { 25_000, "instalments", 4 },
            { 25_000, "cash", 10 },
        };

    [Theory]
    [MemberData(nameof(Factors))]
    public async Task The_payment_form_takes_its_factor_and_the_rate_stays_within_one_and_ten(
        decimal total,
        string method,
        decimal rate
    )
    {
        var shopper = await Till.NewShopper();
        if (total > 0)
        {
            await Buy(shopper, total);
        }

        var purchase = await Buy(shopper, InStore(100).With("paymentMethod", method));

        Assert.Equal((rate, rate), (purchase.Number("earned.rate"), purchase.Number("earned.points")));
    }

    [Fact]
    public async Task Discounts_and_points_services_and_goods_without_points_are_out_of_the_base()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Buy(shopper, 800);
        await Till.MoveTo(Moscow.Start(day.AddDays(1)));

        // 15 of the 20 over 100 and 50; 2.5 % of 90 is 2.25.
        var purchase = await Till.BuyWith(
            InStore(new("1", 110, Discount: 10), new("2", 50, Mark: "noPoints"), new("3", 70, Mark: "service")),
            shopper,
            15
        );

        Assert.Equal([10, 5, 0], purchase.Lines("redeemed"));
        Assert.Equal(2.25m, purchase.Number("earned.points"));
    }

    [Fact]
    public async Task Points_are_inactive_for_a_day_and_live_180_days_from_then()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();

        var purchase = await Buy(shopper, 100);

        Assert.Equal(
            (day.AddDays(1), day.AddDays(181)),
            (purchase.Day("earned.startsOn"), purchase.Day("earned.endsOn"))
        );
        await Till.MoveTo(Moscow.End(day));
        Assert.Equal(new Purse(0, Pending: 2.5m), await Till.PurseOf(shopper));
        Assert.Equal(0, (await Till.Quote(InStore(100).By(shopper))).Is(200).Number("redeem.max"));
        await Till.MoveTo(Moscow.Start(day.AddDays(1)));
        Assert.Equal(new Purse(2.5m), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.End(day.AddDays(181)));
        Assert.Equal(2.5m, (await Till.Quote(InStore(100).By(shopper))).Is(200).Number("redeem.max"));
        await Till.MoveTo(Moscow.Start(day.AddDays(182)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task A_day_is_a_day_of_Minsk()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        async Task<DateOnly> Starts(DateTimeOffset paid) =>
            (await Till.Buy(InStore(100).By(shopper).Paid(paid.ToUniversalTime()))).Is(201).Day("earned.startsOn");

        Assert.Equal(day, await Starts(Moscow.End(day.AddDays(-1))));
        Assert.Equal(day.AddDays(1), await Starts(Moscow.Start(day)));
    }

    // Spending: 15 % of the purchase, all goods.

    public static TheoryData<decimal, Line[]> Caps =>
        new()
        {
            { 15, [new("1", 100)] },
            // 14.9985.
            { 14.99m, [new("1", 99.99m)] },
            { 0, [new("1", 0.06m)] },
            { 0.01m, [new("1", 0.07m)] },
            { 30, [new("1", 50, Mark: "onOffer"), new("2", 50, Mark: "giftCard"), new("3", 100, Mark: "noPoints")] },
            { 13.5m, [new("1", 100, Discount: 10), new("2", 60, Mark: "service")] },
        };

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task Points_pay_fifteen_per_cent_of_all_goods(decimal most, Line[] lines)
    {
        var shopper = await NewShopperWith50();
        var order = InStore(lines).By(shopper);

        Assert.Equal(most, (await Till.Quote(order)).Is(200).Number("redeem.max"));

        (await Till.Redeem(order, most + 0.01m)).IsRefused(422, "redemption-not-allowed");
        if (most > 0)
        {
            var redemption = (await Till.Redeem(order, most)).Is(201);
            Assert.Equal(("none", "held"), (redemption.Text("confirmation"), redemption.Text("status")));
        }
    }

    [Fact]
    public async Task An_order_by_phone_is_confirmed_by_a_code_and_the_fifth_wrong_one_closes_it()
    {
        var shopper = await NewShopperWith50();
        var order = Order.Of(100).By(shopper).With("channel", "phone");
        var redemption = (await Till.Redeem(order, 10)).Is(201);
        Assert.Equal("sms", redemption.Text("confirmation"));
        Assert.Equal("awaitingConfirmation", redemption.Text("status"));
        var id = redemption.Text("redemptionId");
        var code = await Till.CodeFor(shopper);

        foreach (var left in new[] { 4, 3, 2, 1, 0 })
        {
            Assert.Equal(new Purse(40, Held: 10), await Till.PurseOf(shopper));
            var wrong = (await Till.Confirm(id, Acts.Not(code))).IsRefused(422, "code-wrong");
            Assert.Equal(left, wrong.Number("attemptsLeft"));
        }

        Assert.Equal(new Purse(50), await Till.PurseOf(shopper));
        (await Till.Confirm(id, code)).IsRefused(409, "redemption-closed");
        var purchase = await Till.BuyWith(Order.Of(100).With("channel", "phone"), shopper, 10);
        Assert.Equal(90, purchase.Number("moneyPaid"));
    }

    [Fact]
    public async Task Codes_are_sent_again_three_times_and_wrong_ones_count_over_all_of_them()
    {
        var shopper = await NewShopperWith50();
        var id = (await Till.Redeem(Order.Of(100).By(shopper).With("channel", "phone"), 10))
            .Is(201)
            .Text("redemptionId");
        (await Till.Confirm(id, Acts.Not(await Till.CodeFor(shopper)))).IsRefused(422, "code-wrong");
        for (var again = 0; again < 3; again++)
        {
            (await Till.Resend(id)).Is(202);
        }
        (await Till.Resend(id)).IsRefused(409, "resend-limit");

        var wrong = (await Till.Confirm(id, Acts.Not(await Till.CodeFor(shopper)))).IsRefused(422, "code-wrong");

        Assert.Equal(3, wrong.Number("attemptsLeft"));
        Assert.Equal("held", (await Till.Confirm(id, await Till.CodeFor(shopper))).Is(200).Text("status"));
    }

    // Returns: points come back the next day.

    [Fact]
    public async Task Points_earned_are_annulled_at_once_and_points_spent_are_pending_until_the_next_day()
    {
        // 50 points of 2,000, so the ladder gives 3 %: 3 x 100 less 30 earn 8.10.
        var day = await Till.NextDay();
        var shopper = await NewShopperWith50();
        var end = Moscow.DayOf(await Till.Now()).AddDays(180);
        var order = InStore(new Line("1", 100, 3));
        Assert.Equal(8.1m, (await Till.BuyWith(order, shopper, 30)).Number("earned.points"));
        Assert.Equal(new Purse(20, Pending: 8.1m), await Till.PurseOf(shopper));

        var done = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal((2.7m, 10, 0), done.Undone());
        Assert.Equal([(10m, end)], done.Filled());
        Assert.Equal(new Purse(20, Pending: 5.4m + 10), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.End(day.AddDays(1)));
        Assert.Equal(new Purse(20, Pending: 5.4m + 10), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(2)));
        Assert.Equal(new Purse(30 + 5.4m), await Till.PurseOf(shopper));
        Assert.Equal([(30, end), (5.4m, end.AddDays(1))], await Till.Ending(shopper));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Whether_a_lot_has_ended_is_judged_on_the_day_of_coming_back_and_the_grace_runs_from_the_return()
    {
        await Till.NextDay();
        var (early, late) = (await NewShopperWith50(), await NewShopperWith50(sameDay: true));
        var end = Moscow.DayOf(await Till.Now()).AddDays(180);
        var (one, other) = (InStore(100), InStore(100));
        await Till.BuyWith(one, early, 15);
        await Till.BuyWith(other, late, 15);

        // The day before the last: back on the last day. On the last day: back when the lot has ended.
        await Till.MoveTo(Moscow.Noon(end.AddDays(-1)));
        var before = (await Till.Return(one, await Till.Now(), ("1", 1))).Is(201);
        await Till.MoveTo(Moscow.Noon(end));
        var last = (await Till.Return(other, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(15m, end)], before.Filled());
        Assert.Equal([(15m, end.AddDays(14))], last.Filled());
        Assert.Equal(50, (await Till.PurseOf(early)).Active);
        Assert.Equal(15, (await Till.PurseOf(late)).Pending);
        await Till.MoveTo(Moscow.Start(end.AddDays(1)));
        Assert.Equal(0, (await Till.PurseOf(early)).Active);
        Assert.Equal(15, (await Till.PurseOf(late)).Active);
        await Till.MoveTo(Moscow.End(end.AddDays(14)));
        Assert.Equal(15, (await Till.PurseOf(late)).Active);
        await Till.MoveTo(Moscow.Start(end.AddDays(15)));
        Assert.Equal(new Purse(0), await Till.PurseOf(late));
    }

    [Fact]
    public async Task Piece_by_piece_ends_where_all_at_once_ends()
    {
        // 3 x 33.40 earn 2.51: 0.8367, 1.6733 and 2.51.
        var shopper = await Till.NewShopper();
        var order = Order.Of(new Line("1", 33.40m, 3));
        await Buy(shopper, order);
        var now = await Till.Now();

        Assert.Equal((0.84m, 0, 0), (await Till.Return(order, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((0.83m, 0, 0), (await Till.Return(order, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((0.84m, 0, 0), (await Till.Return(order, now, ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task A_debt_waits_for_the_points_that_come_back_the_next_day()
    {
        // The first order's 50 are all spent; it comes back: a debt of 50. The second order comes back the same day.
        await Till.NextDay();
        var shopper = await Till.NewShopper();
        var first = InStore(2_000);
        await Buy(shopper, first);
        await Till.NextDay();
        var second = InStore(400);
        await Till.BuyWith(second, shopper, 50);
        Assert.Equal((50, 0, 50), (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201).Undone());
        (await Till.Return(second, await Till.Now(), ("1", 1))).Is(201);
        Assert.Equal(new Purse(0, Pending: 50, Debt: 50), await Till.PurseOf(shopper));

        await Till.MoveTo(Moscow.Start(Moscow.DayOf(await Till.Now()).AddDays(1)));

        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Returns_in_any_order_leave_the_points_of_what_was_kept()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var first = InStore(2_000);
        await Buy(shopper, first);
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));
        // 45 of the 50; 3 % of 255. Then 3 x 0.4 % of 1,000.
        var second = InStore(300);
        Assert.Equal(7.65m, (await Till.BuyWith(second, shopper, 45)).Number("earned.points"));
        Assert.Equal(
            12,
            (await Buy(shopper, InStore(1_000).With("paymentMethod", "instalments"))).Number("earned.points")
        );

        Assert.Equal((50, 0, 45), (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(0, Pending: 19.65m, Debt: 45), await Till.PurseOf(shopper));
        // 255 + 1,000 paid for what is kept.
        Assert.Equal(3_745, (await Till.Look(shopper)).Number("nextTier.sumMissing"));
        await Till.MoveTo(Moscow.Start(day.AddDays(2)));
        Assert.Equal(new Purse(0, Debt: 25.35m), await Till.PurseOf(shopper));
        Assert.Equal((7.65m, 45, 33), (await Till.Return(second, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(0, Pending: 45, Debt: 33), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(3)));

        // What is left of the 45 ends with the lot they came from.
        Assert.Equal(new Purse(12), await Till.PurseOf(shopper));
        Assert.Equal([(12, day.AddDays(181))], await Till.Ending(shopper));
        await Till.SumsAgree(shopper);
    }

    private static Order InStore(params Line[] lines) =>
        Order.Of(lines).With("channel", "store").With("paymentMethod", "card");

    private static Order InStore(decimal price) => InStore(new Line("1", price));

    private Task<JsonNode> Buy(Shopper shopper, decimal price) => Buy(shopper, InStore(price));

    private async Task<JsonNode> Buy(Shopper shopper, Order order) =>
        (await Till.Buy(order.By(shopper).Paid(await Till.Now()))).Is(201);

    /// <summary>Somebody with 50 points that are active since today: 2.5 % of 2,000 paid yesterday.</summary>
    /// <param name="sameDay">Whether the clock stays at today; else it moves to the next day.</param>
    private async Task<Shopper> NewShopperWith50(bool sameDay = false)
    {
        if (!sameDay)
        {
            await Till.NextDay();
        }
        var shopper = await Till.NewShopper();
        (await Till.Buy(InStore(2_000).By(shopper).Paid((await Till.Now()).AddDays(-1)))).Is(201);
        Assert.Equal(new Purse(50), await Till.PurseOf(shopper));
        return shopper;
    }
}
