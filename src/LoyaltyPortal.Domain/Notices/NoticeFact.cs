using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Notices;

/// <summary>Something to tell a member of.</summary>
public abstract record NoticeFact
{
    private NoticeFact() { }

    /// <summary>Points end soon.</summary>
    /// <param name="Wallet">The wallet.</param>
    /// <param name="Points">What ends then, without what a hold keeps.</param>
    /// <param name="On">Their last day in the programme's zone; today at the earliest.</param>
    /// <param name="Stage">The notice: 30, 7 or 1 days ahead; the last day may be nearer than that.</param>
    public sealed record Ending(string Wallet, Points Points, DateOnly On, int Stage) : NoticeFact;

    /// <summary>Points were credited.</summary>
    /// <param name="Wallet">The wallet.</param>
    /// <param name="Points">What was credited, less what was annulled of the same orders since.</param>
    /// <param name="Waiting">What of it cannot be used yet.</param>
    /// <param name="UsableOn">From which day on all of it can be, in the programme's zone; null where nothing waits, or
    /// where some of it waits for an event.</param>
    public sealed record Credited(string Wallet, Points Points, Points Waiting, DateOnly? UsableOn) : NoticeFact;

    /// <summary>The member has another level.</summary>
    /// <param name="Tier">The level.</param>
    /// <param name="IsHigher">Whether it is above the one before.</param>
    public sealed record Level(Tier Tier, bool IsHigher) : NoticeFact;
}
