using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>A line of an order, as a shop writes it; goods unless said otherwise.</summary>
/// <param name="Id">The line's number.</param>
/// <param name="Price">The price of a piece.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Discount">Off the whole line.</param>
/// <param name="Mark">A mark of the contract, such as <c>giftCard</c>.</param>
/// <param name="Points">Points of a piece, where products have points of their own.</param>
/// <param name="Sku">The article; one of the line's own where none is said.</param>
public sealed record Line(
    string Id,
    decimal Price,
    int Quantity = 1,
    decimal Discount = 0,
    string? Mark = null,
    decimal? Points = null,
    string? Sku = null
)
{
    public JsonObject Body()
    {
        var body = new JsonObject
        {
            ["lineId"] = Id,
            ["sku"] = Sku ?? $"SKU-{Id}",
            ["quantity"] = Quantity,
            ["unitPrice"] = Price,
        };
        if (Discount != 0)
        {
            body["discount"] = Discount;
        }
        if (Mark is not null)
        {
            body[Mark] = true;
        }
        if (Points is not null)
        {
            body["pointsPerUnit"] = Points;
        }
        return body;
    }
}

/// <summary>An order of the web shop. Each method gives a changed copy, so an example reads in one sentence.</summary>
public sealed record Order
{
    private Order(IReadOnlyList<Line> lines) => Lines = lines;

    public string Id { get; private init; } = Till.NewName("A");

    public IReadOnlyList<Line> Lines { get; private init; }

    private ImmutableDictionary<string, JsonNode?> More { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    private Shopper? Buyer { get; init; }

    private DateTimeOffset? Placed { get; init; }

    private DateTimeOffset? PaidAt { get; init; }

    private DateTimeOffset? ReceivedAt { get; init; }

    public static Order Of(params Line[] lines) => new(lines);

    /// <summary>One line of goods with the id 1.</summary>
    public static Order Of(decimal price) => Of(new Line("1", price));

    public Order Named(string id) => this with { Id = id };

    public Order By(Shopper? buyer) => this with { Buyer = buyer };

    public Order PlacedAt(DateTimeOffset at) => this with { Placed = at };

    /// <summary>Paid, and placed at the same time unless said otherwise.</summary>
    public Order Paid(DateTimeOffset at) => this with { PaidAt = at, Placed = Placed ?? at };

    public Order Received(DateTimeOffset at) => this with { ReceivedAt = at };

    /// <summary>Any other field of the contract.</summary>
    public Order With(string field, JsonNode? value) => this with { More = More.SetItem(field, value) };

    /// <summary>The body of a quote.</summary>
    public JsonObject Basket()
    {
        var body = new JsonObject
        {
            ["channel"] = "web",
            ["paymentMethod"] = "online",
            ["lines"] = new JsonArray([.. Lines.Select(line => line.Body())]),
        };
        if (Buyer is not null)
        {
            body["member"] = new JsonObject { ["memberId"] = Buyer.MemberId };
        }
        foreach (var (name, value) in More)
        {
            body[name] = value?.DeepClone();
        }
        return body;
    }

    /// <summary>The body of a purchase.</summary>
    public JsonObject Body()
    {
        var body = Basket();
        body["orderId"] = Id;
        foreach (var (name, at) in new[] { ("placedAt", Placed), ("paidAt", PaidAt), ("receivedAt", ReceivedAt) })
        {
            if (at is { } time)
            {
                body[name] = Till.Said(time);
            }
        }
        return body;
    }
}
