using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>Suspension (programmes.md): three switches with a from and a to. Every test leaves the clock behind what it
/// suspended, so that the next one starts without.</summary>
public sealed class DelimanoSuspensionTests(DelimanoPortal portal) : IClassFixture<DelimanoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Nothing_is_suspended_at_first() => Assert.Null(await Told());

    [Fact]
    public async Task What_is_paid_while_earning_is_suspended_earns_nothing_and_reviews_go_on()
    {
        var day = await Till.NextDay();
        var (from, to) = (Moscow.At(day, 14), Moscow.At(day.AddDays(3), 14));
        await Till.Suspend("earning", from, to);
        var shopper = await Till.NewShopper();
        Order Fresh() => Order.Of(new Line("1", 2_000, Points: 50)).By(shopper);
        // Ordered before, paid while it is suspended; and ordered while it is suspended, paid after.
        var early = Fresh().PlacedAt(await Till.Now());
        (await Till.Buy(early)).Is(201);
        Assert.Equal(50, (await Till.Quote(Fresh())).Is(200).Number("earn.points"));
        await Till.MoveTo(Moscow.At(day.AddDays(1), 10));

        var quote = (await Till.Quote(Fresh())).Is(200);
        Assert.Equal(0, quote.Number("earn.points"));
        Assert.Contains("earning-suspended", quote.Codes("earn.explanation"));
        var paid = (await Till.Tell(early, "paid", await Till.Now())).Is(200);
        Assert.Equal(0, paid.Number("earned.points"));
        Assert.Contains("earning-suspended", paid.Codes("earned.explanation"));
        var late = Fresh().PlacedAt(await Till.Now());
        (await Till.Buy(late)).Is(201);
        Assert.Equal(
            30,
            (await Till.ActNow(shopper, "marketplaceReview", Till.NewName("RUS"))).Is(201).Number("points")
        );
        Assert.Equal(400, (await Till.ActNow(shopper, "clubCard400")).Is(201).Number("points"));
        await Till.MoveTo(to);

        Assert.Equal(50, (await Till.Tell(late, "paid", await Till.Now())).Is(200).Number("earned.points"));
        // To the moment: from included, to excluded.
        foreach (var (at, points) in new[] { (from.AddSeconds(-1), 50), (from, 0), (to.AddSeconds(-1), 0), (to, 50) })
        {
            Assert.Equal(points, (await Till.Buy(Fresh().Paid(at))).Is(201).Number("earned.points"));
        }
    }

    [Fact]
    public async Task While_spending_is_suspended_no_points_can_be_spent_from_either_wallet()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopperOfDelimanoWith(1_000);
        (await Till.ActNow(shopper, "clubCard400")).Is(201);
        await Till.Suspend("spending", Moscow.Noon(day), Moscow.Noon(day.AddDays(1)));

        foreach (var channel in new[] { "web", "tv", "catalogue", "phone" })
        {
            var order = Order.Of(new Line("1", 4_000, Points: 20)).By(shopper).With("channel", channel);
            var quote = (await Till.Quote(order)).Is(200);
            Assert.Equal(0, quote.Number("redeem.max"));
            Assert.Equal(["spending-suspended"], quote.Codes("redeem.reasons"));
            (await Till.Redeem(order, 200)).IsRefused(422, "redemption-not-allowed");
            // Earning is a switch of its own.
            Assert.Equal(channel == "web" ? 20 : 0, quote.Number("earn.points"));
        }
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));

        Assert.Equal(1_000, (await Till.Quote(Order.Of(4_000).By(shopper))).Is(200).Number("redeem.max"));
    }

    [Fact]
    public async Task Each_day_of_a_stopped_clock_is_added_to_every_lot_active_then()
    {
        // The clock stands from day 10 to day 17, seven days: 10 to 16.
        var day = await LongAfter();
        var (ended, before, within, after) = (
            await Till.NewShopper(),
            await Till.NewShopper(),
            await Till.NewShopper(),
            await Till.NewShopper()
        );
        // Ninety days that ended the day before the clock stood still, and ninety that started on day 0.
        (await Till.Act(ended, "clubCard400", Till.NewName(), Moscow.Noon(day.AddDays(-81)))).Is(201);
        (await Till.ActNow(before, "clubCard400")).Is(201);
        await Till.Suspend("expiryClock", Moscow.At(day.AddDays(10), 15), Moscow.At(day.AddDays(17), 9));
        await Till.MoveTo(Moscow.Start(day.AddDays(10)));
        Assert.Equal(new Purse(0), await Till.PurseOf(ended, "club"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(14)));
        (await Till.ActNow(within, "clubCard400")).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddDays(17)));
        (await Till.ActNow(after, "clubCard400")).Is(201);

        Assert.Equal([(400, day.AddDays(97))], await Till.Ending(before, "club"));
        // Days 14, 15 and 16.
        Assert.Equal([(400, day.AddDays(14 + 90 + 3))], await Till.Ending(within, "club"));
        Assert.Equal([(400, day.AddDays(17 + 90))], await Till.Ending(after, "club"));
        await Till.MoveTo(Moscow.End(day.AddDays(97)));
        Assert.Equal(new Purse(400), await Till.PurseOf(before, "club"));
        await Till.MoveTo(Moscow.Start(day.AddDays(98)));
        Assert.Equal(new Purse(0), await Till.PurseOf(before, "club"));
        await Till.MoveTo(Moscow.Start(day.AddDays(108)));
        Assert.Equal(new Purse(0), await Till.PurseOf(within, "club"));
        await Till.SumsAgree(before, "club");
        await Till.SumsAgree(within, "club");
    }

    [Fact]
    public async Task A_lot_that_would_have_ended_while_the_clock_stood_ends_by_its_days_after()
    {
        // Ends on day 12 by its rule; active on days 10 to 16 of the stopped clock, kept alive by them.
        var day = await LongAfter();
        var shopper = await Till.NewShopper();
        (await Till.Act(shopper, "clubCard400", Till.NewName(), Moscow.Noon(day.AddDays(12 - 90)))).Is(201);
        await Till.Suspend("expiryClock", Moscow.Start(day.AddDays(10)), Moscow.Start(day.AddDays(17)));

        await Till.MoveTo(Moscow.Noon(day.AddDays(19)));

        Assert.Equal([(400, day.AddDays(19))], await Till.Ending(shopper, "club"));
        await Till.MoveTo(Moscow.Start(day.AddDays(20)));
        Assert.Equal(new Purse(0), await Till.PurseOf(shopper, "club"));
    }

    [Fact]
    public async Task Points_that_are_pending_while_the_clock_stands_get_no_days()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(new Line("1", 2_000, Points: 50)).By(shopper).Paid(await Till.Now());
        (await Till.Buy(order)).Is(201);
        await Till.Suspend("expiryClock", Moscow.Start(day), Moscow.Start(day.AddDays(5)));
        await Till.MoveTo(Moscow.Noon(day.AddDays(5)));

        var done = (await Till.Tell(order, "completed", await Till.Now())).Is(200);

        Assert.Equal(day.AddDays(5).AddMonths(4), done.Day("earned.endsOn"));
    }

    [Fact]
    public async Task Points_given_back_while_the_clock_stands_live_fourteen_days_and_the_stopped_ones()
    {
        // The lot ends on day 1 by its rule, spent on day 0; the clock stands on days 5 to 7; the return is on day 6: the
        // grace of 14 days ends on day 20 and gets days 6 and 7.
        var day = await LongAfter();
        var shopper = await Till.NewShopper();
        (await Till.Act(shopper, "clubCard400", Till.NewName(), Moscow.Noon(day.AddDays(1 - 90)))).Is(201);
        var order = Order.Of(4_000).With("channel", "phone");
        await Till.BuyWith(order, shopper, 400);
        await Till.Suspend("expiryClock", Moscow.Start(day.AddDays(5)), Moscow.Start(day.AddDays(8)));
        await Till.MoveTo(Moscow.Noon(day.AddDays(6)));

        (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(400, day.AddDays(22))], await Till.Ending(shopper, "club"));
        await Till.MoveTo(Moscow.Noon(day.AddDays(8)));
    }

    [Fact]
    public async Task Points_given_back_to_a_lot_get_the_days_it_lived_through_while_they_were_spent()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.ActNow(shopper, "clubCard400")).Is(201);
        var order = Order.Of(4_000).With("channel", "phone");
        await Till.BuyWith(order, shopper, 400);
        await Till.Suspend("expiryClock", Moscow.Start(day.AddDays(5)), Moscow.Start(day.AddDays(8)));
        await Till.MoveTo(Moscow.Noon(day.AddDays(92)));

        var back = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal([(400m, day.AddDays(93))], back.Filled());
    }

    [Fact]
    public async Task A_suspension_is_lifted_switch_by_switch()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopperOfDelimanoWith(1_000);
        var order = Order.Of(new Line("1", 2_000, Points: 50)).By(shopper);
        await Till.Suspend("earning", Moscow.Start(day), Moscow.Start(day.AddDays(30)));
        await Till.Suspend("spending", Moscow.Start(day), Moscow.Start(day.AddDays(30)));
        await Till.MoveTo(Moscow.Noon(day.AddDays(1)));
        var quote = (await Till.Quote(order)).Is(200);
        Assert.Equal((0, 0), (quote.Number("earn.points"), quote.Number("redeem.max")));
        Assert.Equal((true, true, false), await Told());

        await Till.Suspend("spending", await Till.Now(), Moscow.Start(day.AddDays(30)), isStopped: false);

        quote = (await Till.Quote(order)).Is(200);
        Assert.Equal((0, 1_000), (quote.Number("earn.points"), quote.Number("redeem.max")));
        Assert.Equal((true, false, false), await Told());
        await Till.Suspend("earning", await Till.Now(), Moscow.Start(day.AddDays(30)), isStopped: false);
        Assert.Equal(50, (await Till.Quote(order)).Is(200).Number("earn.points"));
        Assert.Null(await Told());
    }

    [Fact]
    public async Task One_switch_leaves_the_others_as_they_were()
    {
        // The clock stands for ten days; in the middle spending is stopped for two.
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        (await Till.ActNow(shopper, "clubCard400")).Is(201);
        await Till.Suspend("expiryClock", Moscow.Start(day.AddDays(1)), Moscow.Start(day.AddDays(11)));
        await Till.Suspend("spending", Moscow.Start(day.AddDays(4)), Moscow.Start(day.AddDays(6)));

        await Till.MoveTo(Moscow.Noon(day.AddDays(11)));

        Assert.Equal([(400, day.AddDays(100))], await Till.Ending(shopper, "club"));
    }

    /// <summary>The switches that the programme tells to be off.</summary>
    private async Task<(bool Earning, bool Spending, bool ExpiryClock)?> Told()
    {
        var told = (await Till.Get("/api/v1/programme")).Is(200)["suspension"];
        bool Is(string what) => told![what]!.GetValue<bool>();
        return told is null ? null : (Is("earning"), Is("spending"), Is("expiryClock"));
    }

    /// <summary>Moves the clock so far that points given ninety days before lived through no earlier test.</summary>
    private async Task<DateOnly> LongAfter()
    {
        await Till.Wait(TimeSpan.FromDays(100));
        return await Till.NextDay();
    }
}
