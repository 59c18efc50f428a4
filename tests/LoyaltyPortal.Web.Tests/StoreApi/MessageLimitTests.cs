using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>A key that was stolen must not make the portal send without end.</summary>
public sealed class MessageLimitTests(MessageLimitTests.Portal portal) : IClassFixture<MessageLimitTests.Portal>
{
    /// <summary>A portal that sends a member three codes an hour and lets a client enrol two members a day.</summary>
    public sealed class Portal : DemoPortal
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Loyalty:Programme", "lusio");
            builder.UseSetting("Limits:RedemptionsHour", "3");
            builder.UseSetting("Limits:EnrolmentsDay", "2");
        }
    }

    [Fact]
    public async Task A_member_gets_no_more_codes_in_an_hour_than_the_limit_says_whichever_tills_ask()
    {
        var till = await NewTillAsync();
        var shopper = await portal.Till.NewShopper();
        await portal.Till.FillIn(shopper);
        var now = await portal.Till.Now();
        (await portal.Till.Buy(Order.Of(10_000).By(shopper).Paid(now.AddDays(-40)))).Is(201);
        var first = Order.Of(1_000).By(shopper).With("channel", "store");
        var id = (await till.Redeem(first, 10)).Is(201).Text("redemptionId");
        (await till.Post($"/api/v1/redemptions/{id}/resend", body: null)).Is(202);
        (await till.Post($"/api/v1/redemptions/{id}/resend", body: null)).Is(202);

        var resent = await till.Post($"/api/v1/redemptions/{id}/resend", body: null);
        var another = await (await NewTillAsync()).Redeem(Order.Of(1_000).By(shopper).With("channel", "store"), 10);

        resent.IsRefused(429, "too-many-messages");
        another.IsRefused(429, "too-many-messages");
        Assert.Equal(TimeSpan.FromHours(1), another.Headers.RetryAfter!.Delta);
        // Nothing was kept for the one that was refused.
        Assert.Equal(10, (await portal.Till.PurseOf(shopper)).Held);
        // The key of Development is not bound.
        (await portal.Till.Redeem(Order.Of(1_000).By(shopper).With("channel", "store"), 10)).Is(201);
    }

    [Fact]
    public async Task A_client_enrols_no_more_members_in_a_day_than_the_limit_says()
    {
        var till = await NewTillAsync();
        (await till.Enrol(Till.NewPhone())).Is(201);
        var phone = Till.NewPhone();
        (await till.Enrol(phone)).Is(201);

        var refused = await till.Enrol(Till.NewPhone());

        refused.IsRefused(429, "too-many-messages");
        Assert.NotNull(refused.Headers.RetryAfter);
        // Who is a member already gets no message and is still found.
        (await till.Enrol(phone)).Is(200);
        (await (await NewTillAsync()).Enrol(Till.NewPhone())).Is(201);
    }

    private async Task<Till> NewTillAsync()
    {
        var key = Till.NewName("lp_till");
        await portal.Books.AddKeyAsync(key, client: key);
        return portal.TillWith(key);
    }
}
