using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The rows of lusio (programmes.md): at Start a purchase earns 3 %, points are worth 1 RUB each.</summary>
public sealed class LusioTests(LusioPortal portal) : IClassFixture<LusioPortal>
{
    private Till Till => portal.Till;

    // Joining.

    [Fact]
    public async Task The_till_enrols_by_phone_and_a_message_opens_the_questionnaire()
    {
        var phone = Till.NewPhone();

        var member = (
            await Till.Post(
                "/api/v1/members",
                new JsonObject
                {
                    ["phone"] = phone,
                    ["channel"] = "store",
                    ["consent"] = new JsonObject { ["personalData"] = true },
                }
            )
        ).Is(201);

        Assert.Equal("awaitingQuestionnaire", member.Text("status"));
        var message = Assert.Single((await Till.Get($"/demo/messages?phone={phone}")).Is(200).AsArray())!;
        Assert.Contains("/join/link/", message.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_earned_before_the_questionnaire_are_active_and_wait_for_it_to_be_spent()
    {
        // 3 % of 1,000.
        var shopper = await Till.NewShopper();
        await Buy(shopper, 1_000);
        Assert.Equal("awaitingQuestionnaire", (await Till.Look(shopper)).Text("status"));
        Assert.Equal(new Purse(30), await Till.PurseOf(shopper));

        var quote = (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200);
        Assert.Equal(0, quote.Number("redeem.max"));
        Assert.Equal(["questionnaire-missing"], quote.Codes("redeem.reasons"));
        var refusal = (await Till.Redeem(Order.Of(1_000).By(shopper), 1)).IsRefused(422, "redemption-not-allowed");
        Assert.Equal(0, refusal.Number("max"));
        Assert.Contains("questionnaire-missing", refusal.Codes("reasons"));

        await Till.FillIn(shopper);

        Assert.Equal("active", (await Till.Look(shopper)).Text("status"));
        Assert.Equal(30, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("redeem.max"));
    }

    [Fact]
    public async Task Points_kept_on_the_web_without_a_code_are_not_spent_in_a_store_where_one_is_asked()
    {
        // 3 % of 10,000.
        var shopper = await Till.NewShopper();
        await Till.FillIn(shopper);
        await Buy(shopper, 10_000);
        var order = Order.Of(1_000).By(shopper);
        var hold = await Till.Hold(order, 100);

        var inStore = order.Paid(await Till.Now()).With("channel", "store").With("redemptionId", hold);
        (await Till.Buy(inStore)).IsRefused(422, "redemption-mismatch");

        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        Assert.Equal(new Purse(227), await Till.PurseOf(shopper));
    }

    // Earning.

    [Theory]
    [InlineData("store", "cash", 30)]
    [InlineData("store", "card", 30)]
    [InlineData("store", "other", 30)]
    [InlineData("outlet", "instalments", 30)]
    [InlineData("outlet", "card", 30)]
    [InlineData("web", "online", 30)]
    [InlineData("app", "online", 30)]
    [InlineData("web", "card", 0)]
    [InlineData("web", "cash", 0)]
    [InlineData("web", "instalments", 0)]
    [InlineData("app", "cash", 0)]
    [InlineData("app", "other", 0)]
    public async Task On_the_web_and_in_the_app_only_what_is_paid_online_earns(
        string channel,
        string method,
        decimal points
    )
    {
        var order = Order
            .Of(1_000)
            .By(await Till.NewShopper())
            .Paid(await Till.Now())
            .With("channel", channel)
            .With("paymentMethod", method);

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal(points, purchase.Number("earned.points"));
        Assert.Equal(points == 0, purchase.Codes("earned.explanation").Contains("payment-earns-nothing"));
    }

    [Fact]
    public async Task Gift_cards_goods_without_points_services_and_delivery_earn_nothing_and_offers_do()
    {
        // 3 % of 500 + 700 - 50 = 1,150 is 34.50.
        var order = Order
            .Of(
                new("1", 1_000, Mark: "giftCard"),
                new("2", 500),
                new("3", 900, Mark: "service"),
                new("4", 800, Mark: "noPoints"),
                new("5", 700, Discount: 50, Mark: "onOffer")
            )
            .With("deliveryFee", 300);

        var purchase = await Buy(await Till.NewShopper(), order);

        Assert.Equal(34, purchase.Number("earned.points"));
        Assert.Equal(1_000 + 500 + 900 + 800 + 650 + 300, purchase.Number("moneyPaid"));
        // 34.00 over 500 and 650 of 1,150: 14.7826... and 19.2173...
        Assert.Equal([0, 14.78m, 0, 0, 19.22m], purchase.Lines("earned"));
    }

    [Fact]
    public async Task Only_what_is_paid_with_money_earns()
    {
        // 3 % of 10,000; then 3 % of 1,000 - 33 = 967 is 29.01, and of 1,000 - 34 = 966 is 28.98.
        var shopper = await NewShopperWith300();

        Assert.Equal(29, (await Till.BuyWith(InStore(1_000), shopper, 33)).Number("earned.points"));
        Assert.Equal(28, (await Till.BuyWith(InStore(1_000), shopper, 34)).Number("earned.points"));
    }

    [Fact]
    public async Task Points_are_usable_at_once_and_live_a_year_29_February_to_28_February()
    {
        var day = await Till.NextDate(2, 29);
        var shopper = await Till.NewShopper();
        await Till.FillIn(shopper);

        var purchase = await Buy(shopper, 1_000);

        Assert.Equal(day, purchase.Day("earned.startsOn"));
        Assert.Equal(new DateOnly(day.Year + 1, 2, 28), purchase.Day("earned.endsOn"));
        Assert.Equal(new Purse(30), await Till.PurseOf(shopper));
        await Till.MoveTo(Moscow.End(new DateOnly(day.Year + 1, 2, 28)));
        Assert.Equal(30, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("redeem.max"));
        await Till.MoveTo(Moscow.Start(new DateOnly(day.Year + 1, 3, 1)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task A_web_order_paid_later_earns_from_its_payment_on()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).PlacedAt(await Till.Now());
        Assert.Equal(0, (await Till.Buy(order)).Is(201).Number("earned.points"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(2)));

        var paid = (await Till.Tell(order, "paid", await Till.Now())).Is(200);
        var again = (await Till.Tell(order, "received", await Till.Now())).Is(200);

        Assert.Equal((30, day.AddDays(2)), (paid.Number("earned.points"), paid.Day("earned.startsOn")));
        Assert.Equal("paid", again.Text("status"));
        Assert.Equal(new Purse(30), await Till.PurseOf(shopper));
    }

    // Tiers: Старт 0, Плюс 50,000, Премиум 150,000; 3 / 5 / 7 %; rolling 365 days.

    [Fact]
    public async Task A_threshold_belongs_to_the_higher_level_from_the_day_after_payment()
    {
        var day = await Till.NextDay();
        var (under, exact, top) = (await Till.NewShopper(), await Till.NewShopper(), await Till.NewShopper());
        await Buy(under, 49_999.99m);
        await Buy(exact, 50_000);
        await Buy(top, 150_000);

        await Till.MoveTo(Moscow.End(day));
        foreach (var shopper in new[] { under, exact, top })
        {
            Assert.Equal("start", await Till.Tier(shopper));
            Assert.Equal(30, (await Till.Quote(Order.Of(1_000).By(shopper))).Is(200).Number("earn.points"));
        }
        await Till.MoveTo(Moscow.Start(day.AddDays(1)));

        var member = await Till.Look(under);
        Assert.Equal(("start", 0.01m), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
        member = await Till.Look(exact);
        Assert.Equal(("plus", 100_000), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
        member = await Till.Look(top);
        Assert.Equal("premium", member.Text("tier.id"));
        Assert.True(member["nextTier"] is null);
        Assert.Equal(30, (await Buy(under, 1_000)).Number("earned.points"));
        Assert.Equal(50, (await Buy(exact, 1_000)).Number("earned.points"));
        Assert.Equal(70, (await Buy(top, 1_000)).Number("earned.points"));
    }

    [Fact]
    public async Task A_purchase_counts_for_365_days_after_it_was_paid()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Buy(shopper, 50_000);

        await Till.MoveTo(Moscow.End(day.AddDays(365)));
        Assert.Equal("plus", await Till.Tier(shopper));
        await Till.MoveTo(Moscow.Start(day.AddDays(366)));

        var member = await Till.Look(shopper);
        Assert.Equal(("start", 50_000), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
    }

    [Fact]
    public async Task Gift_cards_and_goods_without_points_count_for_the_level_and_services_points_and_delivery_do_not()
    {
        // 10,000 that earned the points, then 15,000 + 15,000 + 9,701 - 300: 599 are missing.
        var day = await Till.NextDay();
        var shopper = await NewShopperWith300();
        var order = InStore(
                new("1", 15_000, Mark: "giftCard"),
                new("2", 15_000, Mark: "noPoints"),
                new("3", 9_701),
                new("4", 40_000, Mark: "service")
            )
            .With("deliveryFee", 1_000);
        var purchase = await Till.BuyWith(order, shopper, 300);
        Assert.Equal(39_701 - 300 + 40_000 + 1_000, purchase.Number("moneyPaid"));

        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));

        Assert.Equal(599, (await Till.Look(shopper)).Number("nextTier.sumMissing"));
    }

    [Fact]
    public async Task A_return_lowers_the_level_at_once()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = InStore(new("1", 49_999.99m), new Line("2", 0.01m));
        await Buy(shopper, order);
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));
        Assert.Equal("plus", await Till.Tier(shopper));

        var done = (await Till.Return(order, await Till.Now(), ("2", 1))).Is(201);

        Assert.Equal(("plus", "start"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        Assert.Equal("start", await Till.Tier(shopper));
    }

    // Spending: up to 100 % less 1 RUB per order.

    public static TheoryData<string, int, Line[]> Caps =>
        new()
        {
            { "store", 499, [new("1", 500)] },
            { "web", 499, [new("1", 500.50m)] },
            { "store", 498, [new("1", 499.99m)] },
            { "store", 0, [new("1", 0.99m)] },
            { "store", 0, [new("1", 1.50m)] },
            { "store", 1, [new("1", 2)] },
            // The smaller of what points may pay and all goods less 1.
            { "store", 300, [new("1", 300), new("2", 700, Mark: "onOffer")] },
            { "web", 100, [new("1", 100.70m), new("2", 50, Mark: "onOffer")] },
            { "store", 100, [new("1", 100), new("2", 1, Mark: "onOffer")] },
            { "store", 99, [new("1", 100), new("2", 0.99m, Mark: "onOffer")] },
            { "app", 0, [new("1", 700, Mark: "onOffer")] },
            // In outlets discounted goods cannot be paid with points; elsewhere they can.
            { "outlet", 0, [new("1", 1_000, Discount: 1)] },
            { "outlet", 200, [new("1", 1_000, Discount: 0.01m), new("2", 200)] },
            { "store", 998, [new("1", 1_000, Discount: 1)] },
            { "web", 998, [new("1", 1_000, Discount: 1)] },
            { "outlet", 999, [new("1", 1_000)] },
            { "store", 0, [new("1", 1_000, Mark: "outlet")] },
            // Gift cards and goods without points may be paid with points; services may not.
            { "store", 99, [new("1", 100, Mark: "giftCard")] },
            { "store", 99, [new("1", 100, Mark: "noPoints")] },
            { "store", 99, [new("1", 60.30m), new("2", 40.30m), new("3", 500, Mark: "service")] },
            { "store", 0, [new("1", 500, Mark: "service")] },
        };

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task Points_pay_all_but_one_rouble_and_no_offers_and_no_outlet_discounts(
        string channel,
        int most,
        Line[] lines
    )
    {
        var order = Order.Of(lines).By(await NewShopperWith(1_500)).With("channel", channel);

        Assert.Equal(most, (await Till.Quote(order)).Is(200).Number("redeem.max"));

        var refusal = (await Till.Redeem(order, most + 1)).IsRefused(422, "redemption-not-allowed");
        Assert.Equal(most, refusal.Number("max"));
        if (most > 0)
        {
            (await Till.Redeem(order, most)).Is(201);
        }
    }

    [Theory]
    [InlineData("store", "sms", "awaitingConfirmation")]
    [InlineData("outlet", "sms", "awaitingConfirmation")]
    [InlineData("web", "none", "held")]
    [InlineData("app", "none", "held")]
    public async Task In_shops_the_member_confirms_by_a_code_and_elsewhere_by_being_signed_in(
        string channel,
        string confirmation,
        string status
    )
    {
        var shopper = await NewShopperWith300();

        var redemption = (await Till.Redeem(Order.Of(1_000).By(shopper).With("channel", channel), 100)).Is(201);

        Assert.Equal((confirmation, status), (redemption.Text("confirmation"), redemption.Text("status")));
        Assert.Equal((await Till.Now()).AddMinutes(15), redemption.Time("expiresAt"));
        Assert.Equal(new Purse(200, Held: 100), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task A_purchase_waits_for_the_right_code()
    {
        var shopper = await NewShopperWith300();
        var order = InStore(1_000).By(shopper);
        var id = (await Till.Redeem(order, 100)).Is(201).Text("redemptionId");
        var bought = order.Paid(await Till.Now()).With("redemptionId", id);
        (await Till.Buy(bought)).IsRefused(409, "redemption-closed");

        Assert.Equal("held", (await Till.Confirm(id, await Till.CodeFor(shopper))).Is(200).Text("status"));

        var purchase = (await Till.Buy(bought)).Is(201);
        Assert.Equal((100, 900), (purchase.Number("redeemed"), purchase.Number("moneyPaid")));
        // 3 % of 900.
        Assert.Equal(new Purse(200 + 27), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task The_fifth_wrong_code_closes_the_redemption_and_frees_the_points()
    {
        var shopper = await NewShopperWith300();
        var order = InStore(1_000).By(shopper);
        var id = (await Till.Redeem(order, 100)).Is(201).Text("redemptionId");
        var code = await Till.CodeFor(shopper);

        foreach (var left in new[] { 4, 3, 2, 1, 0 })
        {
            Assert.Equal(new Purse(200, Held: 100), await Till.PurseOf(shopper));
            var wrong = (await Till.Confirm(id, Acts.Not(code))).IsRefused(422, "code-wrong");
            Assert.Equal(left, wrong.Number("attemptsLeft"));
        }

        Assert.Equal(new Purse(300), await Till.PurseOf(shopper));
        (await Till.Confirm(id, Acts.Not(code))).IsRefused(409, "redemption-closed");
        (await Till.Confirm(id, code)).IsRefused(409, "redemption-closed");
        (await Till.Resend(id)).IsRefused(409, "redemption-closed");
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", id))).IsRefused(409, "redemption-closed");
    }

    [Fact]
    public async Task A_code_is_sent_again_three_times_and_the_old_one_dies()
    {
        var shopper = await NewShopperWith300();
        var id = (await Till.Redeem(InStore(1_000).By(shopper), 100)).Is(201).Text("redemptionId");
        var first = await Till.CodeFor(shopper);
        for (var again = 0; again < 3; again++)
        {
            (await Till.Resend(id)).Is(202);
        }
        (await Till.Resend(id)).IsRefused(409, "resend-limit");

        var last = await Till.CodeFor(shopper);
        if (first != last)
        {
            (await Till.Confirm(id, first)).IsRefused(422, "code-wrong");
        }
        Assert.Equal("held", (await Till.Confirm(id, last)).Is(200).Text("status"));
    }

    [Fact]
    public async Task A_hold_lasts_fifteen_minutes_from_the_first_answer_also_while_it_waits()
    {
        var shopper = await NewShopperWith300();
        var order = InStore(1_000).By(shopper);
        var id = (await Till.Redeem(order, 100)).Is(201).Text("redemptionId");
        await Till.Wait(TimeSpan.FromMinutes(10));
        (await Till.Confirm(id, await Till.CodeFor(shopper))).Is(200);
        await Till.Wait(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(new Purse(200, Held: 100), await Till.PurseOf(shopper));

        await Till.Wait(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new Purse(300), await Till.PurseOf(shopper));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", id))).IsRefused(409, "redemption-closed");
    }

    [Fact]
    public async Task A_hold_whose_points_ended_meanwhile_is_closed_and_never_a_debt()
    {
        var day = await Till.NextDay();
        var shopper = await NewShopperWith300();
        await Till.MoveTo(Moscow.At(day.AddYears(1), 23, 50));
        var order = Order.Of(1_000).By(shopper);
        var id = await Till.Hold(order, 300);

        await Till.Wait(TimeSpan.FromMinutes(12));

        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", id))).IsRefused(409, "redemption-closed");
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        Assert.Equal(30, (await Till.Buy(order.Paid(await Till.Now()))).Is(201).Number("earned.points"));
        await Till.SumsAgree(shopper);
    }

    // Exact arithmetic.

    [Fact]
    public async Task Spent_and_earned_points_are_shared_in_hundredths_by_largest_remainder()
    {
        var shopper = await NewShopperWith300();

        // 1.00 over 10, 20 and 40: 14.28..., 28.57..., 57.14... hundredths. 3 % of 69 is 2.07: 2.00 over 9.86, 19.71 and
        // 39.43: 28.57..., 57.13..., 114.28...
        var purchase = await Till.BuyWith(InStore(new("1", 10), new("2", 20), new("3", 40)), shopper, 1);

        Assert.Equal([0.14m, 0.29m, 0.57m], purchase.Lines("redeemed"));
        Assert.Equal([9.86m, 19.71m, 39.43m], purchase.Lines("paid"));
        Assert.Equal(2, purchase.Number("earned.points"));
        Assert.Equal([0.29m, 0.57m, 1.14m], purchase.Lines("earned"));
    }

    [Fact]
    public async Task Equal_remainders_go_to_the_earlier_line()
    {
        var shopper = await NewShopperWith300();

        // 100.00 over three times 100: 33.33 each and one hundredth over; 200.00: two hundredths over.
        var one = await Till.BuyWith(InStore(new("1", 100), new("2", 100), new("3", 100)), shopper, 100);
        var two = await Till.BuyWith(InStore(new("1", 100), new("2", 100), new("3", 100)), shopper, 200);

        Assert.Equal([33.34m, 33.33m, 33.33m], one.Lines("redeemed"));
        Assert.Equal([66.67m, 66.67m, 66.66m], two.Lines("redeemed"));
    }

    [Fact]
    public async Task Points_are_shared_over_the_lines_they_may_pay_alone()
    {
        var shopper = await NewShopperWith300();

        var purchase = await Till.BuyWith(
            InStore(new("1", 300, Mark: "onOffer"), new("2", 100), new("3", 50, Mark: "service"), new("4", 200)),
            shopper,
            100
        );

        // 100.00 over 100 and 200; 3 % of 300 + 66.67 + 133.33 = 500 is 15.
        Assert.Equal([0, 33.33m, 0, 66.67m], purchase.Lines("redeemed"));
        Assert.Equal(15, purchase.Number("earned.points"));
    }

    // Returns.

    [Fact]
    public async Task Piece_by_piece_ends_where_all_at_once_ends()
    {
        // 3 x 333.33 = 999.99 with 100 points: 3 % of 899.99 is 26. A third is 8.67 and 33.33, two thirds 17.33 and 66.67.
        var (one, other) = (await NewShopperWith300(), await NewShopperWith300());
        var (byPiece, atOnce) = (InStore(new Line("1", 333.33m, 3)), InStore(new Line("1", 333.33m, 3)));
        Assert.Equal(26, (await Till.BuyWith(byPiece, one, 100)).Number("earned.points"));
        await Till.BuyWith(atOnce, other, 100);
        var now = await Till.Now();

        Assert.Equal((9, 33, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((8, 34, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((9, 33, 0), (await Till.Return(byPiece, now, ("1", 1))).Is(201).Undone());
        Assert.Equal((26, 100, 0), (await Till.Return(atOnce, now, ("1", 3))).Is(201).Undone());

        Assert.Equal(new Purse(300), await Till.PurseOf(one));
        Assert.Equal(new Purse(300), await Till.PurseOf(other));
        await Till.SumsAgree(one);
    }

    [Fact]
    public async Task Annulled_points_that_were_spent_become_a_debt_that_the_next_active_points_settle()
    {
        var shopper = await Till.NewShopper();
        await Till.FillIn(shopper);
        var first = InStore(1_000);
        await Buy(shopper, first);
        // All 30 go into an order that earns 3 % of 970: 29. Of the debt of 30 they settle 29 at once.
        await Till.BuyWith(InStore(1_000), shopper, 30);

        Assert.Equal((30, 0, 1), (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(0, Debt: 1), await Till.PurseOf(shopper));
        await Buy(shopper, 1_000);

        Assert.Equal(new Purse(29), await Till.PurseOf(shopper));
        var settled = (await Till.Ledger(shopper)).Where(entry => entry.Text("type") == "debtSettled").ToList();
        Assert.Equal([1, 29], settled.Select(entry => entry.Number("settled")).Order());
        Assert.All(settled, entry => Assert.Equal(0, entry.Number("points")));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Spent_points_go_back_to_their_lot_with_its_own_end_or_live_fourteen_days_when_it_has_ended()
    {
        var day = await Till.NextDay();
        var shopper = await NewShopperWith300();
        var order = InStore(new Line("1", 300, 2));
        await Till.MoveTo(Moscow.Noon(day.AddYears(1)));
        await Till.BuyWith(order, shopper, 200);

        // On the last day to the lot itself, the day after to one of its own.
        var before = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddYears(1).AddDays(1)));
        var after = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(100m, day.AddYears(1))], before.Filled());
        Assert.Equal([(100m, day.AddYears(1).AddDays(15))], after.Filled());
        Assert.Equal(new Purse(100), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task Nothing_is_annulled_of_an_order_that_earned_nothing()
    {
        var shopper = await NewShopperWith300();
        var order = Order.Of(1_000).With("paymentMethod", "cash");
        await Till.BuyWith(order, shopper, 100);

        Assert.Equal((0, 100, 0), (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201).Undone());
    }

    [Fact]
    public async Task Returns_in_any_order_leave_the_points_of_what_was_kept()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        await Till.FillIn(shopper);
        // 3 % of 40,000; then 3 % of 11,345.67 is 340.37.
        var first = InStore(40_000);
        Assert.Equal(1_200, (await Buy(shopper, first)).Number("earned.points"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));
        var second = InStore(12_345.67m);
        Assert.Equal(340, (await Till.BuyWith(second, shopper, 1_000)).Number("earned.points"));
        // 51,345.67 make the second level: 5 % of 2,999.97 is 149.9985, and none of a gift card.
        await Till.MoveTo(Moscow.Noon(day.AddDays(2)));
        var third = InStore(new("1", 999.99m, 3), new("2", 1_000, Mark: "giftCard"));
        Assert.Equal(149, (await Buy(shopper, third)).Number("earned.points"));
        Assert.Equal((50, 0, 0), (await Till.Return(third, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal(new Purse(200 + 340 + 99), await Till.PurseOf(shopper));

        // Of the first order's 1,200 only 200 are left; 439 of the others settle a part of the 1,000 owed.
        var done = (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201);
        Assert.Equal((1_200, 0, 561), done.Undone());
        Assert.Equal(("plus", "start"), (done.Text("tierBefore.id"), done.Text("tierAfter.id")));
        // 11,345.67 count, and from tomorrow 1,999.98 and the gift card.
        Assert.Equal(38_654.33m, (await Till.Look(shopper)).Number("nextTier.sumMissing"));
        Assert.Equal(600, (await Buy(shopper, 20_000)).Number("earned.points"));
        Assert.Equal(new Purse(39), await Till.PurseOf(shopper));

        // The 340 went into the debt, so they are owed; the 1,000 come back and settle it.
        Assert.Equal((340, 1_000, 0), (await Till.Return(second, await Till.Now(), ("1", 1))).Is(201).Undone());

        Assert.Equal(new Purse(99 + 600), await Till.PurseOf(shopper));
        await Till.SumsAgree(shopper);
    }

    private static Order InStore(params Line[] lines) =>
        Order.Of(lines).With("channel", "store").With("paymentMethod", "card");

    private static Order InStore(decimal price) => InStore(new Line("1", price));

    private Task<JsonNode> Buy(Shopper shopper, decimal price) => Buy(shopper, InStore(price));

    private async Task<JsonNode> Buy(Shopper shopper, Order order) =>
        (
            await Till.Buy(
                order.With("channel", "store").With("paymentMethod", "card").By(shopper).Paid(await Till.Now())
            )
        ).Is(201);

    private Task<Shopper> NewShopperWith300() => NewShopperWith(300);

    /// <summary>Somebody with so many points, earned today at 3 %, who has filled in the questionnaire.</summary>
    private async Task<Shopper> NewShopperWith(int points)
    {
        var shopper = await Till.NewShopper();
        await Till.FillIn(shopper);
        Assert.Equal(points, (await Buy(shopper, points / 0.03m)).Number("earned.points"));
        return shopper;
    }
}
