using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>The same database, opened in Production after somebody had played with it in Development.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private readonly DemoPortal development = new();
    private ProductionPortal portal = null!;
    private Shopper shopper = null!;

    public async ValueTask InitializeAsync()
    {
        await development.InitializeAsync();
        shopper = await development.Till.NewShopper();
        await development.Till.Wait(TimeSpan.FromDays(100));
        await development.Books.AddKeyAsync("lp_shop");
        portal = new ProductionPortal(development.File);
        await portal.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await development.DisposeAsync();
    }

    [Fact]
    public async Task There_are_no_demo_routes_no_demo_key_and_no_moved_clock()
    {
        var till = portal.TillWith("lp_shop");
        foreach (var path in new[] { "/demo", "/demo/clock", "/demo/messages" })
        {
            Assert.Equal(404, (await till.Get(path)).Status);
        }
        foreach (
            var path in new[]
            {
                "/demo/clock",
                "/demo/suspension",
                $"/demo/members/{shopper.MemberId}",
                $"/demo/members/{shopper.MemberId}/qr",
            }
        )
        {
            Assert.Equal(404, (await till.Post(path, new JsonObject { ["advance"] = "1.00:00:00" })).Status);
        }

        (await portal.Till.Find("cardNumber", shopper.CardNumber)).IsRefused(401, "unauthorized");
        Assert.Equal(shopper.MemberId, (await till.Find("cardNumber", shopper.CardNumber)).Is(200).Text("memberId"));
        // The portal's time is the machine's again: what was tomorrow in the demo is in the future.
        (await till.Buy(Order.Of(1).Paid(DemoPortal.Start.AddDays(99)))).IsRefused(422, "time-in-future");
    }

    private sealed class ProductionPortal(string file) : DemoPortal(file)
    {
        protected override string Environment => "Production";
    }
}
