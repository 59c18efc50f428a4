namespace LoyaltyPortal.Data.Model;

/// <summary>How often something that is limited happened within a window of time. It lives in the database, so a limit
/// holds over nodes and restarts.</summary>
public sealed class LimitCounter
{
    /// <summary>Which limit.</summary>
    public required string Rule { get; init; }

    /// <summary>Of whom: a hash of a phone or an address, or a country; empty for everybody together.</summary>
    public required string Subject { get; init; }

    /// <summary>When the window began (UTC).</summary>
    public DateTimeOffset WindowStart { get; init; }

    /// <summary>How often, so far.</summary>
    public int Count { get; set; }

    /// <summary>When last (UTC).</summary>
    public DateTimeOffset LastAt { get; set; }
}
