using System.Diagnostics.Metrics;

namespace LoyaltyPortal.Web.Platform;

/// <summary>What the portal counts of itself, under the meter <c>LoyaltyPortal</c>.</summary>
public sealed class PortalMeters
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "LoyaltyPortal";

    private readonly Counter<long> near;
    private readonly Counter<long> reached;
    private readonly Counter<long> sent;
    private readonly Counter<long> failed;
    private readonly Counter<long> givenUp;
    private readonly Histogram<double> lag;
    private readonly Counter<long> walletComplaints;
    private readonly Counter<long> webhooksSent;
    private readonly Counter<long> webhooksFailed;
    private readonly Counter<long> webhooksGivenUp;
    private readonly Histogram<double> webhookLag;
    private readonly Counter<long> figuresDiffered;

    public PortalMeters(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var meter = factory.Create(Name);
        near = meter.CreateCounter<long>("loyalty.limits.near", description: "Limits that came to their alarm");
        reached = meter.CreateCounter<long>("loyalty.limits.reached", description: "Requests refused by a limit");
        sent = meter.CreateCounter<long>("loyalty.messages.sent", description: "Messages sent");
        failed = meter.CreateCounter<long>("loyalty.messages.failed", description: "Tries to send that failed");
        givenUp = meter.CreateCounter<long>("loyalty.messages.given_up", description: "Messages given up");
        lag = meter.CreateHistogram<double>("loyalty.messages.lag", "s", "From writing a message to its sending");
        walletComplaints = meter.CreateCounter<long>(
            "loyalty.wallets.complaints",
            description: "Complaints of wallets"
        );
        webhooksSent = meter.CreateCounter<long>("loyalty.webhooks.sent", description: "Deliveries taken");
        webhooksFailed = meter.CreateCounter<long>("loyalty.webhooks.failed", description: "Tries not taken");
        webhooksGivenUp = meter.CreateCounter<long>("loyalty.webhooks.given_up", description: "Deliveries given up");
        webhookLag = meter.CreateHistogram<double>("loyalty.webhooks.lag", "s", "From an event to its delivery");
        figuresDiffered = meter.CreateCounter<long>(
            "loyalty.figures.differences",
            description: "Figures that were not what the ledger says"
        );
    }

    /// <summary>A limit came to its alarm.</summary>
    public void LimitNear(string rule) => near.Add(1, new KeyValuePair<string, object?>("rule", rule));

    /// <summary>A limit refused something.</summary>
    public void LimitReached(string rule) => reached.Add(1, new KeyValuePair<string, object?>("rule", rule));

    /// <summary>A wallet told that something went wrong with a card in it.</summary>
    public void WalletComplained() => walletComplaints.Add(1);

    /// <summary>So many figures were not what the ledger says; 0 for a check that found none.</summary>
    public void FiguresDiffered(int count) => figuresDiffered.Add(count);

    /// <summary>A message was sent, so long after it was written.</summary>
    public void MessageSent(string medium, string kind, TimeSpan after)
    {
        var (ofMedium, ofKind) = MessageTags(medium, kind);
        sent.Add(1, ofMedium, ofKind);
        lag.Record(after.TotalSeconds, ofMedium, ofKind);
    }

    /// <summary>A try to send a message failed.</summary>
    public void MessageFailed(string medium, string kind)
    {
        var (ofMedium, ofKind) = MessageTags(medium, kind);
        failed.Add(1, ofMedium, ofKind);
    }

    /// <summary>A message was given up.</summary>
    public void MessageGivenUp(string medium, string kind)
    {
        var (ofMedium, ofKind) = MessageTags(medium, kind);
        givenUp.Add(1, ofMedium, ofKind);
    }

    /// <summary>A webhook took a delivery, so long after it was written.</summary>
    public void WebhookSent(string type, TimeSpan after)
    {
        webhooksSent.Add(1, TypeTag(type));
        webhookLag.Record(after.TotalSeconds, TypeTag(type));
    }

    /// <summary>A webhook did not take a delivery.</summary>
    public void WebhookFailed(string type) => webhooksFailed.Add(1, TypeTag(type));

    /// <summary>A delivery of a webhook was given up.</summary>
    public void WebhookGivenUp(string type) => webhooksGivenUp.Add(1, TypeTag(type));

    private static KeyValuePair<string, object?> TypeTag(string type) => new("event", type);

    private static (KeyValuePair<string, object?> Medium, KeyValuePair<string, object?> Kind) MessageTags(
        string medium,
        string kind
    ) => (new("medium", medium), new("kind", kind));
}
