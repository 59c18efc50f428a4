namespace LoyaltyPortal.Data.Model;

/// <summary>What a code sent to a phone is good for; it opens nothing else.</summary>
public enum CodePurpose
{
    /// <summary>Joining or signing in.</summary>
    SignIn,

    /// <summary>Allowing another phone number, from the one in use.</summary>
    OldPhone,

    /// <summary>Proving the phone number that is to be the new one.</summary>
    NewPhone,

    /// <summary>Asking to be forgotten.</summary>
    Deletion,

    /// <summary>Proving to support the phone number that is to be the new one.</summary>
    SupportPhone,
}

/// <summary>A six-digit code on its way to a phone. The code itself is not stored.</summary>
public sealed class PhoneCode
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is good for.</summary>
    public CodePurpose Purpose { get; init; }

    /// <summary>The phone it was sent to, in E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>Hash of id and code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Hash of the secret that the asking browser keeps.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Tries so far.</summary>
    public int Tries { get; set; }

    /// <summary>When it was used or given up (UTC); null while it is good.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
