using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Platform;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class DemoClockTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public void The_clock_runs_with_the_machine()
    {
        var machine = new Machine();
        var clock = new PortalClock(machine);
        var first = clock.GetUtcNow();

        Assert.True(clock.TryMoveTo(TimeSpan.FromDays(14)));
        machine.Now += TimeSpan.FromSeconds(20);

        Assert.Equal(first.AddDays(14).AddSeconds(20), clock.GetUtcNow());
        Assert.False(clock.TryMoveTo(TimeSpan.FromDays(13)));
    }

    [Fact]
    public async Task The_clock_is_moved_to_a_time_or_by_a_span()
    {
        var now = await Till.Now();

        var moved = (await Till.Post("/demo/clock", new JsonObject { ["now"] = Till.Said(now.AddHours(5)) })).Is(200);
        Assert.Equal(now.AddHours(5), moved.Time("now"));
        var advanced = (await Till.Post("/demo/clock", new JsonObject { ["advance"] = "14.00:00:00" })).Is(200);
        Assert.Equal(now.AddHours(5).AddDays(14), advanced.Time("now"));
        Assert.Equal(now.AddHours(5).AddDays(14), await Till.Now());
    }

    [Theory]
    [InlineData("""{"advance":"-00:00:01"}""", 422)]
    [InlineData("""{"now":"2020-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"now":"2199-12-31T00:00:00Z"}""", 422)]
    [InlineData("""{"advance":"36501.00:00:00"}""", 422)]
    [InlineData("""{"advance":"soon"}""", 400)]
    [InlineData("""{"now":"tomorrow"}""", 400)]
    [InlineData("""{"now":"2199-01-01T00:00:00Z","advance":"1.00:00:00"}""", 400)]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("", 400)]
    public async Task It_only_moves_forward_and_stays_where_a_request_makes_no_sense(string body, int status)
    {
        var before = await Till.Now();

        var answer = await Till.Post("/demo/clock", Till.Json(body), once: null);

        Assert.Equal(status, answer.Status);
        Assert.Equal(before, await Till.Now());
    }

    [Fact]
    public async Task What_is_due_by_then_has_been_written_when_the_answer_comes()
    {
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper);
        await Till.Hold(order, 60);

        await Till.Wait(TimeSpan.FromDays(68));

        var expired = Assert.Single(await Till.Ledger(shopper), entry => entry.Text("type") == "expired");
        Assert.Equal(-100, expired.Number("points"));
        Assert.Contains(
            (await portal.Books.RowsAsync())["Holds"],
            hold => hold.Contains("Status=5", StringComparison.Ordinal)
        );
        var wallet = await Till.Wallet(shopper);
        Assert.Equal((0, 0), (wallet.Number("active"), wallet.Number("held")));
    }

    private sealed class Machine : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
