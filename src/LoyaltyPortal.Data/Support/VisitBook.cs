using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>The trace that support leaves: each look through a member's eyes, and what was changed. Changes wait at the
/// lock of the account, so nothing is noted in a visit that is over.</summary>
public sealed class VisitBook(IPortalDbs databases, MemberChanges changes, WriteGate gate)
{
    /// <summary>Changes of one visit that are read.</summary>
    public const int MostActs = 50;

    private const int LongestReason = 500;

    /// <summary>The longest reason for coming as it is typed: the one for lifting stands below it.</summary>
    public const int LongestFirst = 300;

    /// <summary>The longest reason for lifting, in characters.</summary>
    public const int LongestSecond = 190;

    private const string UsedUp = "";

    /// <summary>The longest ticket, in characters.</summary>
    public const int LongestTicket = 50;

    /// <summary>Begins a visit.</summary>
    /// <param name="wanted">Who comes to whom, and why.</param>
    /// <param name="cancellation">Stops waiting; there is then no visit.</param>
    /// <returns>The visit; null when there is no such member.</returns>
    /// <exception cref="ArgumentException">No such role, no reason, or a reason or a ticket that is too long.</exception>
    public async Task<SupportVisit?> BeginAsync(NewVisit wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentException.ThrowIfNullOrWhiteSpace(wanted.Reason, nameof(wanted));
        if (wanted.Reason.Length > LongestReason || wanted.Ticket?.Length > LongestTicket)
        {
            throw new ArgumentException("The reason or the ticket is too long.", nameof(wanted));
        }
        if (!StaffRoles.All.Contains(wanted.Role))
        {
            throw new ArgumentException("There is no such role.", nameof(wanted));
        }
        return await changes.RunAsync(wanted.AccountId, BeginItAsync, cancellation);

        async Task<SupportVisit> BeginItAsync(MemberChange change, CancellationToken stop)
        {
            var visit = new SupportVisit
            {
                Id = change.Keys.New(),
                AccountId = wanted.AccountId,
                StaffId = wanted.StaffId,
                SessionId = wanted.SessionId,
                Role = wanted.Role,
                Reason = wanted.Reason,
                Ticket = wanted.Ticket,
                StartedAt = change.Now,
                EndsAt = change.Now + wanted.Lasts,
            };
            change.Db.SupportVisits.Add(visit);
            if (wanted.Message is { } message)
            {
                var member = change.Member;
                change.Db.Outbox.Add(
                    OutboxMessage.Sms(
                        change.Keys.New(),
                        change.Now,
                        "support-visit",
                        member.Phone,
                        message(member.Language),
                        member.AccountId
                    )
                );
            }
            var facts = new List<AuditFact> { new("visit", visit.Id.ToString()) };
            if (wanted.Ticket is { } ticket)
            {
                facts.Add(new AuditFact("ticket", ticket));
            }
            var note = AuditNote.Of(wanted.StaffId, wanted.AccountId, AuditActions.VisitBegun, facts);
            await AuditBook.AddAsync(change.Db, note, change.Now, stop);
            return visit;
        }
    }

    /// <summary>A visit that goes on; null when there is none or it is over.</summary>
    public async Task<SupportVisit?> FindOpenAsync(Guid visitId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .SupportVisits.AsNoTracking()
            .FirstOrDefaultAsync(each => each.Id == visitId && each.EndsAt > now, cancellation);
    }

    /// <summary>Lifts reading only for one thing, once in a visit.</summary>
    /// <param name="visitId">The visit.</param>
    /// <param name="action">What may be changed once.</param>
    /// <param name="reason">Why, as the member reads it.</param>
    /// <param name="cancellation">Stops waiting; nothing is then lifted.</param>
    /// <returns>False when there is no such visit, it is over, or something was lifted in it before.</returns>
    /// <exception cref="ArgumentException">There is no reason, or it is too long.</exception>
    public async Task<bool> LiftAsync(Guid visitId, string action, string reason, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, LongestSecond, nameof(reason));
        var isLifted = false;
        await ChangeAsync(
            visitId,
            async (visit, change, stop) =>
            {
                if (visit.Lifted is not null)
                {
                    return;
                }
                isLifted = true;
                visit.Lifted = action;
                visit.Reason = $"{visit.Reason}\n{reason}";
                var note = AuditNote.Of(
                    visit.StaffId,
                    visit.AccountId,
                    AuditActions.VisitLifted,
                    new AuditFact("visit", visit.Id.ToString()),
                    new AuditFact("action", action)
                );
                await AuditBook.AddAsync(change.Db, note, change.Now, stop);
            },
            cancellation
        );
        return isLifted;
    }

    /// <summary>Uses up what was lifted, so that it is changed once however often it is sent.</summary>
    /// <returns>False when it was not lifted, or somebody used it up at the same moment.</returns>
    public async Task<bool> TryUseAsync(Guid visitId, string action, DateTimeOffset now, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        return await db
                .SupportVisits.Where(each => each.Id == visitId && each.Lifted == action && each.EndsAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Lifted, UsedUp), cancellation) == 1;
    }

    /// <summary>Gives back what was used up for nothing: what was sent was refused.</summary>
    public async Task GiveBackAsync(Guid visitId, string action, DateTimeOffset now, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db
            .SupportVisits.Where(each => each.Id == visitId && each.EndsAt > now && each.Lifted == UsedUp)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Lifted, action), cancellation);
    }

    /// <summary>Notes what was changed during a visit.</summary>
    /// <param name="visitId">The visit.</param>
    /// <param name="what">What: a reason that begins with <c>support-</c>.</param>
    /// <param name="entryNumber">The entry that shows it; null where it moved no points.</param>
    /// <param name="cancellation">Stops waiting; nothing is then noted.</param>
    /// <returns>False when there is no such visit or it is over: nothing may be changed by it any more.</returns>
    public Task<bool> NoteAsync(Guid visitId, Reason what, long? entryNumber, CancellationToken cancellation) =>
        ChangeAsync(
            visitId,
            (visit, change, _) =>
            {
                Add(visit, change, what, entryNumber);
                return Task.CompletedTask;
            },
            cancellation
        );

    /// <summary>Notes the one thing that was lifted and is done, also when the visit has ended meanwhile: it was let in before.</summary>
    public Task NoteLiftedAsync(Guid visitId, Reason what, CancellationToken cancellation) =>
        ChangeAsync(
            visitId,
            (visit, change, _) =>
            {
                Add(visit, change, what, entryNumber: null);
                return Task.CompletedTask;
            },
            cancellation,
            alsoOver: true
        );

    /// <summary>Whether a session of the staff has a visit that goes on.</summary>
    public async Task<bool> HasOpenAsync(Guid sessionId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.SupportVisits.AnyAsync(each => each.SessionId == sessionId && each.EndsAt > now, cancellation);
    }

    /// <summary>Ends the visits of a session of the staff.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="except">One that goes on; null for none.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting; those that are not ended go on.</param>
    /// <returns>Whose accounts they were, the latest first.</returns>
    public async Task<IReadOnlyList<Guid>> EndAllAsync(
        Guid sessionId,
        Guid? except,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var open = await db
            .SupportVisits.AsNoTracking()
            .Where(each => each.SessionId == sessionId && each.EndsAt > now && each.Id != except)
            .OrderByDescending(each => each.StartedAt)
            .Select(each => new { each.Id, each.AccountId })
            .ToListAsync(cancellation);
        foreach (var visit in open)
        {
            await EndAsync(visit.Id, cancellation);
        }
        return open.ConvertAll(visit => visit.AccountId);
    }

    /// <summary>Ends a visit before its time.</summary>
    /// <returns>False when there is no such visit or it is over.</returns>
    public Task<bool> EndAsync(Guid visitId, CancellationToken cancellation) =>
        ChangeAsync(
            visitId,
            async (visit, change, stop) =>
            {
                visit.EndsAt = change.Now;
                var note = AuditNote.Of(
                    visit.StaffId,
                    visit.AccountId,
                    AuditActions.VisitEnded,
                    new AuditFact("visit", visit.Id.ToString())
                );
                await AuditBook.AddAsync(change.Db, note, change.Now, stop);
            },
            cancellation
        );

    /// <summary>The visits to an account, the latest first, each with its first changes in their order.</summary>
    /// <param name="accountId">Whose account.</param>
    /// <param name="most">How many visits at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<SupportVisit>> ListAsync(Guid accountId, int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .SupportVisits.AsNoTracking()
            .Include(each => each.Acts.OrderBy(act => act.At).ThenBy(act => act.Id).Take(MostActs))
            .AsSplitQuery()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.StartedAt)
            .ThenByDescending(each => each.Id)
            .Take(most)
            .ToListAsync(cancellation);
    }

    private static void Add(SupportVisit visit, MemberChange change, Reason what, long? entryNumber) =>
        change.Db.Add(
            new SupportAct
            {
                Id = change.Keys.New(),
                VisitId = visit.Id,
                At = change.Now,
                What = what,
                EntryNumber = entryNumber,
            }
        );

    private async Task<bool> ChangeAsync(
        Guid visitId,
        Func<SupportVisit, MemberChange, CancellationToken, Task> act,
        CancellationToken cancellation,
        bool alsoOver = false
    )
    {
        await using var db = databases.Create();
        var owner = await db
            .SupportVisits.Where(each => each.Id == visitId)
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        if (owner is not { } accountId)
        {
            return false;
        }
        var changed = await changes.RunAsync(
            accountId,
            async (change, stop) =>
            {
                var visit = await change.Db.SupportVisits.FirstAsync(each => each.Id == visitId, stop);
                var isOver = visit.EndsAt <= change.Now && !alsoOver;
                if (!isOver)
                {
                    await act(visit, change, stop);
                }
                return isOver ? "over" : "done";
            },
            cancellation
        );
        return changed == "done";
    }
}

/// <summary>A visit as staff ask for it.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="StaffId">Who of the staff.</param>
/// <param name="Role">The role in which they come: one of <see cref="StaffRoles"/>.</param>
/// <param name="Reason">Why, as the member reads it.</param>
/// <param name="Lasts">When it ends by itself.</param>
/// <param name="SessionId">The session of the staff with which it ends; null where nobody looks through the member's eyes.</param>
/// <param name="Ticket">The number under which support keeps the matter.</param>
/// <param name="Message">What the member is told by a text message, in a language; null for nothing.</param>
public sealed record NewVisit(
    Guid AccountId,
    Guid StaffId,
    string Role,
    string Reason,
    TimeSpan Lasts,
    Guid? SessionId = null,
    string? Ticket = null,
    Func<string, string>? Message = null
);
