using System.Globalization;
using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The rows of stomatorg (programmes.md) that <see cref="ByHand"/> does not work through.</summary>
public sealed class StomatorgTests(StomatorgPortal portal) : IClassFixture<StomatorgPortal>
{
    private Till Till => portal.Till;

    [Theory]
    [InlineData("base", 30, 30)]
    [InlineData("regular", 50, 50)]
    [InlineData("partner", 70, 100)]
    [InlineData("vip", 100, 150)]
    public async Task The_level_says_what_a_purchase_earns_and_what_points_may_pay(string level, int earn, int pay)
    {
        var shopper = await Till.NewShopperAt(level);
        (await Till.ActNow(shopper, "questionnaire")).Is(201);
        (await Till.ActNow(shopper, "firstReview")).Is(201);

        var quote = (await Till.Quote(Order.Of(new("1", 1_000), new("2", 900, Mark: "service")).By(shopper))).Is(200);

        Assert.Equal((earn, pay), (quote.Number("earn.points"), quote.Number("redeem.max")));
        Assert.Equal(level, quote.Text("earn.tier.id"));
    }

    [Theory]
    // Paid and received; the later of paid + 7 days and received; 90 days after that.
    [InlineData("2026-01-10", "2026-01-12", "2026-01-17", "2026-04-17")]
    [InlineData("2026-01-10", "2026-01-17", "2026-01-17", "2026-04-17")]
    [InlineData("2026-01-10", "2026-01-18", "2026-01-18", "2026-04-18")]
    [InlineData("2026-01-10", "2026-01-05", "2026-01-17", "2026-04-17")]
    [InlineData("2026-11-30", "2026-11-30", "2026-12-07", "2027-03-07")]
    [InlineData("2024-02-22", "2024-02-22", "2024-02-29", "2024-05-29")]
    public async Task Accrual_is_the_later_of_paid_and_seven_days_and_received(
        string paid,
        string received,
        string starts,
        string ends
    )
    {
        var first = string.CompareOrdinal(received, paid) < 0 ? received : paid;
        var order = Order
            .Of(1_000)
            .By(await Till.NewShopper())
            .PlacedAt(Noon(first))
            .Paid(Noon(paid))
            .Received(Noon(received));

        var purchase = (await Till.Buy(order)).Is(201);

        Assert.Equal((starts, ends), (purchase.Text("earned.startsOn"), purchase.Text("earned.endsOn")));
    }

    [Fact]
    public async Task A_promo_code_or_points_and_never_both()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(1_000).By(shopper);
        var withCode = order.With("promoCode", "SPRING");

        var quote = (await Till.Quote(withCode)).Is(200);
        Assert.Equal((30, 0), (quote.Number("earn.points"), quote.Number("redeem.max")));
        Assert.Equal(["promo-and-points"], quote.Codes("redeem.reasons"));
        Assert.Equal(0, (await Till.Redeem(withCode, 30)).IsRefused(422, "redemption-not-allowed").Number("max"));
        var hold = await Till.Hold(order, 30);
        var now = await Till.Now();
        (await Till.Buy(withCode.Paid(now).With("redemptionId", hold))).IsRefused(422, "promo-and-points");

        Assert.Equal(30, (await Till.Buy(order.Paid(now).With("redemptionId", hold))).Is(201).Number("redeemed"));
    }

    [Theory]
    [InlineData("questionnaire", 100)]
    [InlineData("firstReview", 50)]
    public async Task A_useful_action_counts_once_per_member_and_its_points_never_end(string type, int points)
    {
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());

        var given = (await Till.ActNow(anna, type)).Is(201);

        Assert.Equal(points, given.Number("points"));
        Assert.True(given["endsOn"] is null);
        (await Till.ActNow(anna, type)).IsRefused(409, "already-exists");
        (await Till.ActNow(boris, type)).Is(201);
        Assert.Equal(new Purse(points), await Till.PurseOf(anna));
        Assert.Empty(await Till.Ending(anna));
    }

    [Fact]
    public async Task An_order_that_comes_back_before_its_accrual_never_counts_and_a_part_counts_for_the_rest()
    {
        var day = await Till.NextDay();
        var (whole, part) = (await Till.NewShopper(), await Till.NewShopper());
        var last = new Dictionary<Shopper, Order>();
        foreach (var shopper in new[] { whole, part })
        {
            for (var i = 0; i < 3; i++)
            {
                last[shopper] = Order.Of(new("1", 40_000), new("2", 10_000)).By(shopper).On(day);
                (await Till.Buy(last[shopper])).Is(201);
            }
        }
        (await Till.Return(last[whole], await Till.Now(), ("1", 1), ("2", 1))).Is(201);
        (await Till.Return(last[part], await Till.Now(), ("1", 1))).Is(201);

        await Till.MoveTo(Moscow.Start(day.AddDays(8)));

        // 100,000 in two orders; 110,000 in three.
        var member = await Till.Look(whole);
        Assert.Equal(("base", 1), (member.Text("tier.id"), member.Number("nextTier.ordersMissing")));
        member = await Till.Look(part);
        Assert.Equal(("regular", 390_000), (member.Text("tier.id"), member.Number("nextTier.sumMissing")));
    }

    [Fact]
    public async Task Points_of_a_lot_of_grace_go_back_to_it_and_get_a_new_grace_when_it_has_ended_too()
    {
        // 60 that end on day 67 from an order of 2,000; spent and back on day 68: until day 82.
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var earned = Order.Of(2_000).By(shopper).On(day.AddDays(-30));
        (await Till.Buy(earned)).Is(201);
        var (first, second, third) = (Order.Of(2_000), Order.Of(2_000), Order.Of(2_000));
        await Till.BuyWith(first, shopper, 60);
        await Till.MoveTo(Moscow.Noon(day.AddDays(68)));
        Assert.Equal([(60m, day.AddDays(82))], (await Back(first)).Filled());

        // Spent again and back on day 82: the lot of grace has not ended. Spent again and back on day 83: it has.
        await Till.BuyWith(second, shopper, 60);
        await Till.MoveTo(Moscow.Noon(day.AddDays(82)));
        Assert.Equal([(60m, day.AddDays(82))], (await Back(second)).Filled());
        await Till.BuyWith(third, shopper, 60);
        await Till.MoveTo(Moscow.Noon(day.AddDays(83)));
        Assert.Equal([(60m, day.AddDays(97))], (await Back(third)).Filled());
        Assert.Equal(new Purse(60), await Till.PurseOf(shopper));

        // They are still the points of the order that earned them: when it comes back nothing is owed.
        Assert.Equal((60, 0, 0), (await Back(earned)).Undone());
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Points_of_grace_that_end_unspent_make_no_debt_when_their_order_comes_back()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var earned = Order.Of(2_000).By(shopper).On(day.AddDays(-30));
        (await Till.Buy(earned)).Is(201);
        var order = Order.Of(2_000);
        await Till.BuyWith(order, shopper, 60);
        await Till.MoveTo(Moscow.Noon(day.AddDays(68)));
        await Back(order);
        await Till.MoveTo(Moscow.Noon(day.AddDays(83)));

        Assert.Equal((60, 0, 0), (await Back(earned)).Undone());

        Assert.Equal(new Purse(0), await Till.PurseOf(shopper));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task A_return_takes_pending_points_before_it_makes_a_debt()
    {
        // 58 pending of 1,940; the return of half of them takes 29 and nothing else.
        var shopper = await Till.NewShopperWith(60);
        var order = Order.Of(new Line("1", 1_000, 2));
        Assert.Equal(58, (await Till.BuyWith(order, shopper, 60)).Number("earned.points"));

        Assert.Equal((29, 30, 0), (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201).Undone());

        Assert.Equal(new Purse(30, Pending: 29), await Till.PurseOf(shopper));
    }

    [Fact]
    public async Task Held_points_that_are_annulled_leave_the_hold_with_what_is_left()
    {
        // 60 + 100 without an end; 150 are held, then the order of the 60 comes back.
        var shopper = await Till.NewShopper();
        var earned = await Till.GivePoints(shopper, 60);
        (await Till.ActNow(shopper, "questionnaire")).Is(201);
        var order = Order.Of(5_000).By(shopper);
        var hold = await Till.Hold(order, 150);
        Assert.Equal(new Purse(10, Held: 150), await Till.PurseOf(shopper));

        Assert.Equal((60, 0, 0), (await Back(earned)).Undone());

        Assert.Equal(new Purse(0, Held: 100), await Till.PurseOf(shopper));
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).IsRefused(409, "redemption-closed");
        await Till.SumsAgree(shopper);
    }

    private static DateTimeOffset Noon(string day) =>
        Moscow.Noon(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private async Task<System.Text.Json.Nodes.JsonNode> Back(Order order) =>
        (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);
}
