using System.Globalization;
using System.Security.Cryptography;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Claims of members and support's answers (docs/decisions/claims.md). Whatever changes a member's claims waits
/// at the lock of the account, so the same claim sent twice at once is one, and of an answer and a withdrawal one wins.</summary>
public sealed class ClaimBook(
    IPortalDbs databases,
    MemberChanges changes,
    LimitBook limits,
    Programme programme,
    TimeProvider time
)
{
    /// <summary>Claims a member may have open.</summary>
    public const int MostOpen = 5;

    /// <summary>Claims a member may send in a day.</summary>
    public const int MostADay = 10;

    /// <summary>The longest text of a claim, in characters.</summary>
    public const int LongestText = 2_000;

    /// <summary>The longest answer, in characters.</summary>
    public const int LongestAnswer = 4_000;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 200;

    private const int Numbers = 100_000_000;

    /// <summary>Takes a claim in.</summary>
    /// <param name="accountId">Whose, signed in.</param>
    /// <param name="claim">The claim, checked.</param>
    /// <param name="cancellation">Stops waiting; there is then no claim.</param>
    public async Task<Claiming> SubmitAsync(Guid accountId, NewClaim claim, CancellationToken cancellation)
    {
        await using (var db = databases.Create())
        {
            // Looked at before it is counted: sent again, it costs the member nothing.
            if (await HindranceAsync(db, accountId, claim, cancellation) is { } hindrance)
            {
                return hindrance;
            }
        }
        var limit = new Limit("claims-day", Limit.Hidden(accountId.ToString("N")), TimeSpan.FromDays(1), MostADay);
        if (await limits.TakeAsync([limit], Clock.Now(time), cancellation) is Taking.Refused)
        {
            return new Claiming.TooOften();
        }
        return await changes.RunAsync(accountId, AddAsync, cancellation) ?? new Claiming.NoMember();

        async Task<Claiming> AddAsync(MemberChange change, CancellationToken stop)
        {
            if (await HindranceAsync(change.Db, accountId, claim, stop) is { } hindrance)
            {
                return hindrance;
            }
            var row = RowOf(accountId, claim, change);
            change.Db.MemberClaims.Add(row);
            return new Claiming.Taken(row.Number);
        }
    }

    /// <summary>Takes a claim back while it is open.</summary>
    /// <param name="accountId">Whose it must be.</param>
    /// <param name="number">The claim's number.</param>
    /// <param name="cancellation">Stops waiting; nothing is then changed.</param>
    public async Task<ClaimClosing> WithdrawAsync(Guid accountId, string number, CancellationToken cancellation) =>
        await CloseAsync(accountId, number, Withdraw, cancellation);

    /// <summary>Answers a claim while it is open; in the same transaction the member is told by a text message, and the
    /// audit. The message goes to the phone by which the member signs in: the one told for the claim is nobody's proved
    /// one.</summary>
    /// <param name="staffId">Who of the staff answers.</param>
    /// <param name="number">The claim's number.</param>
    /// <param name="answer">The answer as the member reads it.</param>
    /// <param name="message">The message in a language.</param>
    /// <param name="cancellation">Stops waiting; nothing is then changed.</param>
    /// <exception cref="ArgumentException">The answer is empty or too long.</exception>
    public async Task<ClaimClosing> AnswerAsync(
        Guid staffId,
        string number,
        string answer,
        Func<string, string> message,
        CancellationToken cancellation
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(answer);
        if (answer.Length > LongestAnswer)
        {
            throw new ArgumentException("The answer is too long.", nameof(answer));
        }
        await using var db = databases.Create();
        var owner = await db
            .MemberClaims.Where(each => each.Number == number)
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        return owner is { } accountId
            ? await CloseAsync(accountId, number, AnswerItAsync, cancellation)
            : new ClaimClosing.Unknown();

        Task AnswerItAsync(MemberClaim claim, MemberChange change, CancellationToken stop) =>
            ClaimAnswers.AnswerAsync(
                change.Db,
                change.Keys,
                claim,
                change.Member,
                staffId,
                answer,
                message,
                change.Now,
                stop
            );
    }

    /// <summary>A member's claims, newest first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<MemberClaim>> ListAsync(Guid accountId, int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .MemberClaims.AsNoTracking()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.CreatedAt)
            .ThenByDescending(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>A claim of a member; null when the member has none of that number.</summary>
    public async Task<MemberClaim?> FindAsync(Guid accountId, string number, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .MemberClaims.AsNoTracking()
            .FirstOrDefaultAsync(each => each.Number == number && each.AccountId == accountId, cancellation);
    }

    private static Task Withdraw(MemberClaim claim, MemberChange change, CancellationToken stop)
    {
        claim.Status = ClaimStatus.Withdrawn;
        return Task.CompletedTask;
    }

    /// <summary>What keeps a claim from being taken in; null for nothing.</summary>
    private static async Task<Claiming?> HindranceAsync(
        PortalDb db,
        Guid accountId,
        NewClaim claim,
        CancellationToken cancellation
    )
    {
        var open = await db
            .MemberClaims.Where(each => each.AccountId == accountId && each.Status == ClaimStatus.Open)
            .Select(each => new
            {
                each.Number,
                each.Kind,
                each.OrderId,
                each.Text,
            })
            .ToListAsync(cancellation);
        // What is neither of the three can be about anything: only its text tells.
        var same = open.FirstOrDefault(each =>
            each.Kind == claim.Kind
            && each.OrderId == claim.OrderId
            && (claim.Kind != ClaimKind.Other || each.Text == claim.Text)
        );
        return same is not null ? new Claiming.Known(same.Number)
            : open.Count >= MostOpen ? new Claiming.TooManyOpen()
            : null;
    }

    private MemberClaim RowOf(Guid accountId, NewClaim claim, MemberChange change) =>
        new()
        {
            Id = change.Keys.New(),
            Number = RandomNumberGenerator.GetInt32(Numbers).ToString("D8", CultureInfo.InvariantCulture),
            AccountId = accountId,
            Kind = claim.Kind,
            OrderId = claim.OrderId,
            Finding = claim.Finding,
            Name = claim.Name,
            Phone = claim.Phone,
            Text = claim.Text,
            CreatedAt = change.Now,
            DueOn = ClaimPromise.DueOn(programme.Zone.DayOf(change.Now), claim.ReceivedOn, programme.ClaimDays),
        };

    private async Task<ClaimClosing> CloseAsync(
        Guid accountId,
        string number,
        Func<MemberClaim, MemberChange, CancellationToken, Task> close,
        CancellationToken cancellation
    )
    {
        return await changes.RunAsync(accountId, CloseItAsync, cancellation) ?? new ClaimClosing.Unknown();

        async Task<ClaimClosing> CloseItAsync(MemberChange change, CancellationToken stop)
        {
            var claim = await change.Db.MemberClaims.FirstOrDefaultAsync(
                each => each.Number == number && each.AccountId == accountId,
                stop
            );
            if (claim is null)
            {
                return new ClaimClosing.Unknown();
            }
            if (claim.Status != ClaimStatus.Open)
            {
                return new ClaimClosing.Over(claim.Status);
            }
            claim.ClosedAt = change.Now;
            await close(claim, change, stop);
            return new ClaimClosing.Closed();
        }
    }
}
