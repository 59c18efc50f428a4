using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>What shops meet of a member who has left: nobody by any name, and old orders that can still be finished.</summary>
public sealed class ForgottenMemberTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly TimeSpan CoolingOff = TimeSpan.FromDays(14);

    private Till Till => portal.Till;

    [Fact]
    public async Task Nobody_is_found_by_what_named_the_member()
    {
        var shopper = await Till.NewShopperWith(100);
        var codes = (await Till.Post($"/demo/members/{shopper.MemberId}/qr", new JsonObject())).Is(200);
        await Forget(shopper);

        (await Till.Find("phone", shopper.Phone)).IsRefused(404, "member-unknown");
        (await Till.Find("cardNumber", shopper.CardNumber)).IsRefused(404, "member-unknown");
        (await Till.Find("qr", codes.Text("offline"))).IsRefused(404, "member-unknown");
        (await Till.Get($"/api/v1/members/{shopper.MemberId}/ledger")).IsRefused(404, "member-unknown");
    }

    [Fact]
    public async Task Nothing_new_is_posted_for_the_member()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        await Forget(shopper);
        var order = Order.Of(1_000).By(shopper).Paid(now);

        (await Till.Buy(order)).IsRefused(404, "member-unknown");
        (await Till.Quote(order)).IsRefused(404, "member-unknown");
        (await Till.Redeem(order, 10)).IsRefused(404, "member-unknown");
        (await Till.Act(shopper, "firstReview", Till.NewName(), now)).IsRefused(404, "member-unknown");
        foreach (
            var name in new[]
            {
                ("memberId", shopper.MemberId),
                ("phone", shopper.Phone),
                ("cardNumber", shopper.CardNumber),
            }
        )
        {
            var line = order.Named(Till.NewName("A")).Body();
            line["kind"] = "purchase";
            line["member"] = new JsonObject { [name.Item1] = name.Item2 };
            var report = (await Till.Import(line.ToJsonString())).Is(200);
            Assert.Contains("member-unknown", report.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Old_orders_are_received_returned_and_cancelled_and_give_nobody_anything()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var received = await Bought(shopper, now);
        var returned = await Bought(shopper, now);
        var cancelled = await Bought(shopper, now);
        var imported = await Bought(shopper, now);
        await Forget(shopper);
        var later = await Till.Now();

        (await Till.Tell(received, "received", later)).Is(200);
        Assert.Equal(30, (await Till.Return(returned, later, ("1", 1))).Is(201).Number("annulled"));
        (await Till.Tell(cancelled, "cancelled", later)).Is(200);
        var line = new JsonObject
        {
            ["kind"] = "return",
            ["orderId"] = imported.Id,
            ["returnId"] = Till.NewName("R"),
            ["at"] = Till.Said(later),
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["quantity"] = 1 }),
        };
        var report = (await Till.Import(line.ToJsonString())).Is(200);

        Assert.DoesNotContain("member-unknown", report.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("returned", (await Till.Purchase(imported)).Is(200).Text("status"));
        Assert.Equal(0, await SumOf(shopper));
    }

    [Fact]
    public async Task The_same_phone_joins_anew_with_another_card_and_nothing_on_it()
    {
        var shopper = await Till.NewShopperWith(100);
        await Forget(shopper);

        var anew = (await Till.Enrol(shopper.Phone)).Is(201);

        Assert.NotEqual(shopper.MemberId, anew.Text("memberId"));
        Assert.NotEqual(shopper.CardNumber, anew.Text("cardNumber"));
        Assert.Equal(0, (await Till.Find("phone", shopper.Phone)).Is(200).Number("wallets[0].active"));
    }

    private async Task<Order> Bought(Shopper shopper, DateTimeOffset at)
    {
        var order = Order.Of(1_000).By(shopper).Paid(at);
        (await Till.Buy(order)).Is(201);
        return order;
    }

    private async Task Forget(Shopper shopper)
    {
        var leaving = portal.Services.GetRequiredService<Leaving>();
        var stop = TestContext.Current.CancellationToken;
        Assert.NotNull(
            await leaving.AskAsync(Guid.Parse(shopper.MemberId), shopper.Phone, CoolingOff, (_, _) => "leaving", stop)
        );
        await Till.Wait(CoolingOff);
    }

    private async Task<decimal> SumOf(Shopper shopper)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var account = Guid.Parse(shopper.MemberId);
        var points = await db
            .Entries.Where(each => each.AccountId == account)
            .Select(each => each.Points)
            .ToListAsync(TestContext.Current.CancellationToken);
        return points.Sum(each => each.Value);
    }
}
