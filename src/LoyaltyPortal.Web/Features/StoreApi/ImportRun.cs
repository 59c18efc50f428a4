using System.Runtime.CompilerServices;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Posts lines of an import in order, a batch in a transaction: a line is posted whole or not at all, and one
/// that was posted before changes nothing, so an import that broke off is simply run again.</summary>
internal sealed class ImportRun(
    IPortalDbs databases,
    WriteGate gate,
    Programme programme,
    SuspensionBook suspensions,
    TimeProvider time,
    SequentialKeys keys,
    PhoneNumbers phones,
    Enrolment enrolment,
    EnrolMember enrol,
    BasketReader baskets,
    PostEvent events,
    PostReturn returns,
    PostActivity activities,
    MemberLookup lookup,
    AnswerMaker answers,
    ILogger<ImportRun> log
)
{
    private const int Tries = 4;

    /// <summary>A ladder counts orders of the same day one by one, so each must be written before the next is rated.</summary>
    private int BatchSize => programme.Earning.Rate is RateRules.Ladder ? 1 : 1000;

    /// <summary>Posts lines and tells how each ended, once its batch is committed.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LineResult>> RunAsync(
        ApiCaller caller,
        IAsyncEnumerable<string> lines,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var each = lines.GetAsyncEnumerator(cancellation);
        var number = 0;
        // While a batch is posted, the next one is read: that takes a core, posting mostly waits for the database.
        var reading = Task.Run(ReadBatchAsync, cancellation);
        while (await reading is { Count: > 0 } batch)
        {
            reading = Task.Run(ReadBatchAsync, cancellation);
            try
            {
                yield return await PostAsync(caller, batch, cancellation);
            }
            finally
            {
                await Task.WhenAny(reading);
            }
        }

        async Task<List<ImportLine>> ReadBatchAsync()
        {
            var batch = new List<ImportLine>();
            while (batch.Count < BatchSize && await each.MoveNextAsync())
            {
                number++;
                if (!string.IsNullOrWhiteSpace(each.Current))
                {
                    batch.Add(ImportLine.Read(number, each.Current));
                }
            }
            return batch;
        }
    }

    private async Task<IReadOnlyList<LineResult>> PostAsync(
        ApiCaller caller,
        IReadOnlyList<ImportLine> lines,
        CancellationToken cancellation
    )
    {
        // A long import runs beside the portal: what the operator sets meanwhile holds from the next batch on.
        await suspensions.RefreshIfOldAsync(cancellation);
        if (lines.All(line => line.Fault is not null))
        {
            return [.. lines.Select(line => new LineResult(line.Number, ImportedLine.Refused, line.Fault))];
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(caller, lines, cancellation);
            }
            catch (Exception conflict) when (attempt < Tries && Conflicts.IsConflict(conflict))
            {
                // Somebody posted one of these orders in between; the next try finds it.
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return await PostOneByOneAsync(caller, lines, failure, cancellation);
            }
        }
    }

    /// <summary>A line that fails for a reason nobody foresaw must not take its batch with it.</summary>
    private async Task<IReadOnlyList<LineResult>> PostOneByOneAsync(
        ApiCaller caller,
        IReadOnlyList<ImportLine> lines,
        Exception failure,
        CancellationToken cancellation
    )
    {
        if (lines is [var single])
        {
            log.LogError(failure, "Line {Line} of an import failed", single.Number);
            var problem = ApiAnswers.Problem(
                500,
                "failed",
                "The portal failed at this line; nothing of it was written."
            );
            return [new LineResult(single.Number, ImportedLine.Refused, problem)];
        }
        var results = new List<LineResult>();
        foreach (var line in lines)
        {
            results.AddRange(await PostAsync(caller, [line], cancellation));
        }
        return results;
    }

    private async Task<IReadOnlyList<LineResult>> TryAsync(
        ApiCaller caller,
        IReadOnlyList<ImportLine> lines,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var batch = new ImportBatch(db, programme, phones, keys);
        await batch.LoadAsync(lines, EarliestDay(lines), cancellation);
        var results = lines.Select(line => Decide(caller, batch, line)).ToList();
        if (results.Exists(line => line.Result == ImportedLine.Accepted))
        {
            foreach (var left in batch.UsedClosed)
            {
                new Journal(left, programme, Clock.Now(time), suspensions.Current).Forfeit();
            }
            await batch.SaveAsync(Clock.Now(time), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        return results;
    }

    /// <summary>The earliest day whose level the lines ask for.</summary>
    private DateOnly EarliestDay(IReadOnlyList<ImportLine> lines) =>
        lines
            .Select(line =>
                line.Body switch
                {
                    PurchaseBody purchase => purchase.PaidAt,
                    EventBody happened => happened.At,
                    _ => null,
                }
            )
            .OfType<DateTimeOffset>()
            .Select(programme.Zone.DayOf)
            .Append(programme.Zone.DayOf(Clock.Now(time)))
            .Min();

    private LineResult Decide(ApiCaller caller, ImportBatch batch, ImportLine line)
    {
        var (result, refusal) = line switch
        {
            { Fault: { } fault } => Refused(fault),
            { Body: EnrolBody body } => Member(caller, batch, body),
            { Body: PurchaseBody body } => Purchase(caller, batch, body),
            { Body: EventBody body } => Event(caller, batch, body),
            { Body: ReturnBody body } => Return(caller, batch, body),
            { Body: ActivityBody body } => Activity(batch, body),
            _ => throw new InvalidOperationException("A line has a body or a fault."),
        };
        return new LineResult(line.Number, result, refusal);
    }

    private (ImportedLine, PostingAnswer?) Member(ApiCaller caller, ImportBatch batch, EnrolBody body)
    {
        var (person, fault) = enrol.Read(caller, body);
        if (fault is not null)
        {
            return Refused(fault);
        }
        if (batch.Knows(person!))
        {
            return Repeated;
        }
        if (batch.CardIsTaken(person!.CardNumber))
        {
            return Refused(ApiAnswers.Problem(409, "card-taken", Details.Of("card-taken")));
        }
        batch.Note(enrolment.Add(batch.Db, person), person);
        return Accepted;
    }

    private (ImportedLine, PostingAnswer?) Purchase(ApiCaller caller, ImportBatch batch, PurchaseBody body)
    {
        var (order, fault) = baskets.ReadOrder(caller, body, keys.New());
        if (fault is not null)
        {
            return Refused(fault);
        }
        if (body.Member is not null && lookup.Fault(body.Member, "$.member") is { } unnamed)
        {
            return Refused(unnamed);
        }
        var accountId = batch.Find(body.Member);
        if (body.Member is not null && accountId is null)
        {
            return Refused(MemberLookup.Unknown);
        }
        if (batch.Purchase(order!.OrderId) is { } known)
        {
            return known.AccountId == accountId && known.Lines.Select(line => line.Line).SequenceEqual(order.Lines)
                ? Repeated
                : Refused(ApiAnswers.Problem(409, "already-exists", Details.Of("already-exists")));
        }
        if (body.RedemptionId is not null)
        {
            return Refused(ApiAnswers.Refused(Refusal.RedemptionClosed, answers.Sentences));
        }
        var purchase = accountId is { } id
            ? PurchasePosting.Post(JournalOf(batch, id), order, null, batch.EarlierThatDay).Value
            : PurchasePosting.PostWithoutMember(order, programme);
        batch.Db.Purchases.Add(purchase);
        batch.Note(purchase);
        return Accepted;
    }

    private (ImportedLine, PostingAnswer?) Event(ApiCaller caller, ImportBatch batch, EventBody body)
    {
        if (events.Fault(body) is { } fault)
        {
            return Refused(fault);
        }
        if (batch.Purchase(body.OrderId) is not { } purchase)
        {
            return Refused(ApiAnswers.Problem(404, "order-unknown", Details.Of("order-unknown")));
        }
        if (caller.Forbids(purchase.Channel, purchase.Store) is { } forbidden)
        {
            return Refused(forbidden);
        }
        var at = Clock.Cut(body.At!.Value);
        if (PostEvent.HasHappened(purchase, body.Type!, at))
        {
            return Repeated;
        }
        var journal = JournalOf(batch, purchase);
        var (refusal, record) = events.Apply(journal, keys, purchase, body.Type!, at, batch.EarlierThatDay);
        if (refusal is not null)
        {
            return Refused(ApiAnswers.Refused(refusal, answers.Sentences));
        }
        purchase.Revision++;
        if (record is not null)
        {
            batch.Db.Returns.Add(record);
        }
        return Accepted;
    }

    private (ImportedLine, PostingAnswer?) Return(ApiCaller caller, ImportBatch batch, ReturnBody body)
    {
        var (lines, fault) = returns.Read(body);
        if (fault is not null)
        {
            return Refused(fault);
        }
        if (body.DryRun == true)
        {
            return Refused(ApiAnswers.Malformed("$.dryRun", "must not be true in an import"));
        }
        if (batch.Purchase(body.OrderId) is not { } purchase)
        {
            return Refused(ApiAnswers.Problem(404, "order-unknown", Details.Of("order-unknown")));
        }
        if (caller.Forbids(purchase.Channel, purchase.Store) is { } forbidden)
        {
            return Refused(forbidden);
        }
        if (batch.KnowsReturn(body.ReturnId!))
        {
            return Repeated;
        }
        var at = Clock.Cut(body.At!.Value);
        var done = ReturnPosting.Post(JournalOf(batch, purchase), purchase, lines!, at, programme);
        if (done.Refusal is { } refusal)
        {
            return Refused(ApiAnswers.Refused(refusal, answers.Sentences));
        }
        purchase.Revision++;
        batch.Db.Returns.Add(
            new ReturnRecord
            {
                Id = keys.New(),
                ReturnId = body.ReturnId,
                PurchaseId = purchase.Id,
                At = at,
                Lines = lines!,
                Result = done.Value,
            }
        );
        batch.NoteReturn(body.ReturnId!);
        return Accepted;
    }

    private (ImportedLine, PostingAnswer?) Activity(ImportBatch batch, ActivityBody body)
    {
        var (rules, fault) = activities.Read(body);
        if (fault is not null)
        {
            return Refused(fault);
        }
        if (lookup.Fault(body.Member, "$.member") is { } unnamed)
        {
            return Refused(unnamed);
        }
        if (batch.Find(body.Member) is not { } accountId)
        {
            return Refused(MemberLookup.Unknown);
        }
        var record = PostActivity.RecordOf(keys.New(), accountId, body, rules!);
        if (batch.KnowsReference(record))
        {
            return Repeated;
        }
        if (batch.HasCounted(record))
        {
            return Refused(ApiAnswers.Problem(409, "already-exists", Details.Of("already-exists")));
        }
        batch.Db.Activities.Add(record);
        batch.Note(record);
        ActivityPosting.Post(JournalOf(batch, accountId), rules!, record.Reference, record.At);
        return Accepted;
    }

    private Journal JournalOf(ImportBatch batch, Guid accountId)
    {
        var journal = new Journal(batch.Account(accountId), programme, Clock.Now(time), suspensions.Current);
        journal.Account.LookForNotices(journal.Now);
        return journal;
    }

    private Journal? JournalOf(ImportBatch batch, Purchase purchase) =>
        purchase.AccountId is { } id ? JournalOf(batch, id) : null;

    private static (ImportedLine, PostingAnswer?) Accepted => (ImportedLine.Accepted, null);

    private static (ImportedLine, PostingAnswer?) Repeated => (ImportedLine.Repeated, null);

    private static (ImportedLine, PostingAnswer?) Refused(PostingAnswer answer) => (ImportedLine.Refused, answer);
}
