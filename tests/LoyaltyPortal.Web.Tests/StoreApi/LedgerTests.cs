using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class LedgerTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task An_entry_says_what_when_how_much_why_and_until_when()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(now.AddDays(-10)).Received(now.AddDays(-9));
        (await Till.Buy(order)).Is(201);

        var entry = Assert.Single(await Till.Ledger(shopper));

        Assert.NotEmpty(entry.Text("id"));
        Assert.Equal(now.AddDays(-10), entry.Time("at"));
        Assert.Equal("earned", entry.Text("type"));
        Assert.Equal("main", entry.Text("wallet"));
        Assert.Equal(30, entry.Number("points"));
        Assert.Equal(order.Id, entry.Text("orderId"));
        Assert.NotEmpty(entry.Text("lotId"));
        Assert.Equal(new DateOnly(2027, 2, 26), entry.Day("startsOn"));
        Assert.Equal(new DateOnly(2027, 5, 27), entry.Day("endsOn"));
        Assert.NotEmpty(entry.Text("reason.code"));
        Assert.Contains(order.Id, entry.Text("reason.text"), StringComparison.Ordinal);
        Assert.NotEmpty(entry.Items("explanation"));
        Assert.All(entry.Items("explanation"), reason => Assert.NotEmpty(reason.Text("text")));
    }

    [Fact]
    public async Task The_newest_comes_first_whatever_was_posted_last()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        foreach (var daysAgo in new[] { 5, 20, 1, 12 })
        {
            (await Till.Buy(Order.Of(1_000 + daysAgo).By(shopper).Paid(now.AddDays(-daysAgo)))).Is(201);
        }

        var ledger = await Till.Ledger(shopper);

        Assert.Equal(
            [now.AddDays(-1), now.AddDays(-5), now.AddDays(-12), now.AddDays(-20)],
            ledger.Select(entry => entry.Time("at"))
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task Page_by_page_every_entry_comes_once(int limit)
    {
        var shopper = await Till.NewShopper();
        for (var i = 0; i < 13; i++)
        {
            // All at the same moment: only the place in the ledger tells them apart.
            (await Till.Buy(Order.Of(1_000 + 100 * i).By(shopper).Paid(await Till.Now()))).Is(201);
        }
        var whole = (await Till.Ledger(shopper)).Select(entry => entry.Text("id")).ToList();

        var paged = (await Till.Ledger(shopper, limit)).Select(entry => entry.Text("id"));

        Assert.Equal(13, whole.Distinct().Count());
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_page_does_not_shift_when_entries_are_added()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        for (var i = 1; i <= 4; i++)
        {
            (await Till.Buy(Order.Of(1_000 * i).By(shopper).Paid(now.AddHours(-i)))).Is(201);
        }
        var first = (await Till.Get($"/api/v1/members/{shopper.MemberId}/ledger?limit=2")).Is(200);

        (await Till.Buy(Order.Of(9_000).By(shopper).Paid(now))).Is(201);
        var second = (
            await Till.Get($"/api/v1/members/{shopper.MemberId}/ledger?limit=2&after={first.Text("next")}")
        ).Is(200);

        Assert.Equal([30, 60, 90, 120], first.Items("entries").Concat(second.Items("entries")).Select(Points));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task The_sum_is_active_and_held_and_pending_less_debt()
    {
        // Given points of every kind: active, held for an order, pending, and a debt that held points cannot settle.
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var first = await Till.GivePoints(shopper, 300);
        var spending = Order.Of(10_000).By(shopper);
        var hold = await Till.Hold(spending, 300);
        (await Till.Buy(spending.Paid(now).With("redemptionId", hold))).Is(201);
        await Till.GivePoints(shopper, 100);
        await Till.Hold(Order.Of(10_000).By(shopper), 80);
        (await Till.Return(first, now, ("1", 1))).Is(201);

        var wallet = await Till.Wallet(shopper);
        var sum = (await Till.Ledger(shopper)).Sum(Points);

        Assert.Equal(0, wallet.Number("active"));
        Assert.Equal(80, wallet.Number("held"));
        Assert.Equal(291, wallet.Number("pending"));
        Assert.Equal(280, wallet.Number("debt"));
        Assert.Equal(80 + 291 - 280, sum);
    }

    [Fact]
    public async Task A_settled_debt_moves_no_points_and_says_how_much_was_settled()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var first = await Till.GivePoints(shopper, 300);
        var spending = Order.Of(10_000).By(shopper);
        var hold = await Till.Hold(spending, 300);
        (await Till.Buy(spending.Paid(now).With("redemptionId", hold))).Is(201);
        (await Till.Return(first, now, ("1", 1))).Is(201);

        await Till.GivePoints(shopper, 120);

        var settled = Assert.Single(await Till.Ledger(shopper), entry => entry.Text("type") == "debtSettled");
        Assert.Equal(0, settled.Number("points"));
        Assert.Equal(120, settled.Number("settled"));
        Assert.Equal(180, (await Till.Wallet(shopper)).Number("debt"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("after=nowhere", "after")]
    [InlineData("after=-", "after")]
    [InlineData("after=7fffffffffffffff-1", "after")]
    public async Task A_page_that_makes_no_sense_is_malformed(string query, string field)
    {
        var shopper = await Till.NewShopper();

        (await Till.Get($"/api/v1/members/{shopper.MemberId}/ledger?{query}")).IsMalformed(field);
    }

    [Fact]
    public async Task The_ledger_of_nobody_is_unknown()
    {
        (await Till.Get("/api/v1/members/00000000-0000-0000-0000-000000000001/ledger")).IsRefused(
            404,
            "member-unknown"
        );
        (await Till.Get("/api/v1/members/anna/ledger")).IsRefused(404, "member-unknown");
    }

    private static decimal Points(System.Text.Json.Nodes.JsonNode entry) => entry.Number("points");
}
