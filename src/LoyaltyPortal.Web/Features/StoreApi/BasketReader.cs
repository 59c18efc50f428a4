using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>A basket that holds water.</summary>
internal sealed record Basket(Channel Channel, string? PaymentMethod, IReadOnlyList<BasketLine> Lines);

/// <summary>Reads baskets and orders from the contract's bodies, naming every fault with its JSON path.</summary>
internal sealed class BasketReader(Programme programme, TimeProvider time)
{
    private const int MaxLines = 1000;
    private const int MaxQuantity = 1_000_000;
    private static readonly Money MaxPrice = Money.Whole(10_000_000_000);

    private static readonly string[] PaymentMethods = ["online", "cash", "card", "instalments", "other"];

    /// <summary>The basket; or 400, 403 or 422 <c>channel-unknown</c>.</summary>
    public (Basket? Basket, PostingAnswer? Refusal) Read(ApiCaller caller, QuoteBody body, Faults faults)
    {
        Required(faults, "$.channel", body.Channel, 50);
        Optional(faults, "$.store", body.Store, 100);
        Optional(faults, "$.promoCode", body.PromoCode, 100);
        if (body.PaymentMethod is { } method && !PaymentMethods.Contains(method))
        {
            faults.Add("$.paymentMethod", $"must be one of {string.Join(", ", PaymentMethods)}");
        }
        if (body.DeliveryFee is { } fee && fee < Money.Zero)
        {
            faults.Add("$.deliveryFee", "must not be negative");
        }
        var lines = Lines(body.Lines, faults);
        if (faults.Any)
        {
            return (null, ApiAnswers.Malformed(faults));
        }
        if (programme.ChannelOf(body.Channel!) is not { } channel)
        {
            return (null, ApiAnswers.Problem(422, "channel-unknown", Details.Of("channel-unknown")));
        }
        return caller.Forbids(channel.Id, body.Store) is { } forbidden
            ? (null, forbidden)
            : (new Basket(channel, body.PaymentMethod, lines), null);
    }

    /// <summary>The order; or 400, 403 or 422.</summary>
    public (Order? Order, PostingAnswer? Refusal) ReadOrder(ApiCaller caller, PurchaseBody body, Guid id)
    {
        var faults = new Faults();
        Required(faults, "$.orderId", body.OrderId, 100);
        if (body.PaymentMethod is null)
        {
            faults.Add("$.paymentMethod", "is missing");
        }
        if (body.PlacedAt is null)
        {
            faults.Add("$.placedAt", "is missing");
        }
        var (basket, refusal) = Read(caller, body, faults);
        if (refusal is not null)
        {
            return (null, refusal);
        }
        var placedAt = Clock.Cut(body.PlacedAt!.Value);
        foreach (
            var (path, at) in new[]
            {
                ("placedAt", body.PlacedAt),
                ("paidAt", body.PaidAt),
                ("receivedAt", body.ReceivedAt),
            }
        )
        {
            if (at is { } moment && TimeFault(moment, placedAt, $"$.{path}") is { } fault)
            {
                return (null, fault);
            }
        }
        return (
            new Order(
                id,
                body.OrderId!,
                basket!.Channel,
                body.Store,
                basket.PaymentMethod!,
                placedAt,
                body.PaidAt is { } paid ? Clock.Cut(paid) : null,
                body.ReceivedAt is { } received ? Clock.Cut(received) : null,
                PromoCodeOf(body),
                body.DeliveryFee ?? Money.Zero,
                basket.Lines
            ),
            null
        );
    }

    /// <summary>The promo code; an empty one is none.</summary>
    public static string? PromoCodeOf(QuoteBody body) =>
        string.IsNullOrWhiteSpace(body.PromoCode) ? null : body.PromoCode;

    /// <summary>422 when a time lies ahead of the portal's clock, or before what it follows.</summary>
    public PostingAnswer? TimeFault(DateTimeOffset at, DateTimeOffset? notBefore, string path)
    {
        if (at > Clock.Now(time) + TimeOrder.Tolerance)
        {
            return WithPath("time-in-future", path);
        }
        return notBefore is { } earliest && at < earliest - TimeOrder.Tolerance ? WithPath("time-order", path) : null;
    }

    private static PostingAnswer WithPath(string code, string path) =>
        ApiAnswers.Problem(
            422,
            code,
            Details.Of(code),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [path] = [Details.Of(code)] },
            }
        );

    /// <summary>A text that must be there: visible, and not longer than the database keeps.</summary>
    public static void Required(Faults faults, string path, string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(path, "is missing");
        }
        Optional(faults, path, text, length);
    }

    /// <summary>A text that may be there.</summary>
    public static void Optional(Faults faults, string path, string? text, int length)
    {
        if (text is null)
        {
            return;
        }
        if (text.Length > length)
        {
            faults.Add(path, $"is longer than {length} characters");
        }
        if (text.Any(char.IsControl) || text.Any(char.IsSurrogate) && !IsWellFormed(text))
        {
            faults.Add(path, "has characters that cannot be shown");
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static List<BasketLine> Lines(IReadOnlyList<LineBody?>? bodies, Faults faults)
    {
        if (bodies is null || bodies.Count is 0 or > MaxLines)
        {
            faults.Add("$.lines", $"must hold 1 to {MaxLines} lines");
            return [];
        }
        var lines = new List<BasketLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < bodies.Count; i++)
        {
            var path = $"$.lines[{i}]";
            if (bodies[i] is not { } body)
            {
                faults.Add(path, "must be an object");
                continue;
            }
            var line = Line(body, path, faults);
            if (!seen.Add(line.LineId))
            {
                faults.Add($"{path}.lineId", "stands twice in the order");
            }
            lines.Add(line);
        }
        return lines;
    }

    private static BasketLine Line(LineBody body, string path, Faults faults)
    {
        Required(faults, $"{path}.lineId", body.LineId, 100);
        Required(faults, $"{path}.sku", body.Sku, 100);
        Optional(faults, $"{path}.name", body.Name, 300);
        Optional(faults, $"{path}.category", body.Category, 100);
        if (body.Quantity is not (>= 1 and <= MaxQuantity))
        {
            faults.Add($"{path}.quantity", $"must be a whole number from 1 to {MaxQuantity}");
        }
        if (body.UnitPrice is not { } price || price < Money.Zero)
        {
            faults.Add($"{path}.unitPrice", "must be there and not be negative");
        }
        var discount = body.Discount ?? Money.Zero;
        if (discount < Money.Zero)
        {
            faults.Add($"{path}.discount", "must not be negative");
        }
        if (body.PointsPerUnit is { Hundredths: < 0 })
        {
            faults.Add($"{path}.pointsPerUnit", "must not be negative");
        }
        if ((Int128)(body.Quantity ?? 0) * (body.PointsPerUnit ?? Points.Zero).Hundredths > MaxPrice.Hundredths)
        {
            faults.Add($"{path}.pointsPerUnit", $"makes a line of more than {MaxPrice} points");
        }
        var gross = (Int128)(body.Quantity ?? 0) * (body.UnitPrice ?? Money.Zero).Hundredths;
        if (gross > MaxPrice.Hundredths)
        {
            faults.Add($"{path}.unitPrice", $"makes a line of more than {MaxPrice}");
        }
        else if (discount.Hundredths > gross)
        {
            faults.Add($"{path}.discount", "is more than the line costs");
        }
        return new BasketLine(
            body.LineId ?? path,
            body.Sku ?? string.Empty,
            body.Name,
            body.Category,
            body.Quantity ?? 0,
            body.UnitPrice ?? Money.Zero,
            discount,
            MarksOf(body),
            body.PointsPerUnit
        );
    }

    private static LineMarks MarksOf(LineBody body) =>
        (body.OnOffer == true ? LineMarks.OnOffer : LineMarks.None)
        | (body.Outlet == true ? LineMarks.Outlet : LineMarks.None)
        | (body.GiftCard == true ? LineMarks.GiftCard : LineMarks.None)
        | (body.Service == true ? LineMarks.Service : LineMarks.None)
        | (body.NoPoints == true ? LineMarks.NoPoints : LineMarks.None);
}
