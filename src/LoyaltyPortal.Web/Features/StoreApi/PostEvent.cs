using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/purchases/{orderId}/events: an order was paid, received, completed or cancelled.</summary>
internal sealed class PostEvent(OrderPosting orders, BasketReader baskets, Programme programme, AnswerMaker answers)
{
    private const string Cancelled = "cancelled";

    private static readonly Dictionary<string, OrderEvent> Events = new(StringComparer.Ordinal)
    {
        ["paid"] = OrderEvent.Paid,
        ["received"] = OrderEvent.Received,
        ["completed"] = OrderEvent.Completed,
    };

    public async Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        string orderId,
        EventBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        if (Fault(body) is { } fault)
        {
            return fault;
        }
        var at = Clock.Cut(body.At!.Value);
        var day = programme.Zone.DayOf(at);
        return await orders.RunAsync(
            caller,
            orderId,
            day,
            claim,
            async (scope, purchase, stop) =>
            {
                var earlier = purchase.AccountId is { } account
                    ? await Ladders.EarlierThatDayAsync(scope.Db, account, at, purchase.Id, programme, stop)
                    : Money.Zero;
                var (refusal, record) = Apply(scope.Journal, scope.Keys, purchase, body.Type!, at, earlier);
                if (refusal is not null)
                {
                    return ApiAnswers.Refused(refusal, answers.Sentences);
                }
                if (record is not null)
                {
                    scope.Db.Returns.Add(record);
                }
                var lot = scope.Journal?.Account.Lots.FirstOrDefault(each => each.Number == purchase.LotNumber);
                return ApiAnswers.Json(200, answers.Purchase(purchase, lot?.StartsOn, lot?.EndsOn));
            },
            cancellation
        );
    }

    /// <summary>What is wrong with an event's body, if anything; also for imports.</summary>
    public PostingAnswer? Fault(EventBody body) => Fault(body, baskets);

    /// <summary>The same where there is no portal around: in a backtest.</summary>
    public static PostingAnswer? Fault(EventBody body, BasketReader baskets)
    {
        var faults = new Faults();
        if (body.Type is null || (body.Type != Cancelled && !Events.ContainsKey(body.Type)))
        {
            faults.Add("$.type", "must be one of paid, received, completed, cancelled");
        }
        if (body.At is null)
        {
            faults.Add("$.at", "is missing");
        }
        return faults.Any ? ApiAnswers.Malformed(faults) : baskets.TimeFault(body.At!.Value, null, "$.at");
    }

    /// <summary>The event of a body's word; null for a cancelled order.</summary>
    public static OrderEvent? EventOf(string type) => type == Cancelled ? null : Events[type];

    /// <summary>Whether exactly this event was posted before.</summary>
    public static bool HasHappened(Purchase purchase, string type, DateTimeOffset at) =>
        (type == Cancelled ? purchase.CancelledAt : purchase.TimeOf(Events[type])) == at;

    /// <summary>Applies an event to an order; a cancelled one leaves a record of what it undid.</summary>
    public (Refusal? Refusal, ReturnRecord? Record) Apply(
        Journal? journal,
        SequentialKeys keys,
        Purchase purchase,
        string type,
        DateTimeOffset at,
        Money earlierThatDay
    )
    {
        if (type != Cancelled)
        {
            return (PurchasePosting.Post(journal, purchase, Events[type], at, programme, earlierThatDay).Refusal, null);
        }
        List<ReturnedLine> left =
        [
            .. purchase
                .Lines.Where(line => line.Left > 0)
                .Select(line => new ReturnedLine(line.Line.LineId, line.Left)),
        ];
        var undone = ReturnPosting.Cancel(journal, purchase, at, programme);
        return undone.Refusal is { } refusal
            ? (refusal, null)
            : (
                null,
                new ReturnRecord
                {
                    Id = keys.New(),
                    PurchaseId = purchase.Id,
                    At = at,
                    Lines = left,
                    Result = undone.Value,
                }
            );
    }
}
