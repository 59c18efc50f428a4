using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Ends of months, the turn of the year and 29 February 2028. Each example has a portal of its own, because a
/// portal's clock does not go back.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private readonly DemoPortal portal = new();

    private Till Till => portal.Till;

    public ValueTask InitializeAsync() => portal.InitializeAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Points_can_end_on_29_February_and_be_spent_all_that_day()
    {
        await Till.MoveTo(Moscow.Noon(new(2027, 11, 24)));
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        foreach (var shopper in new[] { anna, boris })
        {
            // 24 November + 7 = 1 December; + 90 = 30 days of December, 31 of January, 29 of February.
            var purchase = (await Till.Buy(Order.Of(1_000).By(shopper).On(new(2027, 11, 24)))).Is(201);
            Assert.Equal(new DateOnly(2027, 12, 1), purchase.Day("earned.startsOn"));
            Assert.Equal(new DateOnly(2028, 2, 29), purchase.Day("earned.endsOn"));
        }

        await Till.MoveTo(Moscow.End(new(2028, 2, 29)));
        await Till.Hold(Order.Of(1_000).By(anna), 30);
        Assert.Equal(30, await Till.Active(boris));
        await Till.MoveTo(Moscow.Start(new(2028, 3, 1)));

        Assert.Equal(0, await Till.Active(boris));
        Assert.Equal(0, (await Till.Wallet(anna)).Number("held"));
    }

    [Fact]
    public async Task Days_are_counted_over_ends_of_months_and_years()
    {
        await Till.MoveTo(Moscow.Noon(new(2029, 4, 1)));
        var shopper = await Till.NewShopper();

        foreach (
            var (paid, startsOn, endsOn) in new[]
            {
                // A leap year: 7 days from 22 and 23 February, 90 from there.
                (new DateOnly(2028, 2, 22), new DateOnly(2028, 2, 29), new DateOnly(2028, 5, 29)),
                (new DateOnly(2028, 2, 23), new DateOnly(2028, 3, 1), new DateOnly(2028, 5, 30)),
                // None.
                (new DateOnly(2029, 2, 22), new DateOnly(2029, 3, 1), new DateOnly(2029, 5, 30)),
                // The turn of the year.
                (new DateOnly(2027, 12, 25), new DateOnly(2028, 1, 1), new DateOnly(2028, 3, 31)),
                (new DateOnly(2027, 12, 31), new DateOnly(2028, 1, 7), new DateOnly(2028, 4, 6)),
                (new DateOnly(2028, 10, 3), new DateOnly(2028, 10, 10), new DateOnly(2029, 1, 8)),
                // Months of 31 and 30 days.
                (new DateOnly(2028, 8, 24), new DateOnly(2028, 8, 31), new DateOnly(2028, 11, 29)),
                (new DateOnly(2028, 2, 29), new DateOnly(2028, 3, 7), new DateOnly(2028, 6, 5)),
            }
        )
        {
            var purchase = (await Till.Buy(Order.Of(1_000).By(shopper).On(paid))).Is(201);
            Assert.Equal((startsOn, endsOn), (purchase.Day("earned.startsOn"), purchase.Day("earned.endsOn")));
        }
    }

    [Fact]
    public async Task The_window_of_365_days_is_a_day_short_of_a_leap_year()
    {
        var early = await BoughtOn(new(2027, 3, 1));

        await Till.MoveTo(Moscow.End(new(2028, 2, 29)));
        Assert.Equal("regular", await Till.Tier(early));
        await Till.MoveTo(Moscow.Start(new(2028, 3, 1)));
        Assert.Equal("base", await Till.Tier(early));

        var late = await BoughtOn(new(2028, 2, 29));
        await Till.MoveTo(Moscow.End(new(2029, 2, 28)));
        Assert.Equal("regular", await Till.Tier(late));
        await Till.MoveTo(Moscow.Start(new(2029, 3, 1)));
        Assert.Equal("base", await Till.Tier(late));
    }

    [Fact]
    public async Task Fourteen_days_of_grace_run_over_29_February()
    {
        await Till.MoveTo(Moscow.Noon(new(2027, 11, 20)));
        var shopper = await Till.NewShopper();
        (await Till.Buy(Order.Of(1_000).By(shopper).On(new(2027, 11, 1)))).Is(201);
        var order = Order.Of(1_000).By(shopper);
        var hold = await Till.Hold(order, 30);
        (await Till.Buy(order.Paid(await Till.Now()).With("redemptionId", hold))).Is(201);
        // The lot ended on 8 November + 90 = 6 February.
        await Till.MoveTo(Moscow.Noon(new(2028, 2, 16)));

        var done = (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        Assert.Equal(new DateOnly(2028, 3, 1), Assert.Single(done.Items("lots")).Day("endsOn"));
    }

    private async Task<Shopper> BoughtOn(DateOnly day)
    {
        var shopper = await Till.NewShopper();
        for (var i = 0; i < 3; i++)
        {
            (await Till.Buy(Order.Of(50_000).By(shopper).Paid(Moscow.Start(day)).Received(Moscow.Start(day)))).Is(201);
        }
        return shopper;
    }
}
