using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Postings;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>A till that was offline sends what it kept (docs/till-queue.md): late, twice, in the wrong order.</summary>
public sealed class TillQueueTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Lines_that_come_days_later_earn_as_if_they_had_come_in_time()
    {
        var (prompt, late) = (await Till.NewShopper(), await Till.NewShopper());
        var now = await Till.Now();
        await SendInOrderAsync(Lines(prompt, now));
        var kept = Lines(late, now);
        await Till.Wait(TimeSpan.FromDays(9));

        await SendInOrderAsync(kept);

        // The same by date: what was posted in time was dated by the same times.
        Assert.Equal(await LotsAsync(prompt), await LotsAsync(late));
        Assert.Equal(
            (await Till.Look(prompt)).At("wallets")!.ToJsonString(),
            (await Till.Look(late)).At("wallets")!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_queue_sent_by_five_at_once_is_posted_once()
    {
        var (once, often) = (await Till.NewShopper(), await Till.NewShopper());
        var now = await Till.Now();
        await SendInOrderAsync(Lines(once, now));
        var kept = Lines(often, now);

        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendInOrderAsync(kept)));

        for (var line = 0; line < kept.Count; line++)
        {
            var answers = sent.Select(each => each[line]).ToList();
            Assert.Single(answers, answer => !answer.IsReplay);
            Assert.Single(answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal));
        }
        Assert.Equal(await LotsAsync(once), await LotsAsync(often));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_queue_in_the_wrong_order_ends_as_the_right_one(int seed)
    {
        var (right, wrong) = (await Till.NewShopper(), await Till.NewShopper());
        var now = await Till.Now();
        await SendInOrderAsync(Lines(right, now));
        var kept = Lines(wrong, now);
        var random = new Random(seed);
        var queue = new Queue<KeptLine>(kept.OrderBy(_ => random.Next()));
        var turnedAway = 0;

        while (queue.TryDequeue(out var line))
        {
            var answer = await SendAsync(line);
            if (answer.Status == 404)
            {
                answer.IsRefused(404, "order-unknown");
                turnedAway++;
                Assert.InRange(turnedAway, 1, 100);
                queue.Enqueue(line);
            }
            else
            {
                Assert.InRange(answer.Status, 200, 201);
            }
        }

        Assert.Equal((await Till.Wallet(right)).ToJsonString(), (await Till.Wallet(wrong)).ToJsonString());
    }

    [Fact]
    public async Task A_line_that_was_posted_under_another_key_is_told_to_be_there()
    {
        var shopper = await Till.NewShopper();
        var line = Lines(shopper, await Till.Now())[0];
        (await SendAsync(line)).Is(201);

        (await SendAsync(line with { Key = Till.NewName("key") })).IsRefused(409, "already-exists");

        Assert.Single(await Till.Ledger(shopper));
    }

    [Fact]
    public async Task After_the_key_is_forgotten_the_order_still_is_not_posted_twice()
    {
        var shopper = await Till.NewShopper();
        var line = Lines(shopper, await Till.Now())[0];
        (await SendAsync(line)).Is(201);
        await Till.Wait(TimeSpan.FromDays(10));
        await portal.Services.GetRequiredService<Housekeeping>().RunAsync(TestContext.Current.CancellationToken);

        (await SendAsync(line)).IsRefused(409, "already-exists");

        Assert.Single(await Till.Ledger(shopper), entry => entry.Text("type") == "earned");
    }

    [Fact]
    public async Task Somebody_enrolled_offline_is_a_member_before_the_purchase_that_follows()
    {
        var phone = Till.NewPhone();
        var paid = (await Till.Now()).AddHours(-2);
        (await Till.Enrol(phone)).Is(201);
        var order = Order.Of(1_000).With("member", new JsonObject { ["phone"] = phone }).Paid(paid);

        Assert.Equal(30, (await Till.Buy(order)).Is(201).Number("earned.points"));
    }

    /// <summary>A day at the till: two sales handed over, one piece back, an order that is given up.</summary>
    private static IReadOnlyList<KeptLine> Lines(Shopper shopper, DateTimeOffset now)
    {
        var (first, second, third) = (
            Order.Of(new Line("1", 1_000, Quantity: 2)).By(shopper).Paid(now.AddHours(-8)),
            Order.Of(500).By(shopper).Paid(now.AddHours(-6)),
            Order.Of(2_000).By(shopper).Paid(now.AddHours(-5))
        );
        return
        [
            Purchase(first),
            Purchase(second),
            Purchase(third),
            Event(first, "received", now.AddHours(-4)),
            Event(second, "received", now.AddHours(-4)),
            Event(third, "cancelled", now.AddHours(-3)),
            new(
                $"/api/v1/purchases/{first.Id}/returns",
                new JsonObject
                {
                    ["returnId"] = Till.NewName("R"),
                    ["at"] = Till.Said(now.AddHours(-1)),
                    ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["quantity"] = 1 }),
                },
                Till.NewName("key")
            ),
        ];
    }

    private static KeptLine Purchase(Order order) => new("/api/v1/purchases", order.Body(), Till.NewName("key"));

    private static KeptLine Event(Order order, string type, DateTimeOffset at) =>
        new(
            $"/api/v1/purchases/{order.Id}/events",
            new JsonObject { ["type"] = type, ["at"] = Till.Said(at) },
            Till.NewName("key")
        );

    private Task<Answer> SendAsync(KeptLine line) => Till.Post(line.Path, line.Body.DeepClone(), line.Key);

    private async Task<IReadOnlyList<Answer>> SendInOrderAsync(IReadOnlyList<KeptLine> lines)
    {
        var answers = new List<Answer>();
        foreach (var line in lines)
        {
            var answer = await SendAsync(line);
            Assert.InRange(answer.Status, 200, 201);
            answers.Add(answer);
        }
        return answers;
    }

    /// <summary>What the ledger says of dates and points, without what is another one for each member.</summary>
    private async Task<IReadOnlyList<string>> LotsAsync(Shopper shopper) =>
        [
            .. (await Till.Ledger(shopper))
                .Select(entry =>
                    $"{entry.Text("type")} {entry.Number("points")} {entry.At("startsOn")} {entry.At("endsOn")}"
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What a till wrote down before it sent it.</summary>
    private sealed record KeptLine(string Path, JsonNode Body, string Key);
}
