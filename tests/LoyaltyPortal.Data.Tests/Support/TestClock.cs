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

    /// <summary>A moment of 2026 on Moscow's clocks.</summary>
    public static DateTimeOffset Moscow(int month, int day, int hour = 0, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(3));

    public void MoveTo(DateTimeOffset time) => Advance(time - GetUtcNow());
}
