using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>A member as a till knows one.</summary>
public sealed record Shopper(string MemberId, string Phone, string CardNumber);

/// <summary>Speaks the contract as a till, a web shop or an order system would: HTTP and JSON, no type of the portal.</summary>
public sealed class Till(HttpClient http, string? key)
{
    private static int lastPhone = 1_000_000;
    private static int lastName;

    /// <summary>The plain client below.</summary>
    public HttpClient Http => http;

    /// <summary>A name nobody has used: an order number, a reference, a key.</summary>
    public static string NewName(string start = "T") =>
        string.Create(CultureInfo.InvariantCulture, $"{start}-{Interlocked.Increment(ref lastName)}");

    /// <summary>A phone number nobody has used.</summary>
    public static string NewPhone() =>
        string.Create(CultureInfo.InvariantCulture, $"+7900{Interlocked.Increment(ref lastPhone)}");

    public async Task<Answer> Get(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        return await Send(request);
    }

    /// <summary>Posts JSON under a key of its own, unless one is given.</summary>
    public Task<Answer> Post(string path, JsonNode? body, string? once = null) =>
        Post(path, body is null ? null : Json(body.ToJsonString()), once ?? NewName("key"));

    /// <summary>Posts anything under the key given; null for none.</summary>
    public async Task<Answer> Post(string path, HttpContent? content, string? once)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        if (once is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
        }
        return await Send(request);
    }

    /// <summary>A request with the till's key.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        return request;
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>Text as a JSON body.</summary>
    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    // What a shop does, route by route.

    public Task<Answer> Enrol(string phone, string? cardNumber = null)
    {
        var body = new JsonObject
        {
            ["phone"] = phone,
            ["channel"] = "web",
            ["consent"] = new JsonObject { ["personalData"] = true },
        };
        if (cardNumber is not null)
        {
            body["cardNumber"] = cardNumber;
        }
        return Post("/api/v1/members", body);
    }

    /// <summary>Somebody new.</summary>
    public async Task<Shopper> NewShopper()
    {
        var phone = NewPhone();
        var member = (await Enrol(phone)).Is(201);
        return new Shopper(member.Text("memberId"), phone, member.Text("cardNumber"));
    }

    public Task<Answer> Find(string name, string value) => Get($"/api/v1/members?{name}={Uri.EscapeDataString(value)}");

    /// <summary>The member as a till sees one.</summary>
    public async Task<JsonNode> Look(Shopper shopper) => (await Find("cardNumber", shopper.CardNumber)).Is(200);

    /// <summary>The member's one wallet.</summary>
    public async Task<JsonNode> Wallet(Shopper shopper) => (await Look(shopper)).At("wallets[0]")!;

    /// <summary>Points that can be spent now.</summary>
    public async Task<decimal> Active(Shopper shopper) => (await Wallet(shopper)).Number("active");

    public async Task<string> Tier(Shopper shopper) => (await Look(shopper)).Text("tier.id");

    /// <summary>The whole ledger, newest first, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> Ledger(Shopper shopper, int limit = 200)
    {
        var entries = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = (
                await Get(
                    $"/api/v1/members/{shopper.MemberId}/ledger?limit={limit}{(after is null ? "" : $"&after={after}")}"
                )
            ).Is(200);
            entries.AddRange(page.Items("entries"));
            after = page["next"]?.GetValue<string>();
        } while (after is not null);
        return entries;
    }

    public Task<Answer> Quote(Order order) => Post("/api/v1/quotes", order.Basket());

    public Task<Answer> Redeem(Order order, decimal points)
    {
        var body = order.Basket();
        body["orderId"] = order.Id;
        body["points"] = points;
        return Post("/api/v1/redemptions", body);
    }

    /// <summary>The id of a redemption that must be granted.</summary>
    public async Task<string> Hold(Order order, decimal points) =>
        (await Redeem(order, points)).Is(201).Text("redemptionId");

    public Task<Answer> Cancel(string redemptionId) =>
        Post($"/api/v1/redemptions/{redemptionId}/cancel", new JsonObject());

    public Task<Answer> Buy(Order order) => Post("/api/v1/purchases", order.Body());

    public Task<Answer> Purchase(Order order) => Get($"/api/v1/purchases/{Uri.EscapeDataString(order.Id)}");

    public Task<Answer> Tell(Order order, string type, DateTimeOffset at) =>
        Post(
            $"/api/v1/purchases/{Uri.EscapeDataString(order.Id)}/events",
            new JsonObject { ["type"] = type, ["at"] = Said(at) }
        );

    public Task<Answer> Return(Order order, DateTimeOffset at, params (string Line, int Quantity)[] lines) =>
        Post($"/api/v1/purchases/{Uri.EscapeDataString(order.Id)}/returns", ReturnBody(at, lines));

    public Task<Answer> AskReturn(Order order, DateTimeOffset at, params (string Line, int Quantity)[] lines)
    {
        var body = ReturnBody(at, lines);
        body["dryRun"] = true;
        return Post($"/api/v1/purchases/{Uri.EscapeDataString(order.Id)}/returns", body);
    }

    public Task<Answer> Act(Shopper shopper, string type, string reference, DateTimeOffset at) =>
        Post(
            "/api/v1/activities",
            new JsonObject
            {
                ["member"] = new JsonObject { ["memberId"] = shopper.MemberId },
                ["type"] = type,
                ["reference"] = reference,
                ["at"] = Said(at),
            }
        );

    /// <summary>Imports lines of NDJSON.</summary>
    public Task<Answer> Import(string lines, string type = "application/x-ndjson") =>
        Post("/api/v1/imports", new StringContent(lines, Encoding.UTF8, type), NewName("key"));

    /// <summary>The portal's time.</summary>
    public async Task<DateTimeOffset> Now() => (await Get("/demo/clock")).Is(200).Time("now");

    /// <summary>Moves the portal's clock.</summary>
    public async Task MoveTo(DateTimeOffset now) =>
        (await Post("/demo/clock", new JsonObject { ["now"] = Said(now) })).Is(200);

    /// <summary>Moves the portal's clock ahead.</summary>
    public async Task Wait(TimeSpan span) =>
        (
            await Post("/demo/clock", new JsonObject { ["advance"] = span.ToString("c", CultureInfo.InvariantCulture) })
        ).Is(200);

    /// <summary>A time in the contract's words.</summary>
    public static string Said(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture);

    private static JsonObject ReturnBody(DateTimeOffset at, (string Line, int Quantity)[] lines) =>
        new()
        {
            ["returnId"] = NewName("R"),
            ["at"] = Said(at),
            ["lines"] = new JsonArray([
                .. lines.Select(line => new JsonObject { ["lineId"] = line.Line, ["quantity"] = line.Quantity }),
            ]),
        };
}
