using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>What a part return takes and gives back (programmes.md, "Exact arithmetic", 7).</summary>
public sealed class ReturnFigureTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Halves_are_rounded_up_and_later_returns_make_up_for_it()
    {
        // 4 x 250 earned 30; a piece is 7.5.
        var now = await Till.Now();
        var order = Order.Of(new Line("1", 250, 4)).By(await Till.NewShopper()).Paid(now);
        (await Till.Buy(order)).Is(201);

        Assert.Equal([8, 7, 8, 7], await PieceByPiece(order, "annulled"));
    }

    [Fact]
    public async Task So_it_is_with_spent_points()
    {
        // 4 x 250 took 30 points; a piece is 7.5.
        var order = Order.Of(new Line("1", 250, 4)).By(await Till.NewShopperWith(100));
        var hold = await Till.Hold(order, 30);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);

        Assert.Equal([8, 7, 8, 7], await PieceByPiece(order, "restored"));
    }

    [Fact]
    public async Task A_third_of_a_point_is_not_lost()
    {
        // 3 x 33.34 = 100.02 and 7 x 4.77 = 33.39: 3 % of 133.41 is 4.0023, so 4 points. Their shares are 2.9988... and
        // 1.0011...: 3.00 and 1.00 to the hundredth.
        var now = await Till.Now();
        var order = Order.Of(new("1", 33.34m, 3), new("2", 4.77m, 7)).By(await Till.NewShopper()).Paid(now);
        var purchase = (await Till.Buy(order)).Is(201);
        Assert.Equal([3.00m, 1.00m], purchase.Items("lines").Select(line => line.Number("earned")));

        // Pieces of the second line are 1/7: 1/7 -> 0, 2/7 -> 0, 3/7 -> 0, 4/7 -> 1, then nothing more.
        foreach (var annulled in new[] { 0, 0, 0, 1, 0, 0, 0 })
        {
            Assert.Equal(annulled, (await Till.Return(order, now, ("2", 1))).Is(201).Number("annulled"));
        }
        Assert.Equal(3, (await Till.Return(order, now, ("1", 3))).Is(201).Number("annulled"));
    }

    [Fact]
    public async Task Lines_are_summed_before_they_are_rounded()
    {
        // 2 x 350 and 2 x 650 earned 60: 21 and 39. One of each is 10.5 and 19.5.
        var now = await Till.Now();
        var order = Order.Of(new("1", 350, 2), new("2", 650, 2)).By(await Till.NewShopper()).Paid(now);
        (await Till.Buy(order)).Is(201);

        Assert.Equal(30, (await Till.AskReturn(order, now, ("1", 1), ("2", 1))).Is(200).Number("annulled"));
        Assert.Equal(11, (await Till.Return(order, now, ("1", 1))).Is(201).Number("annulled"));
        Assert.Equal(19, (await Till.Return(order, now, ("2", 1))).Is(201).Number("annulled"));
    }

    [Fact]
    public async Task What_was_paid_is_taken_from_the_level_to_the_hundredth()
    {
        // 3 x 33.33 = 99.99; pieces of 33.33, after one point: 98.99 paid, a third is 32.996..., then 65.993...
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var before = (await Till.Look(shopper)).Number("nextTier.sumMissing");
        var order = Order.Of(new Line("1", 33.33m, 3)).By(shopper);
        var hold = await Till.Hold(order, 1);
        (await Till.Buy(order.Paid(now.AddDays(-20)).Received(now.AddDays(-20)).With("redemptionId", hold))).Is(201);
        async Task<decimal> Counted() => before - (await Till.Look(shopper)).Number("nextTier.sumMissing");
        Assert.Equal(98.99m, await Counted());

        (await Till.Return(order, now, ("1", 1))).Is(201);
        Assert.Equal(98.99m - 33.00m, await Counted());
        (await Till.Return(order, now, ("1", 1))).Is(201);
        Assert.Equal(98.99m - 65.99m, await Counted());
        (await Till.Return(order, now, ("1", 1))).Is(201);
        Assert.Equal(0, await Counted());
    }

    private async Task<List<decimal>> PieceByPiece(Order order, string what)
    {
        var figures = new List<decimal>();
        for (var piece = 0; piece < 4; piece++)
        {
            figures.Add((await Till.Return(order, await Till.Now(), ("1", 1))).Is(201).Number(what));
        }
        return figures;
    }
}
