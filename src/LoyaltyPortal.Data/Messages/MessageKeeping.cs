namespace LoyaltyPortal.Data.Messages;

/// <summary>How long messages stay in the database after they were sent or given up.</summary>
/// <param name="Kept">The time.</param>
public sealed record MessageKeeping(TimeSpan Kept)
{
    /// <summary>Where nothing else is configured: 90 days.</summary>
    public static MessageKeeping Default { get; } = new(TimeSpan.FromDays(90));
}
