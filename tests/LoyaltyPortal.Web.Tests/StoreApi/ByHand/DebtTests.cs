using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Points that were annulled after they had been spent (programmes.md, "Exact arithmetic", 8).</summary>
public sealed class DebtTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_debt_is_settled_at_the_start_of_the_day_on_which_points_become_usable()
    {
        // 300 earned, all spent on an order of 10,000 that earned 291; then the first order comes back.
        var day = await Till.NextDay();
        var (shopper, first) = await Spent();
        var done = (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201);
        Assert.Equal((300, 300), (done.Number("annulled"), done.Number("debt")));
        await Has(shopper, active: 0, held: 0, pending: 291, debt: 300);

        await Till.MoveTo(Moscow.End(day.AddDays(6)));
        await Has(shopper, active: 0, held: 0, pending: 291, debt: 300);
        await Till.MoveTo(Moscow.Start(day.AddDays(7)));

        await Has(shopper, active: 0, held: 0, pending: 0, debt: 9);
        var settled = (await Till.Ledger(shopper)).Single(entry => entry.Text("type") == "debtSettled");
        Assert.Equal(291, settled.Number("settled"));
        Assert.Equal(Moscow.Start(day.AddDays(7)), settled.Time("at"));
    }

    [Fact]
    public async Task Points_that_settle_a_debt_cannot_be_spent()
    {
        await Till.NextDay();
        var (shopper, first) = await Spent();
        (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201);

        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);

        await Has(shopper, active: 0, held: 0, pending: 291, debt: 200);
        (await Till.Redeem(Order.Of(10_000).By(shopper), 1)).IsRefused(422, "redemption-not-allowed");
    }

    [Fact]
    public async Task More_points_than_the_debt_leave_the_rest_to_spend()
    {
        await Till.NextDay();
        var shopper = await Till.NewShopper();
        var first = await Till.GivePoints(shopper, 60);
        await Spend(shopper, 60);
        (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201);

        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);

        await Has(shopper, active: 40, held: 0, pending: 58, debt: 0);
        Assert.Equal(40, (await Till.Quote(Order.Of(10_000).By(shopper))).Is(200).Number("redeem.max"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Held_points_settle_a_debt_when_the_hold_ends(bool byCancel)
    {
        await Till.NextDay();
        var (shopper, first) = await Spent();
        (await Till.Act(shopper, "questionnaire", Till.NewName(), await Till.Now())).Is(201);
        var hold = await Till.Hold(Order.Of(10_000).By(shopper), 80);
        (await Till.Return(first, await Till.Now(), ("1", 1))).Is(201);
        await Has(shopper, active: 0, held: 80, pending: 291, debt: 280);

        if (byCancel)
        {
            (await Till.Cancel(hold)).Is(200);
        }
        else
        {
            await Till.Wait(TimeSpan.FromMinutes(15));
        }

        await Has(shopper, active: 0, held: 0, pending: 291, debt: 200);
    }

    [Fact]
    public async Task Points_that_ended_unspent_make_no_debt()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(10_000).By(shopper).On(day);
        (await Till.Buy(order)).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddDays(98)));

        var done = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal((300, 0), (done.Number("annulled"), done.Number("debt")));
        await Has(shopper, active: 0, held: 0, pending: 0, debt: 0);
        Assert.Equal(0, (await Till.Ledger(shopper)).Sum(entry => entry.Number("points")));
    }

    [Fact]
    public async Task Of_a_lot_spent_in_part_and_ended_in_part_only_the_spent_part_is_owed()
    {
        var day = await Till.NextDay();
        var shopper = await Till.NewShopper();
        var order = Order.Of(10_000).By(shopper).On(day);
        (await Till.Buy(order)).Is(201);
        await Till.MoveTo(Moscow.Noon(day.AddDays(97)));
        // 90 of 300 go into an order of 3,000 that earns 87, not received: pending.
        await Spend(shopper, 90, 3_000);
        await Till.MoveTo(Moscow.Noon(day.AddDays(98)));

        var done = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal((300, 90), (done.Number("annulled"), done.Number("debt")));
        await Has(shopper, active: 0, held: 0, pending: 87, debt: 90);
        Assert.Equal(-3, (await Till.Ledger(shopper)).Sum(entry => entry.Number("points")));
    }

    /// <summary>Somebody who earned 300 with the order given, and spent them all on one of 10,000, received at once.</summary>
    private async Task<(Shopper Shopper, Order First)> Spent()
    {
        var shopper = await Till.NewShopper();
        var first = await Till.GivePoints(shopper, 300);
        var now = await Till.Now();
        var order = Order.Of(10_000).By(shopper);
        var hold = await Till.Hold(order, 300);
        (await Till.Buy(order.Paid(now).Received(now).With("redemptionId", hold))).Is(201);
        return (shopper, first);
    }

    private async Task Spend(Shopper shopper, decimal points, decimal price = 2_000)
    {
        var order = Order.Of(price).By(shopper);
        var hold = await Till.Hold(order, points);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
    }

    private async Task Has(Shopper shopper, decimal active, decimal held, decimal pending, decimal debt)
    {
        var wallet = await Till.Wallet(shopper);
        Assert.Equal(
            (active, held, pending, debt),
            (wallet.Number("active"), wallet.Number("held"), wallet.Number("pending"), wallet.Number("debt"))
        );
    }
}
