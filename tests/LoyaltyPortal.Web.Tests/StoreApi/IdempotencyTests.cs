using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class IdempotencyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Purchases = "/api/v1/purchases";

    private Till Till => portal.Till;

    [Fact]
    public async Task The_same_request_gets_the_first_answer_again_and_posts_nothing()
    {
        var shopper = await Till.NewShopper();
        var body = Order.Of(2_500).By(shopper).Paid(await Till.Now()).Body();
        var first = await Till.Post(Purchases, body, "replayed");
        first.Is(201);
        Assert.False(first.IsReplay);
        var before = await portal.Books.RowsAsync();

        var again = await Till.Post(Purchases, body, "replayed");

        Assert.True(again.IsReplay);
        Assert.Equal((first.Status, first.Type, first.Text), (again.Status, again.Type, again.Text));
        Assert.Equal(before, await portal.Books.RowsAsync());
    }

    [Fact]
    public async Task Every_kind_of_posting_is_replayed()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopperWith(100);
        var order = Order.Of(2_000).By(shopper).PlacedAt(now);
        await Replayed("/api/v1/members", Enrolment(Till.NewPhone()), 201);
        await Replayed("/api/v1/members", Enrolment(shopper.Phone), 200);
        var hold = await Replayed("/api/v1/redemptions", Redemption(order, 60), 201);
        var other = await Replayed("/api/v1/redemptions", Redemption(order, 40), 201);
        await Replayed($"/api/v1/redemptions/{other.Text("redemptionId")}/cancel", [], 200);
        await Replayed(Purchases, order.With("redemptionId", hold.Text("redemptionId")).Body(), 201);
        await Replayed($"{Purchases}/{order.Id}/events", new() { ["type"] = "paid", ["at"] = Till.Said(now) }, 200);
        await Replayed($"{Purchases}/{order.Id}/returns", Return(now), 201);
        await Replayed(
            "/api/v1/activities",
            new()
            {
                ["member"] = new JsonObject { ["memberId"] = shopper.MemberId },
                ["type"] = "firstReview",
                ["reference"] = Till.NewName(),
                ["at"] = Till.Said(now),
            },
            201
        );
    }

    [Fact]
    public async Task An_answer_is_remembered_for_a_week_at_least()
    {
        var body = Order.Of(2_500).By(await Till.NewShopper()).Paid(await Till.Now()).Body();
        var first = await Till.Post(Purchases, body, "a-week-ago");

        await Till.Wait(TimeSpan.FromDays(7));

        var again = await Till.Post(Purchases, body, "a-week-ago");
        Assert.True(again.IsReplay);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task A_key_is_not_used_for_another_request()
    {
        var now = await Till.Now();
        var order = Order.Of(2_500).PlacedAt(now);
        (await Till.Post(Purchases, order.Body(), "once")).Is(201);

        (await Till.Post(Purchases, Order.Of(2_500).PlacedAt(now).Body(), "once")).IsRefused(
            422,
            "idempotency-key-reused"
        );
        (
            await Till.Post(
                $"{Purchases}/{order.Id}/events",
                new JsonObject { ["type"] = "paid", ["at"] = Till.Said(now) },
                "once"
            )
        ).IsRefused(422, "idempotency-key-reused");
        (await Till.Post("/api/v1/redemptions/mine/cancel", new JsonObject(), "once")).IsRefused(
            422,
            "idempotency-key-reused"
        );
        // The same figures in other letters are another body.
        var spaced = Till.Json(order.Body().ToJsonString() + " ");
        (await Till.Post(Purchases, spaced, "once")).IsRefused(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Keys_are_each_clients_own()
    {
        await portal.Books.AddKeyAsync("lp_other", client: "other");
        var now = await Till.Now();

        (await Till.Post(Purchases, Order.Of(1).PlacedAt(now).Body(), "shared")).Is(201);
        (await portal.TillWith("lp_other").Post(Purchases, Order.Of(2).PlacedAt(now).Body(), "shared")).Is(201);
    }

    [Fact]
    public async Task A_client_that_changes_its_key_keeps_its_answers()
    {
        await portal.Books.AddKeyAsync("lp_old", client: "rotating");
        await portal.Books.AddKeyAsync("lp_new", client: "rotating");
        var body = Order.Of(1).PlacedAt(await Till.Now()).Body();
        (await portal.TillWith("lp_old").Post(Purchases, body, "rotated")).Is(201);

        Assert.True((await portal.TillWith("lp_new").Post(Purchases, body, "rotated")).IsReplay);
    }

    [Fact]
    public async Task A_try_that_failed_is_not_remembered()
    {
        var phone = Till.NewPhone();
        var order = Order.Of(1_000).Paid(await Till.Now()).With("member", new JsonObject { ["phone"] = phone });
        (await Till.Post(Purchases, order.Body(), "tried")).IsRefused(404, "member-unknown");

        (await Till.Enrol(phone)).Is(201);
        var second = await Till.Post(Purchases, order.Body(), "tried");

        second.Is(201);
        Assert.False(second.IsReplay);
    }

    [Fact]
    public async Task Of_thirty_two_equal_posts_at_once_one_is_posted_and_all_are_told_the_same()
    {
        var shopper = await Till.NewShopper();
        foreach (var order in new[] { Order.Of(2_500).By(shopper), Order.Of(2_500) })
        {
            var body = order.Paid(await Till.Now()).Body();
            var key = Till.NewName("key");

            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Till.Post(Purchases, body, key)));

            // "Still running" may be told instead of the answer; nothing else may.
            var told = answers.Where(answer => answer.Status != 409).ToList();
            Assert.All(answers.Except(told), answer => answer.IsRefused(409, "in-progress"));
            Assert.All(told, answer => answer.Is(201));
            Assert.Single(told, answer => !answer.IsReplay);
            Assert.Single(told.Select(answer => answer.Text).Distinct());
            Assert.Equal(
                1,
                await portal.Books.AskAsync(db => Task.FromResult(db.Purchases.Count(each => each.OrderId == order.Id)))
            );
        }
        Assert.Single(await Till.Ledger(shopper));
        Assert.Equal(75, (await Till.Wallet(shopper)).Number("pending"));
    }

    [Fact]
    public async Task Of_thirty_two_posts_of_one_order_under_different_keys_one_is_posted()
    {
        var shopper = await Till.NewShopper();
        var order = Order.Of(2_500).By(shopper).Paid(await Till.Now());

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Till.Buy(order)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.IsRefused(409, "already-exists"));
        Assert.Single(await Till.Ledger(shopper));
    }

    [Fact]
    public async Task A_longest_key_is_a_key_and_a_longer_one_is_not()
    {
        var now = await Till.Now();

        (await Till.Post(Purchases, Order.Of(1).PlacedAt(now).Body(), new string('~', 255))).Is(201);
        (await Till.Post(Purchases, Order.Of(1).PlacedAt(now).Body(), new string('~', 256))).IsMalformed(
            "Idempotency-Key"
        );
    }

    private async Task<JsonNode> Replayed(string path, JsonObject body, int status)
    {
        var key = Till.NewName("key");
        var first = await Till.Post(path, body, key);
        var posted = first.Is(status);

        var again = await Till.Post(path, body, key);

        Assert.True(again.IsReplay, path);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        return posted;
    }

    private static JsonObject Enrolment(string phone) =>
        new()
        {
            ["phone"] = phone,
            ["channel"] = "web",
            ["consent"] = new JsonObject { ["personalData"] = true },
        };

    private static JsonObject Redemption(Order order, decimal points)
    {
        var body = order.Basket();
        body["orderId"] = order.Id;
        body["points"] = points;
        return body;
    }

    private static JsonObject Return(DateTimeOffset at) =>
        new()
        {
            ["returnId"] = Till.NewName("R"),
            ["at"] = Till.Said(at),
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["quantity"] = 1 }),
        };
}
