using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Which claims support looks at.</summary>
public enum ClaimChoice
{
    /// <summary>All that are open.</summary>
    Open,

    /// <summary>Open ones that this person looks after.</summary>
    Mine,

    /// <summary>Open ones that nobody looks after.</summary>
    Nobodys,

    /// <summary>Those that were answered.</summary>
    Answered,
}

/// <summary>How support keeps up with claims.</summary>
/// <param name="Open">Claims that wait for an answer.</param>
/// <param name="Overdue">Those of them whose promised time is over.</param>
/// <param name="MedianAnswer">From claim to answer, in the middle of those answered in the last
/// <see cref="ClaimQueue.FiguresOver"/>; null where there were none.</param>
public sealed record ClaimFigures(int Open, int Overdue, TimeSpan? MedianAnswer);

/// <summary>What came of taking a claim or giving it back.</summary>
public abstract record ClaimTaking
{
    private ClaimTaking() { }

    /// <summary>It is as wished.</summary>
    public sealed record Done : ClaimTaking;

    /// <summary>Somebody else was faster; nothing was changed.</summary>
    public sealed record Moved : ClaimTaking;

    /// <summary>It is closed; nothing was changed.</summary>
    /// <param name="Status">How.</param>
    public sealed record Over(ClaimStatus Status) : ClaimTaking;

    /// <summary>There is no such claim.</summary>
    public sealed record Unknown : ClaimTaking;
}

/// <summary>The claims of all members, as support works through them.</summary>
public sealed class ClaimQueue(IPortalDbs databases, MemberChanges changes, Programme programme, TimeProvider time)
{
    /// <summary>Over what time figures are told.</summary>
    public static readonly TimeSpan FiguresOver = TimeSpan.FromDays(30);

    /// <summary>Claims: open ones by the last day of the promised time, answered ones the latest first.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="staffId">Who asks, for their own.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<MemberClaim>> ListAsync(
        ClaimChoice choice,
        Guid staffId,
        int most,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var claims = db.MemberClaims.AsNoTracking();
        if (choice == ClaimChoice.Answered)
        {
            return await claims
                .Where(each => each.Status == ClaimStatus.Answered)
                .OrderByDescending(each => each.ClosedAt)
                .ThenByDescending(each => each.Id)
                .Take(most)
                .ToListAsync(cancellation);
        }
        var open = claims.Where(each => each.Status == ClaimStatus.Open);
        open = choice switch
        {
            ClaimChoice.Mine => open.Where(each => each.AssignedTo == staffId),
            ClaimChoice.Nobodys => open.Where(each => each.AssignedTo == null),
            _ => open,
        };
        return await open.OrderBy(each => each.DueOn)
            .ThenBy(each => each.CreatedAt)
            .ThenBy(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>A claim of anybody; null when there is none of that number.</summary>
    public async Task<MemberClaim?> FindAsync(string number, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.MemberClaims.AsNoTracking().FirstOrDefaultAsync(each => each.Number == number, cancellation);
    }

    /// <summary>How support keeps up.</summary>
    public async Task<ClaimFigures> FiguresAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var (today, from) = (programme.Zone.DayOf(now), now - FiguresOver);
        await using var db = databases.Create();
        var open = db.MemberClaims.Where(each => each.Status == ClaimStatus.Open);
        var answered = await db
            .MemberClaims.Where(each => each.Status == ClaimStatus.Answered && each.ClosedAt >= from)
            .Select(each => new { each.CreatedAt, each.ClosedAt })
            .ToListAsync(cancellation);
        return new ClaimFigures(
            await open.CountAsync(cancellation),
            await open.CountAsync(each => each.DueOn < today, cancellation),
            Median([.. answered.Select(each => each.ClosedAt!.Value - each.CreatedAt).Order()])
        );
    }

    /// <summary>Takes an open claim, or gives it back, and notes it in the audit.</summary>
    /// <param name="staffId">Who does so.</param>
    /// <param name="number">The claim's number.</param>
    /// <param name="from">Who looked after it when this was decided; null for nobody.</param>
    /// <param name="to">Who looks after it from now on; null for nobody.</param>
    /// <param name="cancellation">Stops waiting; nothing is then changed.</param>
    public async Task<ClaimTaking> AssignAsync(
        Guid staffId,
        string number,
        Guid? from,
        Guid? to,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(number, cancellation) is not { } known)
        {
            return new ClaimTaking.Unknown();
        }
        return await changes.RunAsync(known.AccountId, AssignItAsync, cancellation) ?? new ClaimTaking.Unknown();

        async Task<ClaimTaking> AssignItAsync(MemberChange change, CancellationToken stop)
        {
            var claim = await change.Db.MemberClaims.FirstOrDefaultAsync(each => each.Number == number, stop);
            if (claim is null)
            {
                return new ClaimTaking.Unknown();
            }
            if (claim.Status != ClaimStatus.Open)
            {
                return new ClaimTaking.Over(claim.Status);
            }
            if (claim.AssignedTo == to)
            {
                return new ClaimTaking.Done();
            }
            if (claim.AssignedTo != from)
            {
                return new ClaimTaking.Moved();
            }
            claim.AssignedTo = to;
            var note = AuditNote.Of(
                staffId,
                claim.AccountId,
                AuditActions.ClaimAssigned,
                new AuditFact("claim", number),
                new AuditFact("to", to?.ToString() ?? "nobody")
            );
            await AuditBook.AddAsync(change.Db, note, change.Now, stop);
            return new ClaimTaking.Done();
        }
    }

    private static TimeSpan? Median(IReadOnlyList<TimeSpan> sorted) =>
        sorted.Count == 0 ? null
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
