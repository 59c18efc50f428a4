using System.Security.Cryptography;
using System.Text;

namespace LoyaltyPortal.Data.Limits;

/// <summary>How often something may happen.</summary>
/// <param name="Rule">Its name, which the counter and the metric carry.</param>
/// <param name="Subject">Of whom it is counted; empty for everybody together. Nothing that names a person: see
/// <see cref="Hidden"/>.</param>
/// <param name="Window">Counted within windows of this length, the first of which began with the year 1 (UTC); zero for
/// one window without end.</param>
/// <param name="Most">How often within a window.</param>
public sealed record Limit(string Rule, string Subject, TimeSpan Window, int Most)
{
    /// <summary>The least time from one to the next.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>From this count on the operator should know; null for never.</summary>
    public int? AlarmAt { get; init; }

    /// <summary>A subject that tells nobody whose counter it is.</summary>
    public static string Hidden(string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..32];

    /// <summary>When the window that a time lies in began.</summary>
    public DateTimeOffset WindowAt(DateTimeOffset now) =>
        Window == TimeSpan.Zero
            ? DateTimeOffset.UnixEpoch
            : new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Window.Ticks), TimeSpan.Zero);
}

/// <summary>What came of asking whether something may happen once more.</summary>
public abstract record Taking
{
    private Taking() { }

    /// <summary>It may, and is counted.</summary>
    /// <param name="Alarms">Limits that came to their alarm by it, each told once in its window.</param>
    public sealed record Taken(IReadOnlyList<Limit> Alarms) : Taking;

    /// <summary>It may not; nothing was counted.</summary>
    /// <param name="Limit">The limit that is reached.</param>
    /// <param name="RetryAt">From when on it may (UTC).</param>
    public sealed record Refused(Limit Limit, DateTimeOffset RetryAt) : Taking;
}
