using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Tests.Orders;

/// <summary>By when a claim is answered (programmes.md, "What the cabinet shows").</summary>
public class ClaimPromiseTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void A_claim_about_no_order_or_undelivered_goods_is_answered_within_the_promised_days() =>
        Assert.Equal(new DateOnly(2026, 3, 17), ClaimPromise.DueOn(Today, receivedOn: null, claimDays: 7));

    [Theory]
    [InlineData(10, 17)]
    [InlineData(8, 15)]
    [InlineData(4, 11)]
    public void Where_the_goods_came_a_short_while_ago_the_days_count_from_then(int received, int due) =>
        Assert.Equal(new DateOnly(2026, 3, due), ClaimPromise.DueOn(Today, new DateOnly(2026, 3, received), 7));

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_promise_that_could_not_be_kept_is_not_made(int received) =>
        Assert.Equal(new DateOnly(2026, 3, 17), ClaimPromise.DueOn(Today, new DateOnly(2026, 3, received), 7));
}
