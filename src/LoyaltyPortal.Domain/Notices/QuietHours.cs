using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Notices;

/// <summary>When a member is left alone, by the clock on the member's own wall.</summary>
/// <param name="Zone">Where the member is.</param>
/// <param name="From">Nothing is told from then on; the same as <paramref name="To"/> for no quiet hours.</param>
/// <param name="To">Until then, this moment excluded. Before <paramref name="From"/> it is the next day's.</param>
public sealed record QuietHours(ProgrammeZone Zone, TimeOnly From, TimeOnly To)
{
    /// <summary>Whether the member is left alone at a moment.</summary>
    public bool IsQuietAt(DateTimeOffset at) => TimeOnly.FromDateTime(Zone.ToLocal(at).DateTime).IsBetween(From, To);

    /// <summary>The first moment (UTC) from a time on at which the member may be told something: not in quiet hours, and
    /// on a later day than the one on which they were told something last.</summary>
    /// <param name="from">The time; it is the answer itself where nothing is in the way.</param>
    /// <param name="toldOn">The day of the last notice in the member's zone; null for none.</param>
    public DateTimeOffset FirstFree(DateTimeOffset from, DateOnly? toldOn)
    {
        var at = Zone.DayOf(from) <= toldOn ? Zone.StartOf(toldOn.Value.AddDays(1)) : from;
        // Minute by minute: hours that a clock skips or repeats then need no word of their own.
        while (IsQuietAt(at))
        {
            at = NextMinute(at);
        }
        return at;
    }

    /// <summary>The first moment (UTC) after a free one from which on nothing may be told: quiet hours begin, or the
    /// member's next day does, on which what was said of today is no longer true.</summary>
    /// <param name="from">A free moment.</param>
    public DateTimeOffset FreeUntil(DateTimeOffset from)
    {
        var tomorrow = Zone.StartOf(Zone.DayOf(from).AddDays(1));
        var at = NextMinute(from);
        while (at < tomorrow && !IsQuietAt(at))
        {
            at = NextMinute(at);
        }
        return at < tomorrow ? at : tomorrow;
    }

    private static DateTimeOffset NextMinute(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
