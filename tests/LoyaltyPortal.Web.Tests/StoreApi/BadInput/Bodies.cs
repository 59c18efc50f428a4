using System.Globalization;
using System.Text.Json.Nodes;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Good bodies with every field in them, and what must be refused of each.</summary>
public static class Bodies
{
    private static readonly string At = Till.Said(DemoPortal.Start);

    public static readonly IReadOnlyList<Field> EnrolmentFields =
    [
        new("$.phone", FieldKind.Text, true),
        new("$.channel", FieldKind.Text, true),
        new("$.cardNumber", FieldKind.Text),
        new("$.consent", FieldKind.Record),
        new("$.consent.personalData", FieldKind.Flag, true),
        new("$.consent.marketing", FieldKind.Flag),
    ];

    public static readonly IReadOnlyList<Damage> EnrolmentDamages =
    [
        Damage.Malformed("$.phone", "\"12\""),
        Damage.Malformed("$.cardNumber", "\"1234567\""),
        Damage.Malformed("$.cardNumber", "\"12345678901234567890\""),
        Damage.Malformed("$.cardNumber", "\"１２３４５６７８\""),
        Damage.Malformed("$.consent", "null", "$.consent.personalData"),
        Damage.Malformed("$.consent.personalData", "false"),
        Damage.Refused("$.channel", "\"moon\"", 422, "channel-unknown"),
        Damage.Refused("$.channel", "\"WEB\"", 422, "channel-unknown"),
    ];

    public static readonly IReadOnlyList<Damage> MemberDamages =
    [
        Damage.Malformed("$.member", "{}"),
        Damage.Malformed("$.member", "{\"phone\":\"+79001234567\",\"qr\":\"x\"}"),
        Damage.Malformed("$.member", "{\"id\":\"x\"}"),
        Damage.Malformed("$.member.memberId", "1"),
        Damage.Malformed("$.member.memberId", "\"\\u0000\""),
        Damage.Malformed("$.member", "{\"phone\":\"12\"}", "$.member.phone"),
        Damage.Malformed("$.member", "{\"phone\":79001234567}", "$.member.phone"),
        Damage.Malformed("$.member", "{\"phone\":\"\\u0000\"}", "$.member.phone"),
        Damage.Malformed("$.member", "{\"cardNumber\":12345678}", "$.member.cardNumber"),
        Damage.Malformed("$.member", "{\"cardNumber\":\"\\u0000\"}", "$.member.cardNumber"),
        Damage.Malformed("$.member", "{\"cardNumber\":\"a\\u0007\"}", "$.member.cardNumber"),
        Damage.Malformed("$.member", "{\"qr\":\"a\\u0000b\"}", "$.member.qr"),
        Damage.Malformed("$.member", "{\"qr\":\"\\ud800\"}", "$.member.qr"),
        Damage.Malformed("$.member", $"{{\"qr\":\"{new string('x', 10_000)}\"}}", "$.member.qr"),
        Damage.Refused("$.member", "{\"memberId\":\"anna\"}", 404, "member-unknown"),
        Damage.Refused("$.member", $"{{\"memberId\":\"{new string('x', 10_000)}\"}}", 404, "member-unknown"),
        Damage.Refused("$.member", $"{{\"memberId\":\"{RouteTable.UnknownId}\"}}", 404, "member-unknown"),
        Damage.Refused("$.member", "{\"phone\":\"+79009999999\"}", 404, "member-unknown"),
        Damage.Refused("$.member", "{\"cardNumber\":\"99999999\"}", 404, "member-unknown"),
        Damage.Refused("$.member", "{\"qr\":\"'; DROP TABLE Accounts; --\"}", 404, "member-unknown"),
    ];

    public static readonly IReadOnlyList<Field> BasketFields =
    [
        new("$.member", FieldKind.Record),
        new("$.channel", FieldKind.Text, true),
        new("$.store", FieldKind.Text),
        new("$.paymentMethod", FieldKind.Text),
        new("$.promoCode", FieldKind.Text),
        new("$.deliveryFee", FieldKind.Amount),
        new("$.lines", FieldKind.List, true),
        new("$.lines[0]", FieldKind.Record),
        new("$.lines[0].lineId", FieldKind.Text, true),
        new("$.lines[0].sku", FieldKind.Text, true),
        new("$.lines[0].name", FieldKind.Text),
        new("$.lines[0].category", FieldKind.Text),
        new("$.lines[0].quantity", FieldKind.Quantity, true),
        new("$.lines[1].unitPrice", FieldKind.Amount, true),
        new("$.lines[1].discount", FieldKind.Amount),
        new("$.lines[0].onOffer", FieldKind.Flag),
        new("$.lines[0].outlet", FieldKind.Flag),
        new("$.lines[0].giftCard", FieldKind.Flag),
        new("$.lines[0].service", FieldKind.Flag),
        new("$.lines[0].noPoints", FieldKind.Flag),
        new("$.lines[0].pointsPerUnit", FieldKind.Amount),
    ];

    public static readonly IReadOnlyList<Damage> BasketDamages =
    [
        .. MemberDamages,
        Damage.Refused("$.channel", "\"moon\"", 422, "channel-unknown"),
        Damage.Malformed("$.paymentMethod", "\"gold\""),
        Damage.Malformed("$.paymentMethod", "\"Online\""),
        Damage.Malformed("$.lines", "[]"),
        Damage.Malformed("$.lines", "[null]", "$.lines[0]"),
        Damage.Malformed("$.lines", "[1]", "$.lines[0]"),
        Damage.Malformed("$.lines", "[[]]", "$.lines[0]"),
        Damage.Malformed("$.lines", "[{}]", "$.lines[0].lineId"),
        Damage.Malformed("$.lines", Lines(1_001)),
        Damage.Malformed("$.lines[1].lineId", "\"a\""),
        Damage.Malformed("$.lines[0].quantity", "1000001"),
        Damage.Malformed("$.lines[0].discount", "300.01"),
        Damage.Malformed("$.lines", Line("\"quantity\":1000000,\"unitPrice\":10000000000"), "$.lines[0].unitPrice"),
        Damage.Malformed("$.lines", Line("\"quantity\":2,\"unitPrice\":9999999999.99"), "$.lines[0].unitPrice"),
        Damage.Malformed(
            "$.lines",
            Line("\"quantity\":1000000,\"unitPrice\":1,\"pointsPerUnit\":10000000000"),
            "$.lines[0].pointsPerUnit"
        ),
        Damage.Malformed("$.lines", Line("\"quantity\":1,\"quantity\":2,\"unitPrice\":1"), "$.lines[0].quantity"),
        Damage.Malformed("$.lines", Line("\"quantity\":1,\"Quantity\":2,\"unitPrice\":1"), "$.lines[0].Quantity"),
    ];

    public static readonly IReadOnlyList<Field> ReturnFields =
    [
        new("$.returnId", FieldKind.Text, true),
        new("$.at", FieldKind.Time, true),
        new("$.dryRun", FieldKind.Flag),
        new("$.lines", FieldKind.List, true),
        new("$.lines[0].lineId", FieldKind.Text, true),
        new("$.lines[0].quantity", FieldKind.Quantity, true),
    ];

    public static readonly IReadOnlyList<Damage> ReturnDamages =
    [
        Damage.Malformed("$.lines", "[]"),
        Damage.Malformed("$.lines", "[null]", "$.lines[0].lineId"),
        Damage.Malformed("$.lines", "[1]", "$.lines[0]"),
        Damage.Malformed(
            "$.lines",
            "[{\"lineId\":\"a\",\"quantity\":1},{\"lineId\":\"a\",\"quantity\":1}]",
            "$.lines[1].lineId"
        ),
        Damage.Malformed("$.lines", Lines(1_001)),
        Damage.Refused("$.lines[0].quantity", "2147483647", 422, "return-exceeds-purchase"),
        Damage.Refused("$.lines[0].lineId", "\"z\"", 422, "return-exceeds-purchase"),
    ];

    public static JsonObject Enrolment() =>
        new()
        {
            ["phone"] = Till.NewPhone(),
            ["channel"] = "web",
            ["consent"] = new JsonObject { ["personalData"] = true, ["marketing"] = false },
        };

    public static JsonObject EnrolmentLine()
    {
        var line = Enrolment();
        line["kind"] = "member";
        return line;
    }

    /// <summary>Two lines of 300 and 400 for somebody with 100 points.</summary>
    public static async Task<JsonObject> Basket(Till till) => Order(await till.NewShopperWith(100)).Basket();

    public static async Task<JsonObject> Redemption(Till till)
    {
        var body = await Basket(till);
        body["orderId"] = Till.NewName("A");
        body["points"] = 10;
        return body;
    }

    public static async Task<JsonObject> Purchase(Till till) =>
        Order(await till.NewShopper()).Paid(DemoPortal.Start).Received(DemoPortal.Start).Body();

    public static async Task<string> Unpaid(Till till)
    {
        var order = Order(await till.NewShopper()).PlacedAt(DemoPortal.Start);
        (await till.Buy(order)).Is(201);
        return order.Id;
    }

    public static async Task<string> Paid(Till till)
    {
        var order = Order(await till.NewShopper()).Paid(DemoPortal.Start);
        (await till.Buy(order)).Is(201);
        return order.Id;
    }

    public static async Task<string> Held(Till till) => await till.Hold(Order(await till.NewShopperWith(100)), 10);

    public static JsonObject Event(string orderId) =>
        new()
        {
            ["orderId"] = orderId,
            ["type"] = "paid",
            ["at"] = At,
        };

    public static JsonObject Return(string orderId) =>
        new()
        {
            ["orderId"] = orderId,
            ["returnId"] = Till.NewName("R"),
            ["at"] = At,
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "a", ["quantity"] = 1 }),
        };

    public static async Task<JsonObject> Activity(Till till) =>
        new()
        {
            ["member"] = new JsonObject { ["memberId"] = (await till.NewShopper()).MemberId },
            ["type"] = "firstReview",
            ["reference"] = Till.NewName(),
            ["at"] = At,
        };

    private static Order Order(Shopper shopper) =>
        StoreApi.Order.Of(new("a", 100, 3), new("b", 400)).By(shopper).With("store", "Arbat");

    private static string Line(string rest) => $"[{{\"lineId\":\"a\",\"sku\":\"S\",{rest}}}]";

    private static string Lines(int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"lineId\":\"{i}\",\"sku\":\"S\",\"quantity\":1,\"unitPrice\":1}}")))}]";
}
