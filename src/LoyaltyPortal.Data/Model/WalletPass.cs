namespace LoyaltyPortal.Data.Model;

/// <summary>Whose wallet keeps a pass.</summary>
public enum WalletKind
{
    /// <summary>Apple Wallet.</summary>
    Apple,

    /// <summary>Google Wallet.</summary>
    Google,
}

/// <summary>A card that a member asked for to keep in a phone's wallet; one of a kind for each account.</summary>
public sealed class WalletPass
{
    /// <summary>What stands in place of a digest when the member is forgotten: the wallet is told so, then the pass goes.</summary>
    public const string Nobodys = "nobody";

    /// <summary>The pass's serial number.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose card.</summary>
    public Guid AccountId { get; set; }

    /// <summary>Whose wallet.</summary>
    public WalletKind Kind { get; init; }

    /// <summary>When it was asked for first (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The version of the account when it was last compared with what the pass shows.</summary>
    public long SeenVersion { get; set; }

    /// <summary>The day of that in the programme's zone: what a card shows also changes with the date.</summary>
    public DateOnly SeenOn { get; set; }

    /// <summary>A digest of what the pass shows; <see cref="Nobodys"/> once its member is forgotten.</summary>
    public required string Shown { get; set; }

    /// <summary>When that changed last (UTC).</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A wallet that has a pass and is told when it changes.</summary>
public sealed class WalletDevice
{
    /// <summary>Its key here.</summary>
    public Guid Id { get; init; }

    /// <summary>The pass.</summary>
    public Guid PassId { get; init; }

    /// <summary>What the wallet calls itself; <c>google</c> where the passes of an account are kept by the service.</summary>
    public required string Device { get; init; }

    /// <summary>Where to tell it.</summary>
    public required string PushToken { get; set; }

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The change it was told of last (UTC): <see cref="WalletPass.ChangedAt"/> then.</summary>
    public DateTimeOffset ToldOf { get; set; }

    /// <summary>Tries that failed since then.</summary>
    public int Tries { get; set; }

    /// <summary>When it may be told next (UTC).</summary>
    public DateTimeOffset NextTryAt { get; set; }
}
