namespace LoyaltyPortal.Web.Platform;

/// <summary>Work that a slice looks at every minute. A demo's clock that jumps has it done before it answers.</summary>
public interface IMinuteWork
{
    /// <summary>Does what is due. It may run late, twice or on many nodes at once.</summary>
    Task RunAsync(CancellationToken cancellation);
}
