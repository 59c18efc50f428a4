namespace LoyaltyPortal.Data.Model;

/// <summary>By what somebody signed in.</summary>
public enum SignedInBy
{
    /// <summary>A code sent to the phone.</summary>
    Code,

    /// <summary>A passkey.</summary>
    Passkey,

    /// <summary>The link of a message from a till.</summary>
    Link,

    /// <summary>A password and a second factor.</summary>
    Password,
}

/// <summary>A browser in which somebody is signed in. The cookie names it; what the cookie says counts only while this
/// lasts, so a session can be ended from elsewhere.</summary>
public sealed class Session
{
    /// <summary>Its id, which the cookie carries.</summary>
    public Guid Id { get; init; }

    /// <summary>Who: a member's account or somebody of the staff.</summary>
    public Guid UserId { get; set; }

    /// <summary>Whether it is one of the staff's.</summary>
    public bool IsStaff { get; init; }

    /// <summary>By what it began.</summary>
    public SignedInBy By { get; init; }

    /// <summary>Browser and system as they named themselves, in short.</summary>
    public required string Device { get; init; }

    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to the quarter of an hour (UTC).</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it ends unless it is used (UTC).</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>When it was ended (UTC); null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
