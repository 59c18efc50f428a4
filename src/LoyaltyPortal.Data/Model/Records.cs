using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;

namespace LoyaltyPortal.Data.Model;

/// <summary>A return as it was posted and what it did.</summary>
public sealed class ReturnRecord
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The shop's number of the return, unique in the portal; null for a cancelled order.</summary>
    public string? ReturnId { get; init; }

    /// <summary>The purchase.</summary>
    public Guid PurchaseId { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What came back.</summary>
    public required IReadOnlyList<ReturnedLine> Lines { get; init; }

    /// <summary>What it did.</summary>
    public required ReturnResult Result { get; init; }
}

/// <summary>An activity that gave points.</summary>
public sealed class ActivityRecord
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Which activity of the programme.</summary>
    public required string Type { get; init; }

    /// <summary>The shop's own name of the act, unique per type in the portal.</summary>
    public required string Reference { get; init; }

    /// <summary>The product it is about.</summary>
    public string? Sku { get; init; }

    /// <summary>What makes it count once: the member, the product and member, or the reference alone.</summary>
    public required string OnceKey { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The answer to a request, kept so that the same request gets it again.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>The caller: the API client's id.</summary>
    public required string Client { get; init; }

    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>Body of the answer.</summary>
    public required string Body { get; init; }

    /// <summary>When it was given (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A key of a till, web shop or order system. The key itself is not stored.</summary>
public sealed class ApiKey
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The client it belongs to; several live keys of one client share idempotency.</summary>
    public required string Client { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>What it may do, such as <c>purchases:write</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Channels it may speak for; empty for all.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The one store it may speak for; null for any.</summary>
    public string? Store { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to the minute (UTC).</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it was withdrawn (UTC).</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>The code by which a member confirms a redemption. The code itself is not stored.</summary>
public sealed class RedemptionCode
{
    /// <summary>The hold.</summary>
    public Guid HoldId { get; init; }

    /// <summary>Hash of hold and code (<see cref="Keys.OneTimeCodes"/>); another code takes its place.</summary>
    public required byte[] CodeHash { get; set; }
}

/// <summary>A suspension as the operator set it.</summary>
public sealed class SuspensionRecord
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Whether earning is stopped.</summary>
    public bool Earning { get; init; }

    /// <summary>Whether spending is stopped.</summary>
    public bool Spending { get; init; }

    /// <summary>Whether the expiry clock is stopped.</summary>
    public bool ExpiryClock { get; init; }

    /// <summary>From when (UTC).</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Until when, itself excluded (UTC).</summary>
    public DateTimeOffset To { get; set; }

    /// <summary>The row for a suspension.</summary>
    public static SuspensionRecord Of(Suspension suspension, Guid id) =>
        new()
        {
            Id = id,
            Earning = suspension.Earning,
            Spending = suspension.Spending,
            ExpiryClock = suspension.ExpiryClock,
            From = suspension.From,
            To = suspension.To,
        };

    /// <summary>The suspension of a row.</summary>
    public Suspension ToSuspension() => new(Earning, Spending, ExpiryClock, From, To);
}

/// <summary>A small thing the portal remembers for itself, such as the offset of a demo clock.</summary>
public sealed class Setting
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public required string Value { get; set; }
}

/// <summary>A key that protects cookies and tokens; shared by all nodes.</summary>
public sealed class ProtectionKey
{
    /// <summary>The key's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The key as XML.</summary>
    public required string Xml { get; init; }
}
