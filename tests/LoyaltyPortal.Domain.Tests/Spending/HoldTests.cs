using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Spending;

/// <summary>programmes.md, "Exact arithmetic", 12, and the contract's redemptions.</summary>
public class HoldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_fifth_wrong_code_closes_it_and_frees_its_points()
    {
        var hold = Waiting();
        var left = new List<int>();
        for (var wrong = 1; wrong <= 5; wrong++)
        {
            Assert.True(hold.KeepsAt(Noon));
            hold.CountWrongCode();
            left.Add(hold.AttemptsLeft);
        }
        Assert.Equal([4, 3, 2, 1, 0], left);
        Assert.Equal(HoldStatus.Closed, hold.Status);
        Assert.False(hold.KeepsAt(Noon));
        Assert.Throws<InvalidOperationException>(hold.Confirm);
    }

    [Fact]
    public void Three_more_codes_may_be_sent_and_no_fourth() =>
        Assert.Equal([true, true, true, false], Enumerable.Repeat(Waiting(), 4).Select(hold => hold.TryResend()));

    [Fact]
    public void It_keeps_its_amount_from_the_start_and_to_the_last_moment_of_its_time()
    {
        var hold = Waiting();
        Assert.True(hold.KeepsAt(Noon) && hold.WaitsAt(Noon));
        Assert.True(hold.KeepsAt(Noon.AddMinutes(15).AddTicks(-1)));
        Assert.False(hold.KeepsAt(Noon.AddMinutes(15)));
        hold.Confirm();
        Assert.Equal(HoldStatus.Held, hold.Status);
        Assert.False(hold.WaitsAt(Noon));
    }

    private static Hold Waiting() =>
        new()
        {
            Wallet = "main",
            OrderId = "A-1",
            Channel = "store",
            Points = Points.Whole(100),
            CreatedAt = Noon,
            ExpiresAt = Noon.AddMinutes(15),
            Confirmation = SpendConfirmation.Sms,
            Status = HoldStatus.AwaitingConfirmation,
        };
}
