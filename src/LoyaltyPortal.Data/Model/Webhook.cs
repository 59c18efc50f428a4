using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Data.Model;

/// <summary>An address of a shop's system that is told what happens (docs/webhooks.md).</summary>
public sealed class Webhook
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public required string Address { get; set; }

    /// <summary>What it is told of.</summary>
    public required IReadOnlyList<string> Events { get; set; }

    /// <summary>The secret that signs, protected.</summary>
    public required string Secret { get; set; }

    /// <summary>The secret before it, protected; null where it was never replaced.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Until when that one signs as well (UTC).</summary>
    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is told nothing (UTC); null while it is told.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Whether its own answer paused it: 410, gone.</summary>
    public bool IsGone { get; set; }
}

/// <summary>How a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>It waits, for its first try or for another one.</summary>
    Waiting,

    /// <summary>It was taken.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Dead,
}

/// <summary>What one webhook is to be told, written in the transaction that caused it and sent afterwards.</summary>
public sealed class WebhookDelivery
{
    /// <summary>Its id, which the receiver sees: the same at each try.</summary>
    public Guid Id { get; init; }

    /// <summary>The webhook; it may have been removed since.</summary>
    public Guid WebhookId { get; init; }

    /// <summary>Whose account it is about; null for a test.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>What happened.</summary>
    public required string Event { get; init; }

    /// <summary>The JSON that is sent; empty once the member is forgotten.</summary>
    public required string Body { get; set; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public DeliveryState State { get; set; }

    /// <summary>When to try next (UTC). Whoever sends it moves this ahead first, so that no other node tries meanwhile.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>Tries that failed.</summary>
    public int FailedTries { get; set; }

    /// <summary>What the last failed try met, as a code; null for none.</summary>
    public string? LastFault { get; set; }

    /// <summary>When it was taken or given up (UTC); null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What webhooks were told of an account that follows from the calendar: ends that come near, and its level. There
/// while a webhook asks for such.</summary>
public sealed class WebhookWatch
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>When to look at it next (UTC).</summary>
    public DateTimeOffset LookAt { get; set; }

    /// <summary>The level that was seen last; null before the first look.</summary>
    public string? Tier { get; set; }

    /// <summary>The ends that were told, as long as they lie ahead.</summary>
    public IReadOnlyList<ToldEnding> Endings { get; set; } = [];
}
