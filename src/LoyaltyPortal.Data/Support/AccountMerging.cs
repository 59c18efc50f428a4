using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Joins two accounts of one person (docs/decisions/desk-acts.md): both ledgers, what leads to either account, what
/// the member reads of it and the lines of the audit, in one transaction under the locks of both. They are taken in the order
/// of the accounts' ids, so two who join never wait for each other in a ring.</summary>
public sealed class AccountMerging(PostingRunner postings, WebhookOutbox webhooks, IPortalDbs databases)
{
    private static readonly PostingAnswer Ok = new(200, string.Empty);

    /// <summary>Joins an account to the one that stays.</summary>
    /// <param name="act">Who, on the account that stays, why.</param>
    /// <param name="wish">Which account goes, and how.</param>
    /// <param name="most">The most points that one person brings over alone.</param>
    /// <param name="message">What both phones are told, in a language.</param>
    /// <param name="onlyLook">Whether it is only worked out.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    /// <param name="approves">What a second person agrees to by this; null for none.</param>
    /// <returns>What came of it; <see cref="AccountActs.OverLimit"/> where a second person has to agree.</returns>
    public Task<Merging> MergeAsync(
        StaffAct act,
        MergeWish wish,
        Points most,
        Func<string, string> message,
        bool onlyLook,
        CancellationToken cancellation,
        AccountMerge? approves = null
    ) =>
        RunAsync(
            act,
            wish,
            "merge",
            onlyLook,
            async (pair, stop) =>
            {
                if (approves is not null && await FindWaitingAsync(pair, act, approves.Id, stop) is null)
                {
                    return new Merging.Refused("decided-before");
                }
                // Who gets another phone by it could not stop it: then a second person looks, however little is brought.
                var needsSecond =
                    wish.TakesPhone || await DayLimit.MovedAsync(pair.Scope, act, stop) + pair.Brought > most;
                if (approves is null && !onlyLook && needsSecond)
                {
                    return new Merging.Refused(AccountActs.OverLimit, most);
                }
                var (stays, goes) = onlyLook
                    ? (
                        await SideAsync(pair.Scope.Db, pair.Stays, stop),
                        await SideAsync(pair.Scope.Db, pair.Goes, stop)
                    )
                    : (null, null);
                // Numbers that both names are known by in the other's entries, and the card that leads here from now on.
                var card = MergePosting.EndOf(pair.Goes.Account.CardNumber);
                if (await PostAsync(pair, stop) is { } refusal)
                {
                    return new Merging.Refused(refusal.Code);
                }
                if (onlyLook)
                {
                    var tier = TierOf(pair.Stays);
                    return new Merging.Preview(stays!, goes!, tier, BalancesOf(pair.Stays), needsSecond);
                }
                await WriteAsync(pair, act, wish, card, approves, message, stop);
                return new Merging.Done();
            },
            cancellation
        );

    /// <summary>Asks that a second person agrees.</summary>
    public Task<Merging> AskAsync(StaffAct act, MergeWish wish, CancellationToken cancellation) =>
        RunAsync(
            act,
            wish,
            "ask-merge",
            onlyLook: false,
            async (pair, stop) =>
            {
                var db = pair.Scope.Db;
                if (
                    await db.AccountMerges.AnyAsync(
                        each => each.FromId == wish.GoesId && each.Status == PendingStatus.Waiting,
                        stop
                    )
                )
                {
                    return new Merging.Refused("merge-waiting");
                }
                var row = RowOf(pair, act, wish);
                db.AccountMerges.Add(row);
                var fact = new AuditFact("merge", row.Id.ToString());
                await NoteAsync(pair, act, AuditActions.MergeAsked, [fact], stop);
                return new Merging.Done();
            },
            cancellation
        );

    /// <summary>Refuses what waits for a second person, or takes one's own wish back.</summary>
    public Task<Merging> RefuseAsync(StaffAct act, AccountMerge waiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        return RunAsync(
            act,
            WishOf(waiting),
            "refuse-merge",
            onlyLook: false,
            async (pair, stop) =>
            {
                if (await FindWaitingAsync(pair, null, waiting.Id, stop) is not { } found)
                {
                    return new Merging.Refused("decided-before");
                }
                (found.Status, found.DecidedBy, found.DecidedAt) = (PendingStatus.Refused, act.StaffId, pair.Scope.Now);
                var fact = new AuditFact("merge", found.Id.ToString());
                await NoteAsync(pair, act, AuditActions.MergeRefused, [fact], stop);
                return new Merging.Done();
            },
            cancellation
        );
    }

    /// <summary>What waits for a second person, the oldest first.</summary>
    public async Task<IReadOnlyList<AccountMerge>> WaitingAsync(int most, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .AccountMerges.AsNoTracking()
            .Where(each => each.Status == PendingStatus.Waiting)
            .OrderBy(each => each.AskedAt)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>The wish of one that waits.</summary>
    public static MergeWish WishOf(AccountMerge waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        return new(waiting.FromId, waiting.Ticket, waiting.Proof, waiting.TakesPhone);
    }

    private async Task<Merging> RunAsync(
        StaffAct act,
        MergeWish wish,
        string what,
        bool onlyLook,
        Func<MergePair, CancellationToken, Task<Merging>> take,
        CancellationToken cancellation
    )
    {
        if (act.AccountId == wish.GoesId)
        {
            return new Merging.Refused("merge-same");
        }
        var claim = onlyLook ? null : ClaimOf(act, wish, what);
        if (claim is not null && await postings.FindAnswerAsync(claim, cancellation) is { } before)
        {
            return FromAnswer(before, null);
        }
        Merging? came = null;
        Guid[] both = [act.AccountId, wish.GoesId];
        Array.Sort(both);
        var answer = await postings.RunAsync(
            both[0],
            // What counted on any day goes over, however long ago that was.
            DateOnly.MinValue,
            claim,
            async (scope, stop) =>
            {
                var pair = await MergePair.LoadAsync(scope, act.AccountId, both[1], stop);
                came = pair is null ? new Merging.Refused("no-member") : await take(pair, stop);
                if (came is Merging.Done)
                {
                    pair!.AddEntries();
                }
                if (came is Merging.Done && pair!.Goes.Account.Status == AccountStatus.Closed)
                {
                    var isPosting = scope.Journal == pair.Stays;
                    await webhooks.AddMergedAsync(scope.Db, pair.Stays, pair.Goes.Account.Id, isPosting, stop);
                }
                return came switch
                {
                    Merging.Refused refused => new PostingAnswer(409, refused.Code),
                    Merging.Preview => Ok with { OnlyAsks = true },
                    _ => Ok,
                };
            },
            cancellation
        );
        return FromAnswer(answer, came);
    }

    private static IdempotencyClaim ClaimOf(StaffAct act, MergeWish wish, string what) =>
        new(
            $"staff-{act.StaffId:N}",
            act.Press.ToString("N"),
            SHA256.HashData(Encoding.UTF8.GetBytes($"{act.AccountId} {what} {wish} {act.Reason}"))
        );

    private static Merging FromAnswer(PostingAnswer answer, Merging? came) =>
        answer.Status == PostingRunner.NoAccount.Status ? new Merging.Refused("no-member")
        : answer.Status == PostingRunner.KeyReused.Status ? new Merging.Refused("pressed-before")
        : answer.IsReplay ? new Merging.Done()
        : came ?? new Merging.Refused("pressed-before");

    private static async Task<Refusal?> PostAsync(MergePair pair, CancellationToken stop)
    {
        var db = pair.Scope.Db;
        var from = pair.Goes.Account.Id;
        // Closed lots too: orders name them, and may come back.
        await db.Lots.Where(each => each.AccountId == from).LoadAsync(stop);
        var orders = await db.Purchases.Where(each => each.AccountId == from).ToListAsync(stop);
        return MergePosting.Post(pair.Stays, pair.Goes, orders).Refusal;
    }

    private static async Task WriteAsync(
        MergePair pair,
        StaffAct act,
        MergeWish wish,
        string card,
        AccountMerge? approves,
        Func<string, string> message,
        CancellationToken stop
    )
    {
        var (scope, into, goes) = (pair.Scope, pair.Stays.Account, pair.Goes.Account);
        var people = await scope
            .Db.Members.AsNoTracking()
            .Where(each => each.AccountId == into.Id || each.AccountId == goes.Id)
            .Select(each => new { each.Phone, each.Language })
            .ToListAsync(stop);
        var row = approves is null ? RowOf(pair, act, wish) : await FindWaitingAsync(pair, act, approves.Id, stop);
        (row!.Status, row.DecidedBy, row.DecidedAt, row.CardEnd) = (
            PendingStatus.Approved,
            act.StaffId,
            scope.Now,
            card
        );
        if (approves is null)
        {
            scope.Db.AccountMerges.Add(row);
        }
        else
        {
            // Others that wait are given up; this one is decided.
            await scope.Db.SaveChangesAsync(stop);
        }
        row.OfflineCode = await MergedRows.MoveAsync(scope, goes, into, wish.TakesPhone, stop);
        foreach (var person in people)
        {
            scope.Db.Outbox.Add(
                OutboxMessage.Sms(
                    scope.Keys.New(),
                    scope.Now,
                    "accounts-merged",
                    person.Phone,
                    message(person.Language),
                    into.Id
                )
            );
        }
        scope.Db.SupportVisits.Add(TraceOf(pair, act, card));
        into.LookForNotices(scope.Now);
        AuditFact[] facts =
        [
            new("merge", row.Id.ToString()),
            new("hundredths", pair.Brought.Hundredths.ToString(CultureInfo.InvariantCulture)),
            new("proof", wish.Proof.ToString()),
            new("phone", wish.TakesPhone ? "taken" : "released"),
            new("askedBy", row.AskedBy.ToString()),
        ];
        await NoteAsync(pair, act, AuditActions.AccountsMerged, facts, stop);
    }

    /// <summary>A line for each of the two accounts, which names the other one.</summary>
    private static async Task NoteAsync(
        MergePair pair,
        StaffAct act,
        string action,
        IReadOnlyList<AuditFact> facts,
        CancellationToken stop
    )
    {
        var (db, now) = (pair.Scope.Db, pair.Scope.Now);
        var (into, from) = (pair.Stays.Account.Id, pair.Goes.Account.Id);
        AuditFact[] ofGone = [new("into", into.ToString()), .. facts];
        AuditFact[] ofStaying = [new("from", from.ToString()), .. facts];
        await AuditBook.AddAsync(db, AuditNote.Of(act.StaffId, from, action, ofGone), now, stop);
        await db.SaveChangesAsync(stop);
        await AuditBook.AddAsync(db, AuditNote.Of(act.StaffId, into, action, ofStaying), now, stop);
    }

    private static AccountMerge RowOf(MergePair pair, StaffAct act, MergeWish wish) =>
        new()
        {
            Id = pair.Scope.Keys.New(),
            FromId = wish.GoesId,
            IntoId = act.AccountId,
            CardEnd = string.Empty,
            Reason = act.Reason,
            Ticket = wish.Ticket,
            Proof = wish.Proof,
            TakesPhone = wish.TakesPhone,
            AskedBy = act.StaffId,
            AskedAt = pair.Scope.Now,
        };

    private static SupportVisit TraceOf(MergePair pair, StaffAct act, string card)
    {
        var (scope, into) = (pair.Scope, pair.Stays.Account);
        var visit = new SupportVisit
        {
            Id = scope.Keys.New(),
            AccountId = into.Id,
            StaffId = act.StaffId,
            Role = act.Role,
            Reason = act.Reason,
            StartedAt = scope.Now,
            EndsAt = scope.Now,
        };
        visit.Acts.Add(
            new SupportAct
            {
                Id = scope.Keys.New(),
                VisitId = visit.Id,
                At = scope.Now,
                What = Reason.Of(ReasonCodes.SupportMerged).WithText("card", card),
                EntryNumber = into.NewEntries.FirstOrDefault(each => each.Reason.Code == ReasonCodes.MergedIn)?.Number,
            }
        );
        return visit;
    }

    // The locks are held: of two who decide at once the second one finds it decided. Whoever asked does not approve.
    private static Task<AccountMerge?> FindWaitingAsync(
        MergePair pair,
        StaffAct? approver,
        Guid id,
        CancellationToken stop
    )
    {
        var (into, from, by) = (pair.Stays.Account.Id, pair.Goes.Account.Id, approver?.StaffId);
        return pair.Scope.Db.AccountMerges.FirstOrDefaultAsync(
            each =>
                each.Id == id
                && each.IntoId == into
                && each.FromId == from
                && each.Status == PendingStatus.Waiting
                && each.AskedBy != by,
            stop
        );
    }

    private static async Task<MergeSide> SideAsync(PortalDb db, Journal journal, CancellationToken stop)
    {
        var account = journal.Account;
        return new MergeSide(
            account.CardNumber,
            await db.Members.Where(each => each.AccountId == account.Id).Select(each => each.Phone).FirstAsync(stop),
            TierOf(journal),
            BalancesOf(journal),
            account.Lots.Count(lot => lot.IsOpen),
            await db.Purchases.CountAsync(each => each.AccountId == account.Id, stop),
            await db.LinkedCards.CountAsync(each => each.AccountId == account.Id, stop),
            await db
                .Consents.Where(each => each.AccountId == account.Id && each.RevokedAt == null)
                .Select(each => each.Kind)
                .Distinct()
                .OrderBy(each => each)
                .ToListAsync(stop)
        );
    }

    private static string TierOf(Journal journal) => journal.Account.TierOn(journal.Today, journal.Programme).Tier.Id;

    private static List<(string Wallet, Balance Balance)> BalancesOf(Journal journal) =>
        [
            .. journal.Programme.Wallets.Select(wallet =>
                (wallet.Id, journal.Account.BalanceOf(wallet.Id, journal.Now, journal.Today))
            ),
        ];
}
