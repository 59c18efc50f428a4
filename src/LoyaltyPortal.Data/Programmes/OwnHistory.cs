using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>Something that happened in the shop, as it was told: what a programme made of it is left out.</summary>
internal abstract record OwnFact(DateTimeOffset At)
{
    /// <summary>An order was paid, or placed where it never was.</summary>
    public sealed record Bought(Purchase Order) : OwnFact(Order.PaidAt ?? Order.PlacedAt);

    /// <summary>Something happened to an order.</summary>
    public sealed record Happened(string OrderId, OrderEvent Kind, DateTimeOffset At) : OwnFact(At);

    /// <summary>An order was called off.</summary>
    public sealed record Cancelled(string OrderId, DateTimeOffset At) : OwnFact(At);

    /// <summary>Goods came back.</summary>
    public sealed record Returned(string OrderId, ReturnRecord Return) : OwnFact(Return.At);

    /// <summary>A member did something that gives points.</summary>
    public sealed record Did(ActivityRecord Activity) : OwnFact(Activity.At);
}

/// <summary>What happened in the shop, in the order of time, read bit by bit: also millions of orders take little memory.</summary>
internal sealed class OwnHistory(IPortalDbs databases)
{
    /// <summary>Accounts that are somebody's, with their kind.</summary>
    public async Task<IReadOnlyList<(Guid Id, AccountKind Kind)>> AccountsAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var accounts = await db
            .Accounts.AsNoTracking()
            .Select(each => new { each.Id, each.Kind })
            .ToListAsync(cancellation);
        return [.. accounts.Select(each => (each.Id, each.Kind))];
    }

    /// <summary>How many orders there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.Purchases.CountAsync(cancellation);
    }

    /// <summary>Everything that happened, earliest first. What happened at the same moment comes in the order in which it can
    /// have happened: an order before what became of it.</summary>
    public async IAsyncEnumerable<OwnFact> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var returns = await NextOf(ReturnsAsync(cancellation), cancellation);
        await using var activities = await NextOf(ActivitiesAsync(cancellation), cancellation);
        var later = new PriorityQueue<OwnFact, DateTimeOffset>();
        await foreach (var order in OrdersAsync(cancellation))
        {
            var bought = new OwnFact.Bought(order);
            await foreach (var earlier in BeforeAsync(bought.At, later, returns, activities))
            {
                yield return earlier;
            }
            yield return bought;
            foreach (var fact in After(order, bought.At))
            {
                later.Enqueue(fact, fact.At);
            }
        }
        await foreach (var rest in BeforeAsync(DateTimeOffset.MaxValue, later, returns, activities))
        {
            yield return rest;
        }
    }

    /// <summary>What else happened before a moment, earliest first.</summary>
    private static async IAsyncEnumerable<OwnFact> BeforeAsync(
        DateTimeOffset moment,
        PriorityQueue<OwnFact, DateTimeOffset> later,
        Reader returns,
        Reader activities
    )
    {
        while (true)
        {
            var queued = later.TryPeek(out var first, out _) ? first : null;
            var next = new[] { queued, returns.Current, activities.Current }.OfType<OwnFact>().MinBy(fact => fact.At);
            if (next is null || next.At >= moment)
            {
                yield break;
            }
            if (ReferenceEquals(next, queued))
            {
                later.Dequeue();
            }
            else
            {
                await (ReferenceEquals(next, returns.Current) ? returns : activities).MoveAsync();
            }
            yield return next;
        }
    }

    /// <summary>What became of an order, besides returns. What is told to have happened before it was paid is told with it.</summary>
    private static IEnumerable<OwnFact> After(Purchase order, DateTimeOffset at)
    {
        if (order.ReceivedAt is { } received && (order.PaidAt is null || received > at))
        {
            yield return new OwnFact.Happened(order.OrderId, OrderEvent.Received, received);
        }
        if (order.CompletedAt is { } completed)
        {
            yield return new OwnFact.Happened(order.OrderId, OrderEvent.Completed, completed > at ? completed : at);
        }
        if (order.CancelledAt is { } cancelled)
        {
            yield return new OwnFact.Cancelled(order.OrderId, cancelled > at ? cancelled : at);
        }
    }

    private async IAsyncEnumerable<Purchase> OrdersAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var orders = db
            .Purchases.AsNoTracking()
            .OrderBy(each => each.PaidAt ?? each.PlacedAt)
            .ThenBy(each => each.OrderId)
            .AsAsyncEnumerable();
        await foreach (var order in orders.WithCancellation(cancellation))
        {
            yield return order;
        }
    }

    private async IAsyncEnumerable<OwnFact> ReturnsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var returns =
            from each in db.Returns.AsNoTracking()
            join order in db.Purchases.AsNoTracking() on each.PurchaseId equals order.Id
            where each.ReturnId != null
            orderby each.At, each.Id
            select new { order.OrderId, Return = each };
        await foreach (var each in returns.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return new OwnFact.Returned(each.OrderId, each.Return);
        }
    }

    private async IAsyncEnumerable<OwnFact> ActivitiesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        var activities = db
            .Activities.AsNoTracking()
            .OrderBy(each => each.At)
            .ThenBy(each => each.Id)
            .AsAsyncEnumerable();
        await foreach (var each in activities.WithCancellation(cancellation))
        {
            yield return new OwnFact.Did(each);
        }
    }

    private static async Task<Reader> NextOf(IAsyncEnumerable<OwnFact> facts, CancellationToken cancellation)
    {
        var reader = new Reader(facts.GetAsyncEnumerator(cancellation));
        await reader.MoveAsync();
        return reader;
    }

    /// <summary>A row of facts with the next one at hand.</summary>
    private sealed class Reader(IAsyncEnumerator<OwnFact> facts) : IAsyncDisposable
    {
        public OwnFact? Current { get; private set; }

        public async Task MoveAsync() => Current = await facts.MoveNextAsync() ? facts.Current : null;

        public ValueTask DisposeAsync() => facts.DisposeAsync();
    }
}
