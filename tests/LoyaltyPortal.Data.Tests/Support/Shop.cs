using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Spending;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>What a shop does, through the same postings as the store API. Amounts are whole roubles and points. The
/// short verbs expect to succeed; <c>Try</c> gives the answer, whatever it is.</summary>
public sealed class Shop(Portal portal, TestClock clock)
{
    private static int lastNumber;

    public static string NextPhone() => string.Create(CultureInfo.InvariantCulture, $"+79{NextNumber():D9}");

    public static string NextOrderId() => string.Create(CultureInfo.InvariantCulture, $"order-{NextNumber()}");

    public static NewMember Person(string phone, string? card = null) =>
        new(phone, "web", "ru", card, [ConsentKind.PersonalData], "1", Profile: null);

    /// <summary>One line of equal pieces, paid now unless said otherwise, not received yet.</summary>
    public Order Order(
        long price,
        int pieces = 1,
        string? id = null,
        DateTimeOffset? paidAt = null,
        LineMarks marks = LineMarks.None
    ) =>
        new(
            Guid.CreateVersion7(),
            id ?? NextOrderId(),
            Portal.Programme.ChannelOf("web")!,
            Store: null,
            "card",
            paidAt ?? clock.GetUtcNow(),
            paidAt ?? clock.GetUtcNow(),
            ReceivedAt: null,
            PromoCode: null,
            Money.Zero,
            [new("1", "sku-1", "Gloves", null, pieces, Money.Whole(price / pieces), Money.Zero, marks, null)]
        );

    /// <summary>An order of which points may pay so many; its goods earn none.</summary>
    public Order OrderFor(long points, int pieces = 1) =>
        Order((PriceEarning(points) + pieces - 1) / pieces * pieces, pieces, marks: LineMarks.NoPoints);

    public async Task<Guid> EnrolsAsync()
    {
        var (result, member) = await portal.Enrolment.EnrolAsync(Person(NextPhone()), PortalTest.Stop);
        Assert.Equal(EnrolmentResult.Joined, result);
        return member;
    }

    /// <summary>A paid order, not received yet; its number.</summary>
    public async Task<string> SellsAsync(Guid member, long price, int pieces = 1) =>
        await SellsAsync(member, Order(price, pieces));

    public async Task<string> SellsAsync(Guid member, Order order, Guid? hold = null)
    {
        Done(201, await TrySellAsync(member, order, hold));
        return order.OrderId;
    }

    /// <summary>A paid order that is received at once: its points become active seven days later.</summary>
    public async Task<string> SellsAndHandsOverAsync(Guid member, long price, int pieces = 1)
    {
        var order = await SellsAsync(member, price, pieces);
        await HandsOverAsync(order);
        return order;
    }

    /// <summary>A member with so many active points, from an order received eight days ago.</summary>
    public async Task<Guid> EnrolsWithPointsAsync(long points)
    {
        var member = await EnrolsAsync();
        await SellsAndHandsOverAsync(member, PriceEarning(points));
        clock.AdvanceDays(8);
        return member;
    }

    /// <summary>The price of goods that earn so many points at the lowest level (3 %), and of a basket of which so many
    /// may be spent there (3 % as well).</summary>
    public static long PriceEarning(long points) => ((points * 100) + 2) / 3;

    public Task<PostingAnswer> TrySellAsync(
        Guid member,
        Order order,
        Guid? hold = null,
        IdempotencyClaim? claim = null
    ) =>
        portal.Postings.RunAsync(
            member,
            order.PaidAt is { } paidAt ? Portal.Programme.Zone.DayOf(paidAt) : null,
            claim,
            async (scope, stop) =>
            {
                if (await scope.Db.Purchases.AnyAsync(each => each.OrderId == order.OrderId, stop))
                {
                    return new PostingAnswer(409, "already-exists");
                }
                var used = hold is null ? null : await scope.Db.Holds.FirstAsync(each => each.Id == hold, stop);
                var posted = PurchasePosting.Post(scope.Journal!, order, used, Money.Zero);
                if (posted.Refusal is { } refusal)
                {
                    return new PostingAnswer(409, refusal.Code);
                }
                scope.Db.Purchases.Add(posted.Value);
                return new PostingAnswer(201, order.Id.ToString());
            },
            PortalTest.Stop,
            follows: true
        );

    public async Task HandsOverAsync(string order, DateTimeOffset? at = null) =>
        Done(200, await TryHandOverAsync(order, at));

    public Task<PostingAnswer> TryHandOverAsync(string order, DateTimeOffset? at = null) =>
        PostEventAsync(order, OrderEvent.Received, at ?? clock.GetUtcNow());

    private async Task<PostingAnswer> PostEventAsync(string order, OrderEvent kind, DateTimeOffset at)
    {
        var (member, paidDay) = await BuyerOfAsync(order);
        return await portal.Postings.RunAsync(
            member,
            paidDay,
            claim: null,
            async (scope, stop) =>
            {
                var purchase = await LoadAsync(scope, order, stop);
                var posted = PurchasePosting.Post(scope.Journal, purchase, kind, at, Portal.Programme, Money.Zero);
                return Answer(200, posted.Refusal, posted.Refusal is null ? "done" : string.Empty);
            },
            PortalTest.Stop,
            follows: true
        );
    }

    /// <summary>Keeps points for an order; the hold's id.</summary>
    public async Task<Guid> HoldsAsync(Guid member, long points, Order order)
    {
        var answer = await TryHoldAsync(member, points, order);
        Done(201, answer);
        return Guid.Parse(answer.Body, CultureInfo.InvariantCulture);
    }

    public Task<PostingAnswer> TryHoldAsync(Guid member, long points, Order order) =>
        portal.Postings.RunAsync(
            member,
            earliest: null,
            claim: null,
            (scope, _) =>
            {
                var held = HoldPosting.Post(
                    scope.Journal!,
                    new HoldRequest(
                        scope.Keys.New(),
                        order.OrderId,
                        order.Channel,
                        Store: null,
                        PromoCode: null,
                        order.Lines,
                        Points.Whole(points),
                        TimeSpan.FromMinutes(15)
                    )
                );
                return Task.FromResult(
                    Answer(201, held.Refusal, held.Refusal is null ? held.Value.Id.ToString() : string.Empty)
                );
            },
            PortalTest.Stop
        );

    public async Task FreesAsync(Guid member, Guid hold) =>
        Done(
            200,
            await portal.Postings.RunAsync(
                member,
                earliest: null,
                claim: null,
                async (scope, stop) =>
                {
                    scope.Journal!.BringToNow();
                    (await scope.Db.Holds.FirstAsync(each => each.Id == hold, stop)).Cancel();
                    scope.Journal.BringToNow();
                    return new PostingAnswer(200, string.Empty);
                },
                PortalTest.Stop
            )
        );

    /// <summary>An order paid partly with points, of goods that earn none; its number.</summary>
    public async Task<string> SellsForPointsAsync(Guid member, long points, int pieces = 1)
    {
        var order = OrderFor(points, pieces);
        return await SellsAsync(member, order, await HoldsAsync(member, points, order));
    }

    /// <summary>Gives points for a useful action, at once and for ever.</summary>
    public async Task ThanksAsync(Guid member, string activity) =>
        Done(
            201,
            await portal.Postings.RunAsync(
                member,
                earliest: null,
                claim: null,
                (scope, _) =>
                {
                    var rules = Portal.Programme.Activities.First(each => each.Type == activity);
                    var reference = NextOrderId();
                    scope.Db.Activities.Add(
                        new ActivityRecord
                        {
                            Id = scope.Keys.New(),
                            AccountId = member,
                            Type = rules.Type,
                            Reference = reference,
                            OnceKey = $"reference {reference}",
                            At = scope.Now,
                        }
                    );
                    ActivityPosting.Post(scope.Journal!, rules, activity, scope.Now);
                    return Task.FromResult(new PostingAnswer(201, string.Empty));
                },
                PortalTest.Stop
            )
        );

    /// <summary>Takes goods back: by default one piece of line 1.</summary>
    public async Task<ReturnResult> TakesBackAsync(string order, int pieces = 1, string line = "1")
    {
        var (answer, result) = await TryTakeBackAsync(order, pieces, line);
        Done(201, answer);
        return result!;
    }

    public async Task<(PostingAnswer Answer, ReturnResult? Result)> TryTakeBackAsync(
        string order,
        int pieces = 1,
        string line = "1"
    )
    {
        IReadOnlyList<ReturnedLine> lines = [new(line, pieces)];
        return await UndoAsync(
            order,
            $"return-{NextNumber()}",
            lines,
            (scope, purchase) => ReturnPosting.Post(scope.Journal, purchase, lines, scope.Now, Portal.Programme)
        );
    }

    /// <summary>Cancels an order with all that is left of it.</summary>
    public async Task<ReturnResult> CancelsAsync(string order)
    {
        var (answer, result) = await UndoAsync(
            order,
            returnId: null,
            [],
            (scope, purchase) => ReturnPosting.Cancel(scope.Journal, purchase, scope.Now, Portal.Programme)
        );
        Done(201, answer);
        return result!;
    }

    private async Task<(PostingAnswer Answer, ReturnResult? Result)> UndoAsync(
        string order,
        string? returnId,
        IReadOnlyList<ReturnedLine> lines,
        Func<PostingScope, Purchase, Outcome<ReturnResult>> undo
    )
    {
        var (member, paidDay) = await BuyerOfAsync(order);
        ReturnResult? result = null;
        var answer = await portal.Postings.RunAsync(
            member,
            paidDay,
            claim: null,
            async (scope, stop) =>
            {
                var purchase = await LoadAsync(scope, order, stop);
                var undone = undo(scope, purchase);
                if (undone.Refusal is { } refusal)
                {
                    return new PostingAnswer(422, refusal.Code);
                }
                result = undone.Value;
                scope.Db.Returns.Add(
                    new ReturnRecord
                    {
                        Id = scope.Keys.New(),
                        ReturnId = returnId,
                        PurchaseId = purchase.Id,
                        At = scope.Now,
                        Lines = lines,
                        Result = result,
                    }
                );
                return new PostingAnswer(201, string.Empty);
            },
            PortalTest.Stop,
            follows: true
        );
        return (answer, result);
    }

    private async Task<(Guid? Member, DateOnly? PaidDay)> BuyerOfAsync(string order)
    {
        var purchase = await portal.QueryAsync(
            (db, stop) => db.Purchases.AsNoTracking().FirstAsync(each => each.OrderId == order, stop)
        );
        return (purchase.AccountId, purchase.DayOf(OrderEvent.Paid, Portal.Programme.Zone));
    }

    /// <summary>The purchase, and into the account the lots it earned and spent, closed ones too.</summary>
    private static async Task<Purchase> LoadAsync(PostingScope scope, string order, CancellationToken stop)
    {
        var purchase = await scope.Db.Purchases.FirstAsync(each => each.OrderId == order, stop);
        await OrderLots.Of(scope.Db, purchase).LoadAsync(stop);
        return purchase;
    }

    private static PostingAnswer Answer(int status, Refusal? refusal, string body) =>
        refusal is null ? new PostingAnswer(status, body) : new PostingAnswer(422, refusal.Code);

    private static void Done(int status, PostingAnswer answer) =>
        Assert.Equal(new PostingAnswer(status, answer.Body), answer);

    private static int NextNumber() => Interlocked.Increment(ref lastNumber);
}
