using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Figures;

/// <summary>Members who came and went in a month.</summary>
/// <param name="Month">The first day of the month in the programme's zone.</param>
/// <param name="Joined">Accounts opened.</param>
/// <param name="Left">Accounts closed.</param>
public sealed record MemberMonth(DateOnly Month, int Joined, int Left);

/// <summary>Members of a level.</summary>
/// <param name="Tier">The level's name in the contract.</param>
/// <param name="Members">How many have it.</param>
public sealed record TierSize(string Tier, int Members);

/// <summary>Members as they were counted.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Members">Accounts that are not closed.</param>
/// <param name="Active">Those with an order that was paid within <see cref="MemberCount.ActiveMonths"/> and not called off.</param>
/// <param name="Tiers">Members by level, in the order of the levels.</param>
/// <param name="Months">Months in which somebody came or went, oldest first.</param>
/// <param name="LeftBefore">Members who left before the portal kept the day of that.</param>
public sealed record MemberFigures(
    DateTimeOffset At,
    int Members,
    int Active,
    IReadOnlyList<TierSize> Tiers,
    IReadOnlyList<MemberMonth> Months,
    int LeftBefore
);

/// <summary>Counts members, active ones and those of each level. A level is derived by date, so it is counted anew: with two
/// streams over all accounts, once an hour.</summary>
public sealed class MemberCount(IPortalDbs databases, WriteGate gate, Programme programme, TimeProvider time)
{
    /// <summary>Who bought within so many months is active.</summary>
    public const int ActiveMonths = 12;

    /// <summary>What was counted last; null before the first time.</summary>
    public async Task<MemberFigures?> LastAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return FigureNotes.Read<MemberFigures>(await FigureNotes.TextAsync(db, FigureNotes.Members, cancellation));
    }

    /// <summary>Counts and keeps it. It may run twice or on two nodes at once: one count is as good as the other.</summary>
    public async Task<MemberFigures> RunAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var before = await FigureNotes.TextAsync(db, FigureNotes.Members, cancellation);
        var counted = await CountAsync(db, Clock.Now(time), cancellation);

        using var turn = await gate.EnterAsync(cancellation);
        try
        {
            await FigureNotes.TryWriteAsync(db, FigureNotes.Members, before, counted, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        catch (Exception conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another node counted for the first time at the same moment.
        }
        return counted;
    }

    private async Task<MemberFigures> CountAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = programme.Zone.DayOf(now);
        var since = programme.Zone.StartOf(today.AddMonths(-ActiveMonths));
        var active = await db.Accounts.CountAsync(
            account =>
                account.Status != AccountStatus.Closed
                && db.Purchases.Any(order =>
                    order.AccountId == account.Id && order.PaidAt >= since && order.CancelledAt == null
                ),
            cancellation
        );
        var tiers = await CountTiersAsync(db, today, cancellation);
        var (members, months, leftBefore) = await CountMonthsAsync(db, cancellation);
        // Most members have nothing that counts; they are of the level that needs nothing.
        var first = TierStanding.On(today, programme.Tiers, []).Tier.Id;
        tiers[first] = tiers.GetValueOrDefault(first) + members - tiers.Values.Sum();
        return new MemberFigures(
            now,
            members,
            active,
            [.. programme.Tiers.List.Select(tier => new TierSize(tier.Id, tiers.GetValueOrDefault(tier.Id)))],
            months,
            leftBefore
        );
    }

    /// <summary>Members by level, of those who have something that counts.</summary>
    private async Task<Dictionary<string, int>> CountTiersAsync(
        PortalDb db,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var from = AccountLoading.WindowStart(programme, today);
        var days = db
            .QualifyingDays.AsNoTracking()
            .Where(day =>
                day.PaidDay >= from
                && db.Accounts.Any(each => each.Id == day.AccountId && each.Status != AccountStatus.Closed)
            )
            .OrderBy(day => day.AccountId);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var account = new Account { CardNumber = string.Empty };
        await foreach (var day in days.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (day.AccountId != account.Id)
            {
                Count(account);
                account = new Account { Id = day.AccountId, CardNumber = string.Empty };
            }
            account.QualifyingDays.Add(day);
        }
        Count(account);
        return counts;

        void Count(Account whole)
        {
            if (whole.QualifyingDays.Count > 0)
            {
                var tier = whole.TierOn(today, programme).Tier.Id;
                counts[tier] = counts.GetValueOrDefault(tier) + 1;
            }
        }
    }

    private async Task<(int Members, IReadOnlyList<MemberMonth> Months, int LeftBefore)> CountMonthsAsync(
        PortalDb db,
        CancellationToken cancellation
    )
    {
        var (joined, left) = (new MonthCalendar(programme.Zone), new MonthCalendar(programme.Zone));
        var months = new SortedDictionary<DateOnly, MemberMonth>();
        var (members, leftBefore) = (0, 0);
        var accounts = db.Accounts.Select(each => new
        {
            each.JoinedAt,
            each.ClosedAt,
            IsClosed = each.Status == AccountStatus.Closed,
        });
        await foreach (var account in accounts.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var came = MonthOf(joined.MonthOf(account.JoinedAt.UtcDateTime));
            months[came.Month] = came with { Joined = came.Joined + 1 };
            if (account.ClosedAt is { } closedAt)
            {
                var went = MonthOf(left.MonthOf(closedAt.UtcDateTime));
                months[went.Month] = went with { Left = went.Left + 1 };
            }
            members += account.IsClosed ? 0 : 1;
            leftBefore += account.IsClosed && account.ClosedAt is null ? 1 : 0;
        }
        return (members, [.. months.Values], leftBefore);

        MemberMonth MonthOf(DateOnly month) => months.GetValueOrDefault(month) ?? new MemberMonth(month, 0, 0);
    }
}
