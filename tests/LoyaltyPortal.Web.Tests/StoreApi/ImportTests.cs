using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class ImportTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Every_kind_of_line_is_posted_in_order()
    {
        var (file, phone, order) = await Life();

        var report = (await Till.Import(file)).Is(200);

        Assert.Equal((6, 0, 0), Counts(report));
        var member = (await Till.Find("phone", phone)).Is(200);
        // 3 % of 2 x 1,000, one of them returned, and 50 for the review.
        Assert.Equal((80, 0), (member.Number("wallets[0].active"), member.Number("wallets[0].pending")));
        var purchase = (await Till.Purchase(order)).Is(200);
        Assert.Equal(("received", 60), (purchase.Text("status"), purchase.Number("earned.points")));
        Assert.Single(purchase.Items("returns"));
    }

    [Fact]
    public async Task An_import_that_is_run_again_repeats_everything_and_writes_nothing()
    {
        var (file, _, _) = await Life();
        (await Till.Import(file)).Is(200);
        // An account's version grows whenever it is locked.
        var before = await portal.Books.RowsAsync("Version");

        var again = (await Till.Import(file)).Is(200);

        Assert.Equal((0, 6, 0), Counts(again));
        Assert.Equal(before, await portal.Books.RowsAsync("Version"));
    }

    [Fact]
    public async Task An_import_told_twice_under_one_key_gets_its_first_answer_again()
    {
        var (file, _, _) = await Life();
        var once = Till.NewName("key");
        Task<Answer> Told(string lines) =>
            Till.Post("/api/v1/imports", new StringContent(lines, null, "application/x-ndjson"), once);
        var first = await Told(file);

        var again = await Told(file);

        Assert.Equal((6, 0, 0), Counts(again.Is(200)));
        Assert.True(again.IsReplay && !first.IsReplay);
        (await Told(file + "\n")).IsRefused(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task An_import_that_broke_off_is_simply_run_again()
    {
        var (file, phone, _) = await Life();
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (await Till.Import(string.Join('\n', lines.Take(3)))).Is(200);

        var rest = (await Till.Import(file)).Is(200);

        Assert.Equal((3, 3, 0), Counts(rest));
        Assert.Equal(80, (await Till.Find("phone", phone)).Is(200).Number("wallets[0].active"));
    }

    [Fact]
    public async Task Lines_posted_by_route_before_are_repeated()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(now);
        (await Till.Buy(order)).Is(201);

        var report = (await Till.Import(Line("purchase", order.Body()))).Is(200);

        Assert.Equal((0, 1, 0), Counts(report));
    }

    [Fact]
    public async Task Another_order_under_a_known_number_is_refused()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var order = Order.Of(1_000).By(shopper).Paid(now);
        (await Till.Buy(order)).Is(201);

        var report = (
            await Till.Import(
                Line("purchase", Order.Of(9_000).Named(order.Id).By(shopper).Paid(now).Body())
                    + Line("purchase", order.By(await Till.NewShopper()).Body())
            )
        ).Is(200);

        Assert.Equal((0, 0, 2), Counts(report));
        Assert.Equal(["already-exists", "already-exists"], Refusals(report).Select(line => line.Code));
    }

    [Fact]
    public async Task A_refused_line_is_told_by_number_code_and_reason_and_stops_no_other()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var good = Order.Of(1_000).By(shopper).Paid(now);
        var unpaid = Order.Of(1_000).By(shopper).PlacedAt(now);
        var file = string.Join(
            '\n',
            Line("purchase", Order.Of(-1).By(shopper).Paid(now).Body()).TrimEnd(),
            "",
            Line("purchase", good.Body()).TrimEnd(),
            "{\"kind\":\"purchase\",",
            "not json",
            "[]",
            "{\"kind\":\"refund\"}",
            Line("purchase", Order.Of(1).Paid(now.AddHours(1)).Body()).TrimEnd(),
            Line("purchase", Order.Of(1).Paid(now).With("channel", "tv").Body()).TrimEnd(),
            Line("event", Event(Order.Of(1), "paid", now)).TrimEnd(),
            Line("purchase", unpaid.Body()).TrimEnd(),
            Line("return", Return(unpaid, now)).TrimEnd(),
            Line("event", Event(unpaid, "paid", now)).TrimEnd()
        );

        var report = (await Till.Import(file)).Is(200);

        Assert.Equal((3, 0, 9), Counts(report));
        Assert.Equal(
            [
                (1, "malformed"),
                (4, "malformed"),
                (5, "malformed"),
                (6, "malformed"),
                (7, "malformed"),
                (8, "time-in-future"),
                (9, "channel-unknown"),
                (10, "order-unknown"),
                (12, "order-unpaid"),
            ],
            Refusals(report)
        );
        Assert.Contains("$.lines[0].unitPrice", report.Text("refused[0].text"), StringComparison.Ordinal);
        Assert.All(report.Items("refused"), line => Assert.NotEmpty(line.Text("text")));
        Assert.Equal(60, (await Till.Wallet(shopper)).Number("pending"));
    }

    [Fact]
    public async Task A_line_names_its_member_as_a_request_does()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        JsonObject Named(JsonObject member) => Order.Of(1_000).Paid(now).With("member", member).Body();

        var report = (
            await Till.Import(
                Line("purchase", Named(new() { ["phone"] = $"8{shopper.Phone[2..]}" }))
                    + Line("purchase", Named(new() { ["cardNumber"] = shopper.CardNumber }))
                    + Line("purchase", Named(new() { ["memberId"] = shopper.MemberId }))
                    + Line("purchase", Named(new() { ["phone"] = Till.NewPhone() }))
                    + Line("purchase", Named([]))
                    + Line("purchase", Named(new() { ["phone"] = shopper.Phone, ["cardNumber"] = shopper.CardNumber }))
                    + Line("purchase", Named(new() { ["phone"] = "12" }))
            )
        ).Is(200);

        Assert.Equal((3, 0, 4), Counts(report));
        Assert.Equal([(4, "member-unknown"), (5, "malformed"), (6, "malformed"), (7, "malformed")], Refusals(report));
        Assert.Equal(90, (await Till.Wallet(shopper)).Number("pending"));
    }

    [Fact]
    public async Task An_event_the_programme_does_not_use_is_accepted_once_and_then_repeated()
    {
        var now = await Till.Now();
        var order = Order.Of(1_000).By(await Till.NewShopper()).Paid(now);
        var file = Line("purchase", order.Body()) + Line("event", Event(order, "completed", now));

        Assert.Equal((2, 0, 0), Counts((await Till.Import(file)).Is(200)));
        Assert.Equal((0, 2, 0), Counts((await Till.Import(file)).Is(200)));

        Assert.Equal("paid", (await Till.Purchase(order)).Is(200).Text("status"));
    }

    [Fact]
    public async Task Windows_line_ends_a_mark_at_the_start_and_no_end_at_the_end_are_fine()
    {
        var (file, _, _) = await Life();

        var report = (await Till.Import("\uFEFF" + file.TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal))).Is(
            200
        );

        Assert.Equal((6, 0, 0), Counts(report));
    }

    [Fact]
    public async Task A_thousand_lines_are_posted_and_what_is_larger_than_a_mebibyte_is_not()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();
        var lines = Enumerable
            .Range(0, 1_000)
            .Select(_ => Line("purchase", Order.Of(100).By(shopper).Paid(now).Body()));
        var padding = new string(' ', 1 << 20);

        Assert.Equal((1_000, 0, 0), Counts((await Till.Import(string.Concat(lines))).Is(200)));
        Assert.Equal(3_000, (await Till.Wallet(shopper)).Number("pending"));
        (await Till.Import(padding)).Is(200);
        (await Till.Import(padding + " ")).IsRefused(413, "too-large");
    }

    [Fact]
    public async Task Something_else_than_lines_of_JSON_is_not_taken()
    {
        (await Till.Import("kind,orderId\npurchase,1", "text/csv")).IsRefused(415, "not-json");
        (await Till.Import("", "application/x-ndjson")).Is(200);
    }

    /// <summary>A member who joins, buys, pays, receives, returns and reviews: six lines.</summary>
    private async Task<(string File, string Phone, Order Order)> Life()
    {
        var then = (await Till.Now()).AddDays(-20);
        var phone = Till.NewPhone();
        var order = Order
            .Of(new Line("1", 1_000, 2))
            .PlacedAt(then)
            .With("member", new JsonObject { ["phone"] = phone });
        var join = new JsonObject
        {
            ["phone"] = phone,
            ["channel"] = "web",
            ["consent"] = new JsonObject { ["personalData"] = true },
        };
        var review = new JsonObject
        {
            ["member"] = new JsonObject { ["phone"] = phone },
            ["type"] = "firstReview",
            ["reference"] = Till.NewName(),
            ["at"] = Till.Said(then.AddDays(9)),
        };
        var file =
            Line("member", join)
            + Line("purchase", order.Body())
            + Line("event", Event(order, "paid", then))
            + Line("event", Event(order, "received", then.AddDays(8)))
            + Line("return", Return(order, then.AddDays(9)))
            + Line("activity", review);
        return (file, phone, order);
    }

    private static string Line(string kind, JsonObject body)
    {
        body["kind"] = kind;
        return body.ToJsonString() + "\n";
    }

    private static JsonObject Event(Order order, string type, DateTimeOffset at) =>
        new()
        {
            ["orderId"] = order.Id,
            ["type"] = type,
            ["at"] = Till.Said(at),
        };

    private static JsonObject Return(Order order, DateTimeOffset at) =>
        new()
        {
            ["orderId"] = order.Id,
            ["returnId"] = Till.NewName("R"),
            ["at"] = Till.Said(at),
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["quantity"] = 1 }),
        };

    private static (int Accepted, int Repeated, int Refused) Counts(JsonNode report) =>
        ((int)report.Number("accepted"), (int)report.Number("repeated"), report.Items("refused").Count);

    private static IEnumerable<(int Line, string Code)> Refusals(JsonNode report) =>
        report.Items("refused").Select(line => ((int)line.Number("line"), line.Text("code")));
}
