namespace LoyaltyPortal.Domain.Programmes;

/// <summary>The levels and what counts for them (programmes.md, "Tiers").</summary>
/// <param name="RollingDays">A purchase counts while it was paid at most so many days ago; null for ever.</param>
/// <param name="Counting">From which day on a purchase counts: the day after this one.</param>
/// <param name="List">Lowest first; the first one needs nothing.</param>
public sealed record TierRules(int? RollingDays, CountingDay Counting, IReadOnlyList<Tier> List)
{
    /// <summary>The level of that name; null when it has left the programme since.</summary>
    public Tier? Named(string id) => List.FirstOrDefault(tier => tier.Id == id);

    /// <summary>The level of a ladder's step: levels and steps go together.</summary>
    public Tier OfStep(Money total) => List.Last(tier => tier.Sum <= total);
}

/// <summary>The day that decides from when a purchase counts for the level.</summary>
public enum CountingDay
{
    /// <summary>The day it was paid.</summary>
    Paid,

    /// <summary>The day its points became usable.</summary>
    Accrual,

    /// <summary>The day it was paid, and from that moment on: a ladder of rates does not wait for the next day
    /// (programmes.md, "Exact arithmetic", 6).</summary>
    AtOnce,
}

/// <summary>A level.</summary>
/// <param name="Id">Name in the contract.</param>
/// <param name="Name">Name for members.</param>
/// <param name="Sum">Net paid sum from which the level is reached; a threshold belongs to the higher level.</param>
/// <param name="Orders">Orders needed as well; 0 where they do not matter.</param>
/// <param name="Rate">What purchases earn: the tier's own rate, or the ladder's at its sum; 0 where products carry
/// their points.</param>
/// <param name="Cap">The most that points may pay from the main wallet: the tier's own cap, or the wallet's share.</param>
/// <param name="Benefits">What the level gives besides points.</param>
public sealed record Tier(
    string Id,
    LocalText Name,
    Money Sum,
    int Orders,
    Percent Rate,
    Percent Cap,
    IReadOnlyList<LocalText> Benefits
);
