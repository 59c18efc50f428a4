namespace LoyaltyPortal.Data.Messages;

/// <summary>When a message that could not be sent is tried again: soon at first, for a gateway that hiccups, then ever
/// later, for one that is down overnight. After the last step it is given up, about 23 hours after the first try.</summary>
public static class RetryPlan
{
    /// <summary>How far a wait may differ from its step, to both sides: many messages that failed together are not tried
    /// together again.</summary>
    private const double Spread = 0.2;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(45),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <summary>How often a message is tried at most.</summary>
    public static int MostTries => Steps.Length + 1;

    /// <summary>How long to wait after a failed try; null when it was the last one.</summary>
    /// <param name="failedTries">Tries that failed, this one included: 1 or more.</param>
    /// <param name="chance">From 0 to 1, anew each time.</param>
    public static TimeSpan? WaitAfter(int failedTries, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedTries, 1);
        return failedTries < MostTries ? Steps[failedTries - 1] * (1 - Spread + (2 * Spread * chance)) : null;
    }
}
