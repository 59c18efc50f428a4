using LoyaltyPortal.Domain.Backtests;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Backtests;

public class ReplayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 10, 12, 0, 0, TimeSpan.FromHours(3));

    [Fact]
    public void A_ladder_counts_the_order_before_on_the_same_day()
    {
        var replay = ReplayOf("autostars");
        var member = replay.Join();

        Posted(replay.Purchase(member, Order(replay, "1", "store", 1, 1_000, Noon)));
        Posted(replay.Purchase(member, Order(replay, "2", "store", 1, 100, Noon.AddHours(1))));

        // 2.5 % of 1,000, then 3 % of 100: the total before it is 1,000.
        Assert.Equal(Points.Whole(28), replay.Figures.Earned);
    }

    [Fact]
    public void An_order_earns_when_it_is_paid_and_a_cancelled_one_gives_it_back()
    {
        var replay = ReplayOf("stomatorg");
        var unpaid = Order(replay, "1", "web", 1, 1_000, Noon) with { PaidAt = null };

        Posted(replay.Purchase(replay.Join(), unpaid));
        Assert.Equal((Points.Zero, Money.Zero), (replay.Figures.Earned, replay.Figures.Paid));
        Posted(replay.Event("1", OrderEvent.Paid, Noon.AddDays(1)));
        Assert.Equal((Points.Whole(30), Money.Whole(1_000)), (replay.Figures.Earned, replay.Figures.Paid));
        Assert.False(replay.Event("1", OrderEvent.Paid, Noon.AddDays(1)).Value);
        Posted(replay.Cancel("1", Noon.AddDays(2)));

        Assert.Equal("order-cancelled", replay.Event("1", OrderEvent.Received, Noon.AddDays(3)).Refusal!.Code);
        replay.EndAt(Noon.AddDays(10));
        Assert.Equal((Points.Whole(30), Points.Zero), (replay.Figures.Annulled, replay.Figures.Outstanding));
    }

    [Fact]
    public void A_promotion_keeps_its_own_points_through_a_return()
    {
        var gift = new Promotion(
            "gift",
            new("Подарок", "Gift"),
            new(2026, 1, 1),
            new(2026, 1, 31),
            new([], [], [], [], null),
            new PromotionReward.Fixed(Points.Whole(100)),
            new Period(30, PeriodUnit.Days),
            Combinable: true,
            PointsMayPay: true,
            ReturnsAnnul: true
        );
        var replay = new Replay(Fixture.Programme("stomatorg") with { Promotions = [gift] }, Percent.Zero);

        Posted(replay.Purchase(replay.Join(), Order(replay, "1", "web", 2, 500, Noon)));
        Posted(replay.Return("1", "r", [new("1", 1)], Noon.AddDays(1)));
        Assert.False(replay.Return("1", "r", [new("1", 1)], Noon.AddDays(1)).Value);
        replay.EndAt(Noon.AddDays(2));

        var figures = replay.Figures;
        Assert.Equal((Points.Whole(30), Points.Whole(100)), (figures.Earned, figures.Bonus));
        // Half of each comes back: 15 and 50.
        Assert.Equal((Points.Whole(65), Points.Whole(65)), (figures.Annulled, figures.Pending));
    }

    [Fact]
    public void Points_that_ended_before_their_goods_came_back_are_told_once()
    {
        var replay = ReplayOf("stomatorg");

        Posted(replay.Purchase(replay.Join(), Order(replay, "1", "web", 2, 500, Noon) with { ReceivedAt = Noon }));
        Posted(replay.Return("1", "r", [new("1", 1)], Noon.AddDays(200)));
        replay.EndAt(Noon.AddDays(201));

        var figures = replay.Figures;
        Assert.Equal(
            (Points.Whole(30), Points.Zero, Points.Zero),
            (figures.Expired, figures.Annulled, figures.Outstanding)
        );
        Assert.Equal(100m, figures.Breakage);
    }

    [Fact]
    public void A_level_that_falls_with_the_window_is_told_in_its_month()
    {
        var replay = ReplayOf("lusio");

        Posted(replay.Purchase(replay.Join(), Order(replay, "1", "store", 1, 50_000, Noon)));
        replay.EndAt(Noon.AddDays(385));

        // It counts from the 11th of January to the 10th of January a year later.
        Assert.Equal([new(2026, 1, 1), new(2027, 1, 1)], replay.Figures.Moves.Keys);
        Assert.Equal([new TierMoves(1, 0), new TierMoves(0, 1)], replay.Figures.Moves.Values);
        Assert.Equal([("start", 1), ("plus", 0), ("premium", 0)], replay.Figures.ByTier);
    }

    [Fact]
    public void Another_order_of_the_same_number_is_refused_and_the_same_one_changes_nothing()
    {
        var replay = ReplayOf("stomatorg");
        var member = replay.Join();

        Posted(replay.Purchase(member, Order(replay, "1", "web", 1, 1_000, Noon)));

        Assert.False(replay.Purchase(member, Order(replay, "1", "web", 1, 1_000, Noon)).Value);
        Assert.Equal(
            "already-exists",
            replay.Purchase(member, Order(replay, "1", "web", 2, 1_000, Noon)).Refusal!.Code
        );
        Assert.Equal(
            "already-exists",
            replay.Purchase(replay.Join(), Order(replay, "1", "web", 1, 1_000, Noon)).Refusal!.Code
        );
        Assert.Equal(1, replay.Figures.Purchases);
    }

    [Fact]
    public void An_order_of_nobody_is_kept_and_earns_nothing()
    {
        var replay = ReplayOf("stomatorg");

        Posted(replay.Purchase(null, Order(replay, "1", "web", 2, 500, Noon)));
        Posted(replay.Return("1", "r", [new("1", 2)], Noon.AddDays(1)));

        Assert.Equal(
            (1, Money.Zero, Points.Zero),
            (replay.Figures.Purchases, replay.Figures.Paid, replay.Figures.Earned)
        );
    }

    private static Replay ReplayOf(string preset) => new(Fixture.Programme(preset), Percent.Zero);

    private static Order Order(Replay replay, string id, string channel, int quantity, int price, DateTimeOffset at) =>
        new(
            Guid.Empty,
            id,
            replay.Programme.ChannelOf(channel)!,
            null,
            "online",
            at,
            at,
            null,
            null,
            Money.Zero,
            [new("1", "sku", null, null, quantity, Money.Whole(price), Money.Zero, LineMarks.None, null)]
        );

    private static void Posted(Domain.Ledger.Outcome<bool> done) => Assert.True(done.Value);
}
