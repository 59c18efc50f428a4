using System.Diagnostics.Metrics;

namespace LoyaltyPortal.Web.Platform;

/// <summary>What the portal counts of itself, under the meter <c>LoyaltyPortal</c>.</summary>
public sealed class PortalMeters
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "LoyaltyPortal";

    private readonly Counter<long> near;
    private readonly Counter<long> reached;

    public PortalMeters(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var meter = factory.Create(Name);
        near = meter.CreateCounter<long>("loyalty.limits.near", description: "Limits that came to their alarm");
        reached = meter.CreateCounter<long>("loyalty.limits.reached", description: "Requests refused by a limit");
    }

    /// <summary>A limit came to its alarm.</summary>
    public void LimitNear(string rule) => near.Add(1, new KeyValuePair<string, object?>("rule", rule));

    /// <summary>A limit refused something.</summary>
    public void LimitReached(string rule) => reached.Add(1, new KeyValuePair<string, object?>("rule", rule));
}
