using System.Globalization;
using System.Text.Json;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>Members and purchases of a made-up shop, in the words of the store API.</summary>
internal static class Goods
{
    /// <summary>The phone of a member by number; every number below 10,000,000 has one of its own.</summary>
    public static string Phone(int member) => string.Create(CultureInfo.InvariantCulture, $"+7900{member:D7}");

    public static string MemberLine(int member) =>
        JsonSerializer.Serialize(
            new
            {
                kind = "member",
                phone = Phone(member),
                channel = "web",
                consent = new { personalData = true },
            }
        );

    /// <summary>A line of an import: an order of one to three lines, received three days after it was paid.</summary>
    public static string PurchaseLine(int member, int number, DateTimeOffset paidAt, DateTimeOffset now) =>
        JsonSerializer.Serialize(
            new
            {
                kind = "purchase",
                orderId = OrderId("I", number),
                member = new { phone = Phone(member) },
                channel = "web",
                paymentMethod = "online",
                placedAt = Time(paidAt),
                paidAt = Time(paidAt),
                receivedAt = paidAt.AddDays(3) <= now ? Time(paidAt.AddDays(3)) : null,
                lines = Lines(1 + (number % 3), number),
            }
        );

    /// <summary>The body of a posted order of three lines, paid and handed over at once.</summary>
    public static byte[] PurchaseBody(int member, string orderId, DateTimeOffset paidAt) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                orderId,
                member = new { phone = Phone(member) },
                channel = "web",
                paymentMethod = "online",
                placedAt = Time(paidAt),
                paidAt = Time(paidAt),
                receivedAt = Time(paidAt),
                lines = Lines(3, 1),
            }
        );

    public static string OrderId(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:D8}");

    private static object[] Lines(int count, int number) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(line => new
                {
                    lineId = line.ToString(CultureInfo.InvariantCulture),
                    sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{(number + line) % 5000:D5}"),
                    name = "Композит световой, 4 г",
                    quantity = line,
                    unitPrice = 490 + (number % 1000),
                }),
        ];

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
