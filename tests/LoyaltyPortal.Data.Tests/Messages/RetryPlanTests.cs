using LoyaltyPortal.Data.Messages;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Messages;

public sealed class RetryPlanTests
{
    [Theory]
    [InlineData(1, 0.0, 4)]
    [InlineData(1, 0.5, 5)]
    [InlineData(1, 1.0, 6)]
    [InlineData(4, 0.5, 120)]
    [InlineData(10, 0.5, 43_200)]
    public void A_wait_lies_a_fifth_around_its_step(int failedTries, double chance, int seconds) =>
        Assert.Equal(seconds, RetryPlan.WaitAfter(failedTries, chance)!.Value.TotalSeconds, 3);

    [Fact]
    public void After_the_last_try_there_is_no_wait() => Assert.Null(RetryPlan.WaitAfter(RetryPlan.MostTries, 0.5));
}
