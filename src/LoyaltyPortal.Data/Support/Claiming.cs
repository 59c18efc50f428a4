using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Support;

/// <summary>A claim as a member sends it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="OrderId">The order it is about; null for none.</param>
/// <param name="ReceivedOn">The day on which that order's goods were delivered; null where that is not known.</param>
/// <param name="Finding">What the portal knows of that order now; empty for none.</param>
/// <param name="Name">The full name.</param>
/// <param name="Phone">Where support can call, E.164.</param>
/// <param name="Text">What the member wrote; may be empty.</param>
public sealed record NewClaim(
    ClaimKind Kind,
    string? OrderId,
    DateOnly? ReceivedOn,
    IReadOnlyList<Reason> Finding,
    string Name,
    string Phone,
    string Text
);

/// <summary>What came of sending a claim.</summary>
public abstract record Claiming
{
    private Claiming() { }

    /// <summary>Support has it.</summary>
    /// <param name="Number">Its number.</param>
    public sealed record Taken(string Number) : Claiming;

    /// <summary>The same is open already; nothing was added.</summary>
    /// <param name="Number">The number of the one that is open.</param>
    public sealed record Known(string Number) : Claiming;

    /// <summary>As many are open as a member may have.</summary>
    public sealed record TooManyOpen : Claiming;

    /// <summary>Too many for one day.</summary>
    public sealed record TooOften : Claiming;

    /// <summary>There is no such member any more.</summary>
    public sealed record NoMember : Claiming;
}

/// <summary>What came of closing a claim, by an answer or by taking it back.</summary>
public abstract record ClaimClosing
{
    private ClaimClosing() { }

    /// <summary>It is closed by this.</summary>
    public sealed record Closed : ClaimClosing;

    /// <summary>It was closed before; nothing was changed.</summary>
    /// <param name="Status">How.</param>
    public sealed record Over(ClaimStatus Status) : ClaimClosing;

    /// <summary>There is no such claim.</summary>
    public sealed record Unknown : ClaimClosing;
}
