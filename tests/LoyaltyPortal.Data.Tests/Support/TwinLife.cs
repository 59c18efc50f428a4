using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>One random life, lived by two members at once.</summary>
public sealed class TwinLife(Shop shop, Portal portal, TestClock clock, Random chance, Guid prompt, Guid late)
{
    private readonly List<Pair<string>> orders = [];
    private readonly List<Pair<(Guid Hold, Order Order)>> holds = [];

    /// <summary>Orders that were not called off: of the one, and of the other.</summary>
    public IReadOnlyList<(string Prompt, string Late)> Orders => [.. orders.Select(each => (each.Prompt, each.Late))];

    public async Task StepAsync()
    {
        var act = chance.Next(100);
        await (
            act switch
            {
                < 2 => ThankAsync(),
                < 20 => SellAsync(),
                < 30 => HandOverAsync(),
                < 40 => HoldAsync(),
                < 48 => SpendAsync(),
                < 62 => HoldAndSpendAsync(),
                < 65 => FreeAsync(),
                < 77 => TakeBackAsync(),
                < 80 => CancelAsync(),
                _ => WaitAsync(),
            }
        );
    }

    private Task WaitAsync()
    {
        clock.Advance(
            chance.Next(8) switch
            {
                < 2 => TimeSpan.FromMinutes(chance.Next(1, 40)),
                < 4 => TimeSpan.FromHours(chance.Next(1, 40)),
                < 6 => TimeSpan.FromDays(chance.Next(1, 10)),
                6 => TimeSpan.FromDays(chance.Next(1, 35)),
                _ => TimeSpan.FromDays(chance.Next(30, 95)),
            }
        );
        return Task.CompletedTask;
    }

    private async Task SellAsync()
    {
        var pieces = chance.Next(1, 4);
        var order = shop.Order(chance.Next(100, 9_000) * pieces, pieces);
        orders.Add(await SellAsync(new(order, Twin(order))));
        if (chance.Next(2) == 0)
        {
            await HandOverAsync(orders[^1]);
        }
    }

    private async Task ThankAsync()
    {
        await shop.ThanksAsync(prompt, "firstReview");
        await shop.ThanksAsync(late, "firstReview");
    }

    private Task HandOverAsync() => orders.Count > 0 ? HandOverAsync(Any(orders)) : Task.CompletedTask;

    private Task HandOverAsync(Pair<string> order) => BothAsync(order, each => shop.TryHandOverAsync(each));

    private async Task HoldAndSpendAsync()
    {
        await HoldAsync();
        await SpendAsync();
    }

    private async Task HoldAsync()
    {
        var active = (await portal.BalanceAsync(late)).Active;
        if (active < Points.Whole(1))
        {
            return;
        }
        var points = chance.Next(1, (int)active.Value + 1);
        var first = shop.OrderFor(points, chance.Next(1, 4));
        var pair = new Pair<Order>(first, Twin(first));
        var ids = new Pair<Guid>(
            await shop.HoldsAsync(prompt, points, pair.Prompt),
            await shop.HoldsAsync(late, points, pair.Late)
        );
        holds.Add(new((ids.Prompt, pair.Prompt), (ids.Late, pair.Late)));
    }

    private async Task SpendAsync()
    {
        if (holds.Count == 0)
        {
            return;
        }
        var pair = holds[^1];
        holds.Remove(pair);
        var paid = new Pair<Order>(Paid(pair.Prompt.Order), Paid(pair.Late.Order));
        var one = await shop.TrySellAsync(prompt, paid.Prompt, pair.Prompt.Hold);
        var two = await shop.TrySellAsync(late, paid.Late, pair.Late.Hold);
        Assert.Equal(one.Status, two.Status);
        if (one.Status == 201)
        {
            orders.Add(new(paid.Prompt.OrderId, paid.Late.OrderId));
        }
    }

    private async Task FreeAsync()
    {
        if (holds.Count > 0)
        {
            var pair = Any(holds);
            holds.Remove(pair);
            await shop.FreesAsync(prompt, pair.Prompt.Hold);
            await shop.FreesAsync(late, pair.Late.Hold);
        }
    }

    private async Task TakeBackAsync()
    {
        if (orders.Count > 0)
        {
            var pieces = chance.Next(1, 3);
            await BothAsync(Any(orders), async each => (await shop.TryTakeBackAsync(each, pieces)).Answer);
        }
    }

    private async Task CancelAsync()
    {
        if (orders.Count > 0)
        {
            var order = Any(orders);
            orders.Remove(order);
            await shop.CancelsAsync(order.Prompt);
            await shop.CancelsAsync(order.Late);
        }
    }

    private async Task<Pair<string>> SellAsync(Pair<Order> order) =>
        new(await shop.SellsAsync(prompt, order.Prompt), await shop.SellsAsync(late, order.Late));

    private static async Task BothAsync(Pair<string> order, Func<string, Task<PostingAnswer>> act) =>
        Assert.Equal(await act(order.Prompt), await act(order.Late));

    private Order Paid(Order order) => order with { PaidAt = clock.GetUtcNow(), PlacedAt = clock.GetUtcNow() };

    private static Order Twin(Order order) => order with { Id = Guid.CreateVersion7(), OrderId = Shop.NextOrderId() };

    private T Any<T>(List<T> from) => from[chance.Next(from.Count)];

    private sealed record Pair<T>(T Prompt, T Late);
}
