namespace LoyaltyPortal.Domain.Notices;

/// <summary>What a member can be told of without asking.</summary>
[Flags]
public enum NoticeKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Points that end soon.</summary>
    Ending = 1,

    /// <summary>Points that were credited.</summary>
    Credited = 2,

    /// <summary>Another level.</summary>
    Level = 4,

    /// <summary>All of it.</summary>
    All = Ending | Credited | Level,
}

/// <summary>An end that a member was told of.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="On">The last day of the points.</param>
/// <param name="Days">The notice: so many days ahead, 30, 7 or 1.</param>
public sealed record ToldEnding(string Wallet, DateOnly On, int Days);
