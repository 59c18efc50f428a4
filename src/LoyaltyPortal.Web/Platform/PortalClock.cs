namespace LoyaltyPortal.Web.Platform;

/// <summary>The portal's clock: the machine's, plus an offset that only a demo may set. It never runs backwards, so
/// dates already written stay in the past.</summary>
public sealed class PortalClock(TimeProvider machine) : TimeProvider
{
    private long offsetTicks;

    /// <summary>How far the portal is ahead of the machine.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Offset;

    /// <summary>Moves the clock forward; false when the new offset would take it back.</summary>
    public bool TryMoveTo(TimeSpan offset)
    {
        var before = Volatile.Read(ref offsetTicks);
        while (offset.Ticks >= before)
        {
            var seen = Interlocked.CompareExchange(ref offsetTicks, offset.Ticks, before);
            if (seen == before)
            {
                return true;
            }
            before = seen;
        }
        return false;
    }
}
