namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>A clock that stands still until it is moved, forward only, as the portal's own clock goes.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    /// <summary>Monday, 2 March 2026, noon in Moscow.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref ticks, by.Ticks);
    }

    public void AdvanceDays(int days) => Advance(TimeSpan.FromDays(days));

    public void MoveTo(DateTimeOffset time) => Advance(time - GetUtcNow());
}
