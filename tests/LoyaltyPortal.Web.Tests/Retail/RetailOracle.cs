using System.Text.Json;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>Points earned together; <paramref name="StartsOn"/> is null while the goods were not received.</summary>
public sealed record OracleLot(string OrderId, DateOnly? StartsOn, DateOnly? EndsOn, decimal Earned, decimal Remaining);

/// <summary>What a member has at the end of a day; <paramref name="Lots"/> are those with points left, not ended.</summary>
public sealed record OracleMember(
    decimal Active,
    decimal Pending,
    IReadOnlyList<OracleLot> Lots,
    decimal TierSum,
    int TierOrders,
    string Tier
);

/// <summary>
/// Computes what members of stomatorg have from the lines of an import, in the order of the file, by the written rules
/// alone. It shares no type with the portal, so that the two can be held against each other. Points are never spent in
/// an import, so there are no holds, no debt and nothing to restore. What is dated after the day asked for has not
/// happened yet. Lines that the portal would refuse change nothing; kinds of line that the converter never writes are
/// not understood.
/// </summary>
public sealed class RetailOracle
{
    // Tiers, stomatorg: name, sum, orders; Earning: percent.
    private static readonly (string Name, decimal Sum, int Orders, decimal Percent)[] Tiers =
    [
        ("VIP клиент", 1_000_000, 15, 10),
        ("Партнер", 500_000, 10, 7),
        ("Постоянный клиент", 100_000, 3, 5),
        ("Базовый", 0, 0, 3),
    ];

    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    private readonly DateOnly asOf;
    private readonly Dictionary<string, List<OracleOrder>> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OracleOrder?> orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> returns = new(StringComparer.Ordinal);

    private RetailOracle(DateOnly asOf) => this.asOf = asOf;

    /// <summary>What each member, by phone as the lines spell it, has at the end of <paramref name="asOf"/>.</summary>
    public static IReadOnlyDictionary<string, OracleMember> Compute(IEnumerable<string> ndjsonLines, DateOnly asOf)
    {
        var oracle = new RetailOracle(asOf);
        foreach (var line in ndjsonLines)
        {
            oracle.Read(JsonElement.Parse(line));
        }
        return oracle.members.ToDictionary(
            member => member.Key,
            member => oracle.Tell(member.Value),
            StringComparer.Ordinal
        );
    }

    private void Read(JsonElement line)
    {
        switch (Text(line, "kind"))
        {
            case "member":
                members.TryAdd(Text(line, "phone"), []);
                break;
            case "purchase":
                ReadPurchase(line);
                break;
            case "return":
                ReadReturn(line);
                break;
            case var kind:
                throw new NotSupportedException($"Lines of kind {kind} are not computed here.");
        }
    }

    private void ReadPurchase(JsonElement line)
    {
        if (line.TryGetProperty("redemptionId", out _) || line.TryGetProperty("promoCode", out _))
        {
            throw new NotSupportedException("Spending and promotions are not computed here.");
        }
        var known = members.TryGetValue(Text(line.GetProperty("member"), "phone"), out var own);
        var orderId = Text(line, "orderId");
        if (!known || Text(line, "channel") != "web" || Day(line, "placedAt") > asOf || orders.ContainsKey(orderId))
        {
            return;
        }
        if (Day(line, "paidAt") is not { } paidOn || paidOn > asOf)
        {
            orders.Add(orderId, null); // Unpaid: earns nothing, counts nowhere, cannot be returned.
            return;
        }
        var receivedOn = Day(line, "receivedAt") is { } received && received <= asOf ? received : (DateOnly?)null;
        var lines = line.GetProperty("lines").EnumerateArray().Select(ReadLine).ToList();
        var order = new OracleOrder(orderId, paidOn, receivedOn, lines, TierOn(paidOn, own!).Percent);
        orders.Add(orderId, order);
        own!.Add(order);
    }

    private static OracleLine ReadLine(JsonElement line)
    {
        var quantity = line.GetProperty("quantity").GetInt32();
        var discount = line.TryGetProperty("discount", out var given) ? given.GetDecimal() : 0;
        var price = quantity * line.GetProperty("unitPrice").GetDecimal() - discount;
        var goods = !Flag(line, "service");
        return new(Text(line, "lineId"), quantity, price * 100, goods, goods && !Flag(line, "noPoints"));
    }

    private void ReadReturn(JsonElement line)
    {
        var parts = line.GetProperty("lines")
            .EnumerateArray()
            .Select(part => (Text(part, "lineId"), part.GetProperty("quantity").GetInt32()));
        if (
            orders.GetValueOrDefault(Text(line, "orderId")) is { } order
            && Day(line, "at") <= asOf
            && !returns.Contains(Text(line, "returnId"))
            && order.TryReturn(parts)
        )
        {
            returns.Add(Text(line, "returnId"));
        }
    }

    private OracleMember Tell(List<OracleOrder> own)
    {
        // Exact arithmetic 5: what is valid to the end of a day is there all day.
        var alive = own.Where(order => order.Remaining > 0 && !(order.EndsOn < asOf)).ToList();
        var counted = own.Where(order => order.CountsOn(asOf)).ToList();
        return new(
            alive.Where(order => order.StartsOn <= asOf).Sum(order => order.Remaining),
            alive.Where(order => !(order.StartsOn <= asOf)).Sum(order => order.Remaining),
            [
                .. alive.Select(order => new OracleLot(
                    order.OrderId,
                    order.StartsOn,
                    order.EndsOn,
                    order.Earned,
                    order.Remaining
                )),
            ],
            counted.Sum(order => order.NetPaid),
            counted.Count(order => order.IsOrder),
            TierOn(asOf, own).Name
        );
    }

    // Tiers, readings: the highest whose sum and order count are both met; a threshold belongs to the higher tier.
    private static (string Name, decimal Sum, int Orders, decimal Percent) TierOn(DateOnly day, List<OracleOrder> own)
    {
        var counted = own.Where(order => order.CountsOn(day)).ToList();
        var sum = counted.Sum(order => order.NetPaid);
        var count = counted.Count(order => order.IsOrder);
        return Tiers.First(tier => sum >= tier.Sum && count >= tier.Orders);
    }

    private static DateOnly? Day(JsonElement line, string name) =>
        line.TryGetProperty(name, out var time)
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetDateTimeOffset(), Moscow).DateTime)
            : null;

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static bool Flag(JsonElement line, string name) =>
        line.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
