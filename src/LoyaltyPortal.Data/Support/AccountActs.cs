using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Who of the staff does something to an account, and why.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Role">In which role, as the member reads it.</param>
/// <param name="AccountId">Whose account.</param>
/// <param name="Reason">Why, as the member reads it.</param>
/// <param name="Press">The press of the button: pressed twice, it is done once.</param>
public sealed record StaffAct(Guid StaffId, string Role, Guid AccountId, string Reason, Guid Press)
{
    /// <summary>The member's claim that is answered by it, in the same transaction; null for none.</summary>
    public ActAnswer? Answers { get; init; }
}

/// <summary>The answer to a claim that an act brings with it.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Text">The answer as the member reads it.</param>
/// <param name="Message">What the member's phone is told, in a language.</param>
public sealed record ActAnswer(string Claim, string Text, Func<string, string> Message);

/// <summary>What came of an act of the staff.</summary>
public abstract record Acted
{
    private Acted() { }

    /// <summary>It is done, now or by the same press before.</summary>
    public sealed record Done : Acted;

    /// <summary>It would be done so; nothing was written.</summary>
    /// <param name="Balances">What each wallet would hold.</param>
    public sealed record Preview(IReadOnlyList<(string Wallet, Balance Balance)> Balances) : Acted;

    /// <summary>It cannot be done; nothing was written.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Max">The most points that could be taken, where points were to be.</param>
    public sealed record Refused(string Code, Points? Max = null) : Acted;
}

/// <summary>What staff put right on an account (docs/decisions/desk-acts.md). Each act is one transaction with its entry, what
/// the member reads of it and its line in the audit.</summary>
public sealed class AccountActs(PostingRunner postings)
{
    /// <summary>The code of what one person may not do alone.</summary>
    public const string OverLimit = "over-limit";

    private static readonly PostingAnswer Ok = new(200, string.Empty);

    /// <summary>Gives or takes points. What this person gave and took on this account today counts towards the limit, so that
    /// a large sum does not go through in pieces.</summary>
    /// <param name="act">Who, on whose account, why.</param>
    /// <param name="adjustment">What.</param>
    /// <param name="most">The most that one person gives or takes alone in a day, unless it is approved.</param>
    /// <param name="onlyLook">Whether it is only worked out.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    /// <param name="approves">What a second person approves by this; null for none.</param>
    /// <returns>What came of it; <see cref="OverLimit"/> where a second person has to approve.</returns>
    public Task<Acted> AdjustAsync(
        StaffAct act,
        Adjustment adjustment,
        Points most,
        bool onlyLook,
        CancellationToken cancellation,
        PendingAdjustment? approves = null
    ) =>
        RunAsync(
            act,
            $"adjust {Said(adjustment)}",
            onlyLook,
            async (scope, stop) =>
            {
                if (approves is not null && !await TryDecideAsync(scope, act, approves.Id, stop))
                {
                    return new Step.Refused("decided-before");
                }
                if (
                    approves is null
                    && !onlyLook
                    && await DayLimit.MovedAsync(scope, act, stop) + Size(adjustment) > most
                )
                {
                    return new Step.Refused(OverLimit, most);
                }
                var posted = AdjustmentPosting.Post(scope.Journal!, adjustment);
                return posted.Refusal is { } refusal
                    ? new Step.Refused(refusal.Code, refusal.Max)
                    : new Step.Taken(
                        AuditActions.Adjusted,
                        Reason.Of(ReasonCodes.SupportAdjusted).With("points", adjustment.Points),
                        posted.Value.Number,
                        new AuditFact("wallet", adjustment.Wallet),
                        PointsOf(adjustment),
                        new AuditFact("askedBy", (approves?.AskedBy ?? act.StaffId).ToString())
                    );
            },
            cancellation
        );

    /// <summary>Lets a lot last longer, or gives back what ended of it.</summary>
    public Task<Acted> ExtendAsync(
        StaffAct act,
        long lot,
        DateOnly endsOn,
        Points most,
        bool onlyLook,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            string.Create(CultureInfo.InvariantCulture, $"extend {lot} {endsOn:O}"),
            onlyLook,
            async (scope, stop) =>
            {
                await scope
                    .Db.Lots.Where(each => each.AccountId == act.AccountId && each.Number == lot)
                    .LoadAsync(stop);
                if (scope.Journal!.Account.Lots.All(each => each.Number != lot))
                {
                    return new Step.Refused("lot-unknown");
                }
                var posted = LotExtension.Post(scope.Journal, lot, endsOn);
                if (posted.Refusal is { } refusal)
                {
                    return new Step.Refused(refusal.Code);
                }
                var (extended, entry) = (posted.Value.Lot, posted.Value.Entry);
                if (entry is not null && await DayLimit.MovedAsync(scope, act, stop) + entry.Points > most)
                {
                    return new Step.Refused(OverLimit, most);
                }
                return new Step.Taken(
                    AuditActions.LotExtended,
                    Reason
                        .Of(ReasonCodes.SupportExtendedLot)
                        .With("points", entry?.Points ?? extended.Remaining)
                        .With("day", extended.EndsOn!.Value),
                    entry?.Number,
                    new AuditFact("lot", lot.ToString(CultureInfo.InvariantCulture)),
                    new AuditFact("endsOn", extended.EndsOn.Value.ToString("O", CultureInfo.InvariantCulture)),
                    DayLimit.FactOf(entry?.Points ?? Points.Zero)
                );
            },
            cancellation
        );

    /// <summary>Says of an order that it is completed, as the shop would (programmes.md, "Earning", delimano: also by
    /// phone).</summary>
    public Task<Acted> CompleteAsync(StaffAct act, string orderId, bool onlyLook, CancellationToken cancellation) =>
        RunAsync(
            act,
            $"complete {orderId}",
            onlyLook,
            async (scope, stop) =>
            {
                var journal = scope.Journal!;
                var order = await scope.Db.Purchases.FirstOrDefaultAsync(
                    each => each.OrderId == orderId && each.AccountId == act.AccountId,
                    stop
                );
                if (order is null)
                {
                    return new Step.Refused("order-unknown");
                }
                if (order.PaidAt is null)
                {
                    return new Step.Refused("order-unpaid");
                }
                if (OrderLots.Has(order))
                {
                    await OrderLots.Of(scope.Db, order).LoadAsync(stop);
                }
                var posted = PurchasePosting.Post(
                    journal,
                    order,
                    OrderEvent.Completed,
                    scope.Now,
                    journal.Programme,
                    // Only a payment asks for it.
                    Money.Zero
                );
                return posted.Refusal is { } refusal ? new Step.Refused(refusal.Code)
                    : !posted.Value ? new Step.Refused("order-completed")
                    : new Step.Taken(
                        AuditActions.OrderCompleted,
                        Reason.Of(ReasonCodes.SupportCompletedOrder).WithText("order", orderId),
                        null,
                        new AuditFact("order", orderId)
                    );
            },
            cancellation
        );

    /// <summary>Decides how many of the spent points that a return gave back are to come back
    /// (<see cref="ReturnOverride"/>).</summary>
    /// <param name="act">Who, on whose account, why.</param>
    /// <param name="returnId">The return: <see cref="ReturnRecord.Id"/>.</param>
    /// <param name="comesBack">How many points in all.</param>
    /// <param name="most">The most that one person moves alone.</param>
    /// <param name="onlyLook">Whether it is only worked out.</param>
    /// <param name="cancellation">Stops waiting; what is not committed is not done.</param>
    public Task<Acted> OverrideReturnAsync(
        StaffAct act,
        Guid returnId,
        Points comesBack,
        Points most,
        bool onlyLook,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            string.Create(CultureInfo.InvariantCulture, $"override {returnId} {comesBack.Hundredths}"),
            onlyLook,
            async (scope, stop) =>
            {
                if (await ReturnDecisions.FindAsync(scope.Db, act.AccountId, returnId, stop) is not { } found)
                {
                    return new Step.Refused("return-unknown");
                }
                var numbers = found.Result.Lots.Select(each => each.LotNumber).ToList();
                await scope
                    .Db.Lots.Where(each => each.AccountId == act.AccountId && numbers.Contains(each.Number))
                    .LoadAsync(stop);
                var posted = ReturnOverride.Post(scope.Journal!, found with { ComesBack = comesBack });
                if (posted.Refusal is { } refusal)
                {
                    return new Step.Refused(refusal.Code, refusal.Max);
                }
                var entry = posted.Value;
                var size = Points.Max(entry.Points, -entry.Points);
                return !onlyLook && await DayLimit.MovedAsync(scope, act, stop) + size > most
                    ? new Step.Refused(OverLimit, most)
                    : new Step.Taken(
                        AuditActions.ReturnOverridden,
                        entry.Reason,
                        entry.Number,
                        new AuditFact("return", returnId.ToString()),
                        DayLimit.FactOf(entry.Points)
                    );
            },
            cancellation
        );

    /// <summary>Stops an account or lets it go on: a stopped one spends nothing.</summary>
    public Task<Acted> BlockAsync(StaffAct act, bool isBlocked, CancellationToken cancellation) =>
        RunAsync(
            act,
            $"block {isBlocked}",
            onlyLook: false,
            async (scope, stop) =>
            {
                var account = scope.Journal!.Account;
                if ((account.Status == AccountStatus.Blocked) == isBlocked)
                {
                    return new Step.Refused("as-it-is");
                }
                // A questionnaire that was still to be filled in is so again.
                var isAwaited =
                    scope.Journal.Programme.Joining.QuestionnaireBeforeSpending
                    && await scope.Db.Members.AnyAsync(
                        each => each.AccountId == act.AccountId && each.QuestionnaireAt == null,
                        stop
                    );
                if (isBlocked)
                {
                    FreeHolds(account);
                }
                account.Status =
                    isBlocked ? AccountStatus.Blocked
                    : isAwaited ? AccountStatus.AwaitingQuestionnaire
                    : AccountStatus.Active;
                return new Step.Taken(
                    isBlocked ? AuditActions.AccountBlocked : AuditActions.AccountUnblocked,
                    Reason.Of(isBlocked ? ReasonCodes.SupportBlocked : ReasonCodes.SupportUnblocked),
                    null
                );
            },
            cancellation
        );

    /// <summary>Says that an account is a legal entity's, or a person's.</summary>
    public Task<Acted> SetKindAsync(StaffAct act, AccountKind kind, CancellationToken cancellation) =>
        RunAsync(
            act,
            $"kind {kind}",
            onlyLook: false,
            (scope, _) =>
            {
                var account = scope.Journal!.Account;
                if (account.Kind == kind)
                {
                    return Task.FromResult<Step>(new Step.Refused("as-it-is"));
                }
                account.Kind = kind;
                if (scope.Journal.Programme.LeavesOut(kind))
                {
                    FreeHolds(account);
                }
                return Task.FromResult<Step>(
                    new Step.Taken(
                        AuditActions.KindChanged,
                        Reason.Of(
                            kind == AccountKind.LegalEntity
                                ? ReasonCodes.SupportSetLegalEntity
                                : ReasonCodes.SupportSetPerson
                        ),
                        null,
                        new AuditFact("kind", kind.ToString())
                    )
                );
            },
            cancellation
        );

    /// <summary>Asks that a second person approves an adjustment.</summary>
    public Task<Acted> AskAsync(StaffAct act, Adjustment adjustment, CancellationToken cancellation) =>
        RunAsync(
            act,
            $"ask {Said(adjustment)}",
            onlyLook: false,
            (scope, _) =>
            {
                var id = scope.Keys.New();
                scope.Db.PendingAdjustments.Add(
                    new PendingAdjustment
                    {
                        Id = id,
                        AccountId = act.AccountId,
                        Wallet = adjustment.Wallet,
                        Points = adjustment.Points,
                        StartsOn = adjustment.StartsOn,
                        EndsOn = adjustment.EndsOn,
                        Reason = act.Reason,
                        AskedBy = act.StaffId,
                        AskedAt = scope.Now,
                    }
                );
                return Task.FromResult<Step>(
                    new Step.Taken(
                        AuditActions.AdjustmentAsked,
                        null,
                        null,
                        new AuditFact("pending", id.ToString()),
                        new AuditFact("wallet", adjustment.Wallet),
                        PointsOf(adjustment)
                    )
                );
            },
            cancellation
        );

    /// <summary>Refuses what waits for a second person, or takes one's own wish back.</summary>
    public Task<Acted> RefuseAsync(StaffAct act, Guid pending, CancellationToken cancellation) =>
        RunAsync(
            act,
            $"refuse {pending}",
            onlyLook: false,
            async (scope, stop) =>
                await FindWaitingAsync(scope, pending, stop) is { } waiting
                    ? Decide(waiting, PendingStatus.Refused, act, scope.Now)
                    : new Step.Refused("decided-before"),
            cancellation
        );

    private static Step.Taken Decide(PendingAdjustment waiting, PendingStatus status, StaffAct act, DateTimeOffset now)
    {
        (waiting.Status, waiting.DecidedBy, waiting.DecidedAt) = (status, act.StaffId, now);
        return new Step.Taken(
            AuditActions.AdjustmentRefused,
            null,
            null,
            new AuditFact("pending", waiting.Id.ToString())
        );
    }

    /// <summary>Approves in the transaction of the posting: never one without the other, and never by whoever asked.</summary>
    private static async Task<bool> TryDecideAsync(
        PostingScope scope,
        StaffAct act,
        Guid pending,
        CancellationToken stop
    )
    {
        if (await FindWaitingAsync(scope, pending, stop) is not { } waiting || waiting.AskedBy == act.StaffId)
        {
            return false;
        }
        Decide(waiting, PendingStatus.Approved, act, scope.Now);
        return true;
    }

    // The account's lock is held: of two who decide at once the second one finds it decided.
    private static Task<PendingAdjustment?> FindWaitingAsync(PostingScope scope, Guid id, CancellationToken stop) =>
        scope.Db.PendingAdjustments.FirstOrDefaultAsync(
            each =>
                each.Id == id && each.AccountId == scope.Journal!.Account.Id && each.Status == PendingStatus.Waiting,
            stop
        );

    /// <summary>What is kept for orders is the member's again: nothing that was asked for before may be spent now.</summary>
    private static void FreeHolds(Account account) => account.Holds.ForEach(hold => hold.Cancel());

    private static Points Size(Adjustment adjustment) =>
        adjustment.Points.IsPositive ? adjustment.Points : -adjustment.Points;

    private static AuditFact PointsOf(Adjustment adjustment) => DayLimit.FactOf(adjustment.Points);

    private static string Said(Adjustment adjustment) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{adjustment.Wallet} {adjustment.Points.Hundredths} {adjustment.StartsOn:O} {adjustment.EndsOn:O}"
        );

    private async Task<Acted> RunAsync(
        StaffAct act,
        string what,
        bool onlyLook,
        Func<PostingScope, CancellationToken, Task<Step>> take,
        CancellationToken cancellation
    )
    {
        Acted? came = null;
        var claim = onlyLook
            ? null
            : new IdempotencyClaim(
                $"staff-{act.StaffId:N}",
                act.Press.ToString("N"),
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(
                        $"{act.AccountId} {what} {act.Reason} {act.Answers?.Claim} {act.Answers?.Text}"
                    )
                )
            );
        if (claim is not null && await postings.FindAnswerAsync(claim, cancellation) is { } before)
        {
            return FromAnswer(before, null);
        }
        var answer = await postings.RunAsync(
            act.AccountId,
            null,
            claim,
            async (scope, stop) =>
            {
                scope.Journal!.BringToNow();
                // Of a member who has left nothing is put right, and nothing is written that could name them.
                var step =
                    scope.Journal.Account.Status == AccountStatus.Closed
                        ? new Step.Refused("account-closed")
                        : await take(scope, stop);
                if (step is Step.Refused refused)
                {
                    came = new Acted.Refused(refused.Code, refused.Max);
                    return new PostingAnswer(409, refused.Code);
                }
                var claim = act.Answers is { } answers
                    ? await ClaimAnswers.FindOpenAsync(scope.Db, act.AccountId, answers.Claim, stop)
                    : null;
                if (act.Answers is not null && claim is null)
                {
                    came = new Acted.Refused("claim-over");
                    return new PostingAnswer(409, "claim-over");
                }
                if (onlyLook)
                {
                    came = new Acted.Preview(BalancesOf(scope.Journal));
                    return Ok with { OnlyAsks = true };
                }
                if (claim is not null)
                {
                    var (_, text, message) = act.Answers!;
                    await ClaimAnswers.AnswerAsync(scope, claim, act.StaffId, text, message, stop);
                }
                await NoteAsync(scope, act, (Step.Taken)step, stop);
                came = new Acted.Done();
                return Ok;
            },
            cancellation
        );
        return FromAnswer(answer, came);
    }

    private static Acted FromAnswer(PostingAnswer answer, Acted? came) =>
        answer.Status == PostingRunner.NoAccount.Status ? new Acted.Refused("no-member")
        : answer.Status == PostingRunner.KeyReused.Status ? new Acted.Refused("pressed-before")
        : answer.IsReplay ? new Acted.Done()
        : answer.Status == Ok.Status ? came ?? new Acted.Done()
        : came ?? new Acted.Refused("pressed-before");

    private static List<(string Wallet, Balance Balance)> BalancesOf(Journal journal) =>
        [
            .. journal.Programme.Wallets.Select(wallet =>
                (wallet.Id, journal.Account.BalanceOf(wallet.Id, journal.Now, journal.Today))
            ),
        ];

    /// <summary>What the member reads of it, and the line of the audit, which comes last.</summary>
    private static async Task NoteAsync(PostingScope scope, StaffAct act, Step.Taken taken, CancellationToken stop)
    {
        if (taken.What is { } what)
        {
            var visit = new SupportVisit
            {
                Id = scope.Keys.New(),
                AccountId = act.AccountId,
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
                    What = what,
                    EntryNumber = taken.Entry,
                }
            );
            scope.Db.SupportVisits.Add(visit);
        }
        await AuditBook.AddAsync(
            scope.Db,
            AuditNote.Of(act.StaffId, act.AccountId, taken.Action, taken.Facts),
            scope.Now,
            stop
        );
    }

    /// <summary>What an act came to within its transaction.</summary>
    private abstract record Step
    {
        private Step() { }

        public sealed record Taken(string Action, Reason? What, long? Entry, params IReadOnlyList<AuditFact> Facts)
            : Step;

        public sealed record Refused(string Code, Points? Max = null) : Step;
    }
}
