using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Support;

/// <summary>Another phone that support is asked for.</summary>
/// <param name="Phone">E.164, proved by a code just now.</param>
/// <param name="Check">What was checked.</param>
/// <param name="Ticket">The number under which support keeps the matter.</param>
/// <param name="Wait">How long the owner of the old phone can stop it.</param>
public sealed record PhoneWish(string Phone, PhoneCheck Check, string Ticket, TimeSpan Wait);

/// <summary>Gives a member who has lost the old phone another one (docs/decisions/desk-acts.md): not at once, so that the owner
/// of the old phone, who is told, can stop it.</summary>
public sealed class SupportPhones(
    IPortalDbs databases,
    MemberChanges changes,
    SessionBook sessions,
    TimeProvider time,
    ILogger<SupportPhones> log
)
{
    private const int Batch = 100;

    /// <summary>Who was taken from the staff is locked out until the end of all times.</summary>
    private static readonly DateTimeOffset ForEver = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What waits for a member; null for nothing.</summary>
    public async Task<SupportPhoneChange?> WaitingAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .SupportPhoneChanges.AsNoTracking()
            .FirstOrDefaultAsync(
                each => each.AccountId == accountId && each.Status == PhoneChangeStatus.Waiting,
                cancellation
            );
    }

    /// <summary>Whether a press has asked for one already.</summary>
    public async Task<bool> WasAskedAsync(StaffAct act, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.SupportPhoneChanges.AnyAsync(
            each => each.Id == act.Press && each.AccountId == act.AccountId && each.AskedBy == act.StaffId,
            cancellation
        );
    }

    /// <summary>Asks for another phone; the old one is told in the same transaction.</summary>
    /// <param name="act">Who, for whom, why.</param>
    /// <param name="wish">Which phone, and what was checked.</param>
    /// <param name="message">The message to the old phone, for a language, the word that stops it and the time from when on
    /// it holds.</param>
    /// <param name="cancellation">Stops waiting; nothing is then asked.</param>
    public async Task<Acted> AskAsync(
        StaffAct act,
        PhoneWish wish,
        Func<string, string, DateTimeOffset, string> message,
        CancellationToken cancellation
    )
    {
        return await changes.RunAsync<Acted>(act.AccountId, AskItAsync, cancellation) ?? new Acted.Refused("no-member");

        async Task<Acted> AskItAsync(MemberChange change, CancellationToken stop)
        {
            var (db, member, now) = (change.Db, change.Member, change.Now);
            if (await db.SupportPhoneChanges.AnyAsync(each => each.Id == act.Press, stop))
            {
                return new Acted.Done();
            }
            if (await HindranceAsync(change, wish.Phone, stop) is { } hindrance)
            {
                return new Acted.Refused(hindrance);
            }
            var word = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var warning = change.Keys.New();
            var row = new SupportPhoneChange
            {
                Id = act.Press,
                AccountId = act.AccountId,
                NewPhone = wish.Phone,
                Check = wish.Check,
                Reason = act.Reason,
                Ticket = wish.Ticket,
                AskedBy = act.StaffId,
                AskedAt = now,
                EffectiveAt = now + wish.Wait,
                StopHash = HashOf(word),
                WarningId = warning,
            };
            db.SupportPhoneChanges.Add(row);
            // Nobody of the staff reads the word that stops it.
            var text = message(member.Language, word, row.EffectiveAt);
            db.Outbox.Add(
                OutboxMessage.SecretSms(
                    warning,
                    now,
                    "phone-change-asked",
                    member.Phone,
                    text,
                    member.AccountId,
                    row.EffectiveAt
                )
            );
            Trace(change, act, ReasonCodes.SupportAskedPhone);
            await NoteAsync(change, act.StaffId, AuditActions.PhoneAsked, row, stop);
            return new Acted.Done();
        }
    }

    /// <summary>Support takes it back while it waits.</summary>
    public async Task<Acted> CancelAsync(StaffAct act, Guid id, CancellationToken cancellation)
    {
        return await changes.RunAsync<Acted>(act.AccountId, CancelItAsync, cancellation)
            ?? new Acted.Refused("no-member");

        async Task<Acted> CancelItAsync(MemberChange change, CancellationToken stop)
        {
            if (await TryEndAsync(change, id, PhoneChangeStatus.Stopped, stop) is not { } row)
            {
                return new Acted.Refused("decided-before");
            }
            Trace(change, act, ReasonCodes.SupportStoppedPhone);
            await NoteAsync(change, act.StaffId, AuditActions.PhoneStopped, row, stop);
            return new Acted.Done();
        }
    }

    /// <summary>The member stops it.</summary>
    /// <param name="accountId">Who, signed in.</param>
    /// <param name="cancellation">Stops waiting; nothing is then changed.</param>
    /// <returns>Whether something waited.</returns>
    public async Task<bool> StopAsync(Guid accountId, CancellationToken cancellation) =>
        await WaitingAsync(accountId, cancellation) is { } waiting
        && await StopAsync(accountId, waiting.Id, cancellation);

    /// <summary>Whoever has the old phone stops it by the word that was sent there.</summary>
    /// <returns>Whether something waited for that word; it works once.</returns>
    public async Task<bool> StopAsync(string word, CancellationToken cancellation)
    {
        var hash = HashOf(word);
        await using var db = databases.Create();
        var row = await db
            .SupportPhoneChanges.AsNoTracking()
            .FirstOrDefaultAsync(each => each.StopHash == hash, cancellation);
        return row is not null && await StopAsync(row.AccountId, row.Id, cancellation);
    }

    /// <summary>Gives their new phones to members whose time has come. It may run late, twice or on two nodes at once.</summary>
    /// <param name="message">The message to both phones, for a language.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RunAsync(Func<string, string> message, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        List<SupportPhoneChange> due;
        await using (var db = databases.Create())
        {
            due = await db
                .SupportPhoneChanges.AsNoTracking()
                .Where(each => each.Status == PhoneChangeStatus.Waiting && each.EffectiveAt <= now)
                .OrderBy(each => each.EffectiveAt)
                .Take(Batch)
                .ToListAsync(cancellation);
        }
        var done = 0;
        foreach (var each in due)
        {
            try
            {
                done += await TakeEffectAsync(each, message, cancellation) ? 1 : 0;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is tried again, and holds up no other.
                log.LogError(failure, "The phone of account {Account} could not be changed", each.AccountId);
            }
        }
        return done;
    }

    private async Task<bool> TakeEffectAsync(
        SupportPhoneChange due,
        Func<string, string> message,
        CancellationToken cancellation
    )
    {
        var changed = await changes.RunAsync<Acted>(due.AccountId, TakeItAsync, cancellation);
        if (changed is not Acted.Done)
        {
            return false;
        }
        await sessions.EndAllAsync(due.AccountId, except: null, cancellation);
        return true;

        async Task<Acted> TakeItAsync(MemberChange change, CancellationToken stop)
        {
            var (db, member) = (change.Db, change.Member);
            var isTaken = await db.Members.AnyAsync(
                each => each.Phone == due.NewPhone && each.AccountId != due.AccountId,
                stop
            );
            // What was right when it was asked for may be wrong by now.
            var isOff = !isTaken && await IsOffAsync(change, due, stop);
            var status =
                isTaken ? PhoneChangeStatus.Taken
                : isOff ? PhoneChangeStatus.Stopped
                : PhoneChangeStatus.Done;
            if (await TryEndAsync(change, due.Id, status, stop) is not { } row)
            {
                return new Acted.Refused("decided-before");
            }
            if (isTaken || isOff)
            {
                await NoteAsync(change, row.AskedBy, AuditActions.PhoneStopped, row, stop);
                return new Acted.Refused(isTaken ? "phone-taken" : "decided-before");
            }
            var from = member.Phone;
            await PhoneChange.ApplyAsync(db, member, due.NewPhone, change.Now, stop);
            // Whoever has the phone may not be who had the passkeys.
            await db.UserPasskeys.Where(each => each.UserId == due.AccountId).ExecuteDeleteAsync(stop);
            var now = change.Now;
            await db
                .Sessions.Where(each => each.UserId == due.AccountId && each.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.EndedAt, now), stop);
            foreach (var phone in new[] { from, due.NewPhone })
            {
                db.Outbox.Add(
                    OutboxMessage.Sms(
                        change.Keys.New(),
                        change.Now,
                        "phone-changed",
                        phone,
                        message(member.Language),
                        member.AccountId
                    )
                );
            }
            var act = new StaffAct(row.AskedBy, Staff.StaffRoles.Agent, row.AccountId, row.Reason, row.Id);
            Trace(change, act, ReasonCodes.SupportChangedPhone);
            await NoteAsync(change, row.AskedBy, AuditActions.PhoneChanged, row, stop);
            return new Acted.Done();
        }
    }

    /// <summary>Whether it is not to come any more: the member leaves, the account is stopped, whoever asked is no longer of the
    /// staff, or the old phone was never told, so that its owner could not stop it.</summary>
    private static async Task<bool> IsOffAsync(
        MemberChange change,
        SupportPhoneChange due,
        CancellationToken cancellation
    ) =>
        change.Member.LeavesAt is not null
        || await change.Db.Accounts.AnyAsync(
            each => each.Id == due.AccountId && each.Status == AccountStatus.Blocked,
            cancellation
        )
        || await change.Db.Users.AnyAsync(each => each.Id == due.AskedBy && each.LockoutEnd >= ForEver, cancellation)
        || await change.Db.Outbox.AnyAsync(each => each.Id == due.WarningId && each.SentAt == null, cancellation);

    private async Task<bool> StopAsync(Guid accountId, Guid id, CancellationToken cancellation)
    {
        return await changes.RunAsync<Acted>(accountId, StopItAsync, cancellation) is Acted.Done;

        async Task<Acted> StopItAsync(MemberChange change, CancellationToken stop)
        {
            if (await TryEndAsync(change, id, PhoneChangeStatus.Stopped, stop) is not { } row)
            {
                return new Acted.Refused("decided-before");
            }
            // Of what whom asked became: an agent whose wishes members stop is to be seen.
            await NoteAsync(change, row.AskedBy, AuditActions.PhoneStopped, row, stop);
            return new Acted.Done();
        }
    }

    // The account's lock is held: of two who decide at once the second one finds it decided.
    private static async Task<SupportPhoneChange?> TryEndAsync(
        MemberChange change,
        Guid id,
        PhoneChangeStatus status,
        CancellationToken stop
    )
    {
        var (account, now) = (change.Member.AccountId, change.Now);
        var ended = await change
            .Db.SupportPhoneChanges.Where(each =>
                each.Id == id && each.AccountId == account && each.Status == PhoneChangeStatus.Waiting
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(each => each.Status, status).SetProperty(each => each.EndedAt, now),
                stop
            );
        return ended == 0
            ? null
            : await change.Db.SupportPhoneChanges.AsNoTracking().FirstAsync(each => each.Id == id, stop);
    }

    private static async Task<string?> HindranceAsync(MemberChange change, string phone, CancellationToken stop)
    {
        var (db, member) = (change.Db, change.Member);
        return member.LeavesAt is not null ? "account-closed"
            : member.Phone == phone ? "phone-same"
            : await db.Members.AnyAsync(each => each.Phone == phone, stop) ? "phone-taken"
            : await db.SupportPhoneChanges.AnyAsync(
                each => each.AccountId == member.AccountId && each.Status == PhoneChangeStatus.Waiting,
                stop
            )
                ? "phone-waiting"
            : null;
    }

    private static void Trace(MemberChange change, StaffAct act, string what)
    {
        var visit = new SupportVisit
        {
            Id = change.Keys.New(),
            AccountId = act.AccountId,
            StaffId = act.StaffId,
            Role = act.Role,
            Reason = act.Reason,
            StartedAt = change.Now,
            EndsAt = change.Now,
        };
        visit.Acts.Add(
            new SupportAct
            {
                Id = change.Keys.New(),
                VisitId = visit.Id,
                At = change.Now,
                What = Reason.Of(what),
            }
        );
        change.Db.SupportVisits.Add(visit);
    }

    private static Task NoteAsync(
        MemberChange change,
        Guid staffId,
        string action,
        SupportPhoneChange row,
        CancellationToken stop
    ) =>
        AuditBook.AddAsync(
            change.Db,
            AuditNote.Of(
                staffId,
                row.AccountId,
                action,
                new AuditFact("change", row.Id.ToString()),
                new AuditFact("check", row.Check.ToString())
            ),
            change.Now,
            stop
        );

    private static byte[] HashOf(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word));
}
