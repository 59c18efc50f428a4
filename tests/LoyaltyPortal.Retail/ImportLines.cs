using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoyaltyPortal.Retail;

/// <summary>One purchased line; the price is in roubles.</summary>
internal sealed record BoughtLine(
    string LineId,
    string Sku,
    string Name,
    int Quantity,
    decimal UnitPrice,
    bool Service,
    decimal? PointsPerUnit
);

/// <summary>Writes the lines of an import as the store API reads them, each a JSON object without line ends.</summary>
internal static class ImportLines
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Member(string phone) =>
        Line(
            "member",
            json =>
            {
                json.WriteString("phone", phone);
                json.WriteString("channel", "web");
                json.WriteStartObject("consent");
                json.WriteBoolean("personalData", true);
                json.WriteEndObject();
            }
        );

    public static string Purchase(
        string orderId,
        string phone,
        DateTimeOffset paidAt,
        DateTimeOffset? receivedAt,
        IEnumerable<BoughtLine> lines
    ) =>
        Line(
            "purchase",
            json =>
            {
                json.WriteString("orderId", orderId);
                json.WriteStartObject("member");
                json.WriteString("phone", phone);
                json.WriteEndObject();
                json.WriteString("channel", "web");
                json.WriteString("paymentMethod", "online");
                json.WriteString("placedAt", Rfc3339(paidAt));
                json.WriteString("paidAt", Rfc3339(paidAt));
                if (receivedAt is { } received)
                {
                    json.WriteString("receivedAt", Rfc3339(received));
                }
                json.WriteStartArray("lines");
                foreach (var line in lines)
                {
                    Write(json, line);
                }
                json.WriteEndArray();
            }
        );

    public static string Return(
        string orderId,
        string returnId,
        DateTimeOffset at,
        IEnumerable<(string LineId, int Quantity)> lines
    ) =>
        Line(
            "return",
            json =>
            {
                json.WriteString("orderId", orderId);
                json.WriteString("returnId", returnId);
                json.WriteString("at", Rfc3339(at));
                json.WriteStartArray("lines");
                foreach (var (lineId, quantity) in lines)
                {
                    json.WriteStartObject();
                    json.WriteString("lineId", lineId);
                    json.WriteNumber("quantity", quantity);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
        );

    private static void Write(Utf8JsonWriter json, BoughtLine line)
    {
        json.WriteStartObject();
        json.WriteString("lineId", line.LineId);
        json.WriteString("sku", line.Sku);
        json.WriteString("name", line.Name);
        json.WriteNumber("quantity", line.Quantity);
        json.WriteNumber("unitPrice", line.UnitPrice);
        if (line.Service)
        {
            json.WriteBoolean("service", true);
        }
        if (line.PointsPerUnit is { } points)
        {
            json.WriteNumber("pointsPerUnit", points);
        }
        json.WriteEndObject();
    }

    private static string Line(string kind, Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Readable);
        json.WriteStartObject();
        json.WriteString("kind", kind);
        body(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Rfc3339(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
