using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Backtests;

/// <summary>A member's account in a backtest, at the time to which its own lines have brought it.</summary>
/// <param name="account">The account.</param>
/// <param name="programme">The rules.</param>
/// <param name="figures">Where moves and entries are counted.</param>
internal sealed class ReplayedMember(Account account, Programme programme, ReplayFigures figures)
{
    private readonly List<(DateTimeOffset PaidAt, string OrderId)> paid = [];
    private Dictionary<long, Lot>? closed;
    private DateTimeOffset now = DateTimeOffset.MinValue;
    private DateOnly tierDay = DateOnly.MinValue;

    /// <summary>The account.</summary>
    public Account Account => account;

    /// <summary>The level as of the day to which it was followed, an index into the programme's list.</summary>
    public int Tier { get; private set; }

    /// <summary>Opens a posting at a time, or at the account's own time where lines come late.</summary>
    public Journal Open(DateTimeOffset at)
    {
        now = at > now ? at : now;
        FollowTier(programme.Zone.DayOf(now));
        return new Journal(account, programme, now, Suspensions.None);
    }

    /// <summary>Counts what a posting did and keeps only what the next ones may need.</summary>
    public void Close()
    {
        foreach (var entry in account.NewEntries)
        {
            figures.Count(entry);
        }
        account.NewEntries.Clear();
        account.Holds.RemoveAll(hold => !hold.IsOpen);
        foreach (var lot in account.Lots.Where(lot => !lot.IsOpen))
        {
            (closed ??= []).Add(lot.Number, lot);
        }
        account.Lots.RemoveAll(lot => !lot.IsOpen);
        NoteTier(tierDay);
    }

    /// <summary>Lays the closed lots of an order back into the account: those it earned, those it spent, and those that a
    /// return made of the ones it earned.</summary>
    public void Recall(IReadOnlyCollection<long> earned, IEnumerable<long> spent)
    {
        if (closed is null)
        {
            return;
        }
        var wanted = closed
            .Values.Where(lot => earned.Contains(lot.OriginNumber ?? 0))
            .Select(lot => lot.Number)
            .Concat(earned)
            .Concat(spent)
            .Distinct()
            .ToList();
        foreach (var number in wanted)
        {
            if (closed.Remove(number, out var lot))
            {
                account.Lots.Add(lot);
            }
        }
    }

    /// <summary>Notes a paid order, for ladders.</summary>
    public void NotePaid(DateTimeOffset paidAt, string orderId)
    {
        var at = paid.Count;
        while (at > 0 && paid[at - 1].PaidAt > paidAt)
        {
            at--;
        }
        paid.Insert(at, (paidAt, orderId));
    }

    /// <summary>Orders paid on the day of a moment, at that moment or before.</summary>
    public IEnumerable<string> PaidThatDay(DateTimeOffset moment)
    {
        var dayStart = programme.Zone.StartOf(programme.Zone.DayOf(moment));
        for (var i = paid.Count - 1; i >= 0 && paid[i].PaidAt >= dayStart; i--)
        {
            if (paid[i].PaidAt <= moment)
            {
                yield return paid[i].OrderId;
            }
        }
    }

    /// <summary>Notes the level on each day up to one on which it can have changed: where a purchase starts to count and
    /// where it leaves the window.</summary>
    private void FollowTier(DateOnly day)
    {
        if (day <= tierDay)
        {
            return;
        }
        if (programme.Tiers.List.Count > 1)
        {
            var starts = account.QualifyingDays.Select(row => row.CountingDay.AddDays(1));
            var ends = programme.Tiers.RollingDays is { } days
                ? account.QualifyingDays.Select(row => row.PaidDay.AddDays(days + 1))
                : [];
            foreach (var change in starts.Concat(ends).Where(each => each > tierDay && each <= day).Distinct().Order())
            {
                NoteTier(change);
            }
        }
        tierDay = day;
    }

    private void NoteTier(DateOnly day)
    {
        if (programme.Tiers.List.Count < 2)
        {
            return;
        }
        var standing = account.TierOn(day, programme).Tier;
        var tier = Tier;
        while (programme.Tiers.List[tier] != standing)
        {
            tier = (tier + 1) % programme.Tiers.List.Count;
        }
        if (tier != Tier)
        {
            figures.CountMove(day, isUp: tier > Tier);
            Tier = tier;
        }
    }
}
