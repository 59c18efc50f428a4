using System.Text.Json.Nodes;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Every route of the contract. A route that is new must be put in here before the tests pass.</summary>
public static class RouteTable
{
    private const string Nobody = "00000000-0000-0000-0000-000000000001";

    public static readonly IReadOnlyDictionary<string, RouteCase> Routes = new Dictionary<string, RouteCase>
    {
        ["GET /api/v1/programme"] = new(_ => Task.FromResult(new GoodRequest("/api/v1/programme")), 200),
        ["GET /api/v1/members"] = new(
            async till => new GoodRequest($"/api/v1/members?cardNumber={(await till.NewShopper()).CardNumber}"),
            200
        )
        {
            BadQueries =
            [
                ("", "query"),
                ("?phone=%2B79001234567&cardNumber=12345678", "query"),
                ("?phone=", "phone"),
                ("?phone=12", "phone"),
                ("?phone=%00", "phone"),
                ("?phone=%2B79001234567&phone=%2B79001234568", "phone"),
                ($"?phone={new string('9', 5_000)}", "phone"),
                ("?qr=%00", "qr"),
                ("?qr=a%00b", "qr"),
                ("?qr=%07", "qr"),
                ($"?qr={new string('x', 5_000)}", "qr"),
                ("?cardNumber=%00", "cardNumber"),
                ($"?cardNumber={new string('1', 5_000)}", "cardNumber"),
            ],
        },
        ["GET /api/v1/members/{memberId}/ledger"] = new(
            async till => new GoodRequest($"/api/v1/members/{(await till.NewShopper()).MemberId}/ledger"),
            200
        )
        {
            UnknownCode = "member-unknown",
            BadQueries =
            [
                ("?limit=0", "limit"),
                ("?limit=-1", "limit"),
                ("?limit=201", "limit"),
                ("?limit=1e2", "limit"),
                ("?limit=99999999999999999999", "limit"),
                ("?limit=", "limit"),
                ("?limit=%00", "limit"),
                ("?after=", "after"),
                ("?after=x", "after"),
                ("?after=-1-1", "after"),
                ("?after=7fffffffffffffff-1", "after"),
                ("?after=%27%20OR%201=1--", "after"),
                ($"?after={new string('1', 5_000)}", "after"),
            ],
        },
        ["GET /api/v1/purchases/{orderId}"] = new(
            async till => new GoodRequest($"/api/v1/purchases/{await Bodies.Unpaid(till)}"),
            200
        )
        {
            UnknownCode = "order-unknown",
        },
        ["GET /api/v1/redemptions/{redemptionId}"] = new(
            async till => new GoodRequest($"/api/v1/redemptions/{await Bodies.Held(till)}"),
            200
        )
        {
            UnknownCode = "redemption-unknown",
        },
        ["POST /api/v1/members"] = new(
            _ => Task.FromResult(new GoodRequest("/api/v1/members", Bodies.Enrolment())),
            201
        )
        {
            Fields = Bodies.EnrolmentFields,
            Damages = Bodies.EnrolmentDamages,
            ImportKind = "member",
        },
        ["POST /api/v1/quotes"] = new(async till => new GoodRequest("/api/v1/quotes", await Bodies.Basket(till)), 200)
        {
            Fields = Bodies.BasketFields,
            Damages = Bodies.BasketDamages,
            NeedsKey = false,
        },
        ["POST /api/v1/redemptions"] = new(
            async till => new GoodRequest("/api/v1/redemptions", await Bodies.Redemption(till)),
            201
        )
        {
            Fields =
            [
                .. Bodies.BasketFields,
                new("$.orderId", FieldKind.Text, true),
                new("$.points", FieldKind.Amount, true),
            ],
            Damages =
            [
                .. Bodies.BasketDamages,
                Damage.Malformed("$.points", "0"),
                Damage.Malformed("$.member", null),
                Damage.Malformed("$.member", "null"),
                Damage.Refused("$.points", "10000000000", 422, "redemption-not-allowed"),
                Damage.Refused("$.points", "0.01", 422, "redemption-not-allowed"),
            ],
        },
        ["POST /api/v1/redemptions/{redemptionId}/confirm"] = new(
            async till => new GoodRequest(
                $"/api/v1/redemptions/{await Bodies.Held(till)}/confirm",
                new JsonObject { ["code"] = "123456" }
            ),
            200
        )
        {
            Fields = [new("$.code", FieldKind.Text, false)],
            UnknownCode = "redemption-unknown",
        },
        // What nobody has to confirm waits for no code: the programme of these tests asks for none.
        ["POST /api/v1/redemptions/{redemptionId}/resend"] = new(
            async till => new GoodRequest($"/api/v1/redemptions/{await Bodies.Held(till)}/resend", []),
            409
        )
        {
            BodyIsOptional = true,
            UnknownCode = "redemption-unknown",
        },
        ["POST /api/v1/redemptions/{redemptionId}/cancel"] = new(
            async till => new GoodRequest($"/api/v1/redemptions/{await Bodies.Held(till)}/cancel", []),
            200
        )
        {
            BodyIsOptional = true,
            UnknownCode = "redemption-unknown",
        },
        ["POST /api/v1/purchases"] = new(
            async till => new GoodRequest("/api/v1/purchases", await Bodies.Purchase(till)),
            201
        )
        {
            Fields =
            [
                .. Bodies.BasketFields.Select(field =>
                    field with
                    {
                        Required = field.Required || field.Path == "$.paymentMethod",
                    }
                ),
                new("$.orderId", FieldKind.Text, true),
                new("$.placedAt", FieldKind.Time, true),
                new("$.paidAt", FieldKind.Time),
                new("$.receivedAt", FieldKind.Time),
            ],
            Damages =
            [
                .. Bodies.BasketDamages,
                Damage.Malformed("$.redemptionId", "1"),
                Damage.Malformed("$.redemptionId", "\"\\u0000\""),
            ],
            ImportKind = "purchase",
        },
        ["POST /api/v1/purchases/{orderId}/events"] = new(
            async till =>
            {
                var order = await Bodies.Unpaid(till);
                return new GoodRequest($"/api/v1/purchases/{order}/events", Bodies.Event(order));
            },
            200
        )
        {
            Fields = [new("$.type", FieldKind.Text, true), new("$.at", FieldKind.Time, true)],
            Damages = [Damage.Malformed("$.type", "\"lost\""), Damage.Malformed("$.type", "\"Paid\"")],
            ImportKind = "event",
            UnknownCode = "order-unknown",
        },
        ["POST /api/v1/purchases/{orderId}/returns"] = new(
            async till =>
            {
                var order = await Bodies.Paid(till);
                return new GoodRequest($"/api/v1/purchases/{order}/returns", Bodies.Return(order));
            },
            201
        )
        {
            Fields = Bodies.ReturnFields,
            Damages = Bodies.ReturnDamages,
            ImportKind = "return",
            UnknownCode = "order-unknown",
        },
        ["POST /api/v1/activities"] = new(
            async till => new GoodRequest("/api/v1/activities", await Bodies.Activity(till)),
            201
        )
        {
            Fields =
            [
                new("$.member", FieldKind.Record, true),
                new("$.type", FieldKind.Text, true),
                new("$.reference", FieldKind.Text, true),
                new("$.sku", FieldKind.Text),
                new("$.at", FieldKind.Time, true),
            ],
            Damages = [.. Bodies.MemberDamages, Damage.Refused("$.type", "\"dance\"", 422, "activity-unknown")],
            ImportKind = "activity",
        },
        ["POST /api/v1/imports"] = new(
            _ => Task.FromResult(new GoodRequest("/api/v1/imports", Bodies.EnrolmentLine())),
            200
        )
        {
            NeedsKey = false,
        },
    };

    public static Xunit.TheoryData<string> Names => [.. Routes.Keys];

    public static Xunit.TheoryData<string> WithBody =>
        [.. Routes.Where(each => each.Value.Fields.Count > 0).Select(each => each.Key)];

    public static Xunit.TheoryData<string> Posts =>
        [.. Routes.Keys.Where(name => name.StartsWith("POST", StringComparison.Ordinal))];

    public static Xunit.TheoryData<string> Reads =>
        [.. Routes.Keys.Where(name => name.StartsWith("GET", StringComparison.Ordinal))];

    /// <summary>An id that nobody has.</summary>
    public static string UnknownId => Nobody;
}
