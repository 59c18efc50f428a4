using System.Numerics;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>One line of an order and how many of it came back; its paid sum is in kopecks.</summary>
internal sealed class OracleLine(string lineId, int quantity, decimal paidKopecks, bool isGoods, bool earns)
{
    public string LineId { get; } = lineId;

    public int Quantity { get; } = quantity;

    public decimal PaidKopecks { get; } = paidKopecks;

    public bool IsGoods { get; } = isGoods;

    public bool Earns { get; } = earns;

    /// <summary>This line's part of what the order earned, in hundredths of a point.</summary>
    public decimal EarnedHundredths { get; set; }

    public int Returned { get; set; }
}

/// <summary>A paid order by the rules of stomatorg: what it earned, when that lives, what is left of it.</summary>
internal sealed class OracleOrder
{
    private readonly IReadOnlyList<OracleLine> lines;
    private decimal annulled;
    private decimal givenBackKopecks;

    public OracleOrder(
        string orderId,
        DateOnly paidOn,
        DateOnly? receivedOn,
        IReadOnlyList<OracleLine> lines,
        decimal percent
    )
    {
        OrderId = orderId;
        PaidOn = paidOn;
        // Earning, stomatorg: accrual = the later of paid + 7 days and received; without receipt there is none.
        StartsOn =
            receivedOn is not { } received ? null
            : received > paidOn.AddDays(7) ? received
            : paidOn.AddDays(7);
        this.lines = lines;
        Earned = Math.Floor(lines.Where(line => line.Earns).Sum(line => line.PaidKopecks) / 100 * percent / 100);
        ShareEarned();
    }

    public string OrderId { get; }

    public DateOnly PaidOn { get; }

    /// <summary>The accrual day: the lot's first, and the day on which the order counts from the next one on.</summary>
    public DateOnly? StartsOn { get; }

    /// <summary>Exact arithmetic 5: start + 90 days, the whole of that day included.</summary>
    public DateOnly? EndsOn => StartsOn?.AddDays(90);

    public decimal Earned { get; }

    public decimal Remaining => Earned - annulled;

    /// <summary>Paid for goods, less what came back, in roubles.</summary>
    public decimal NetPaid => (Goods.Sum(line => line.PaidKopecks) - givenBackKopecks) / 100;

    /// <summary>Whether it counts as an order: it has goods, and not all of them came back.</summary>
    public bool IsOrder => Goods.Any(line => line.Returned < line.Quantity);

    private IEnumerable<OracleLine> Goods => lines.Where(line => line.IsGoods);

    /// <summary>Exact arithmetic 6: counting day before T, paid day not before T - 365 days.</summary>
    public bool CountsOn(DateOnly day) => StartsOn < day && PaidOn >= day.AddDays(-365);

    /// <summary>Takes goods back, all of what is asked or nothing: more than was bought is refused.</summary>
    public bool TryReturn(IEnumerable<(string LineId, int Quantity)> parts)
    {
        var wanted = parts
            .GroupBy(part => part.LineId)
            .ToDictionary(same => same.Key, same => same.Sum(part => part.Quantity));
        var possible = wanted.All(part =>
            part.Value > 0 && lines.Any(line => line.LineId == part.Key && line.Returned + part.Value <= line.Quantity)
        );
        if (!possible)
        {
            return false;
        }
        foreach (var line in lines)
        {
            line.Returned += wanted.GetValueOrDefault(line.LineId);
        }
        // Exact arithmetic 7: what all returns so far take, rounded once, so line by line ends where all at once ends.
        annulled = ReturnedPartOf(line => line.EarnedHundredths, 100);
        givenBackKopecks = ReturnedPartOf(line => line.IsGoods ? line.PaidKopecks : 0, 1);
        return true;
    }

    // Exact arithmetic 4: shared in proportion to what was paid, in hundredths, by largest remainder, ties to the
    // earlier line. The sort is stable, so equal remainders stay in the order of the lines.
    private void ShareEarned()
    {
        var earning = lines.Where(line => line.Earns).ToList();
        var whole = earning.Sum(line => line.PaidKopecks);
        if (Earned == 0)
        {
            return;
        }
        var hundredths = Earned * 100;
        foreach (var line in earning)
        {
            var product = hundredths * line.PaidKopecks;
            line.EarnedHundredths = (product - product % whole) / whole;
        }
        var missing = (int)(hundredths - earning.Sum(line => line.EarnedHundredths));
        foreach (var line in earning.OrderByDescending(line => hundredths * line.PaidKopecks % whole).Take(missing))
        {
            line.EarnedHundredths++;
        }
    }

    // The sum over lines of amount x returned / bought, divided by the unit and rounded half up. Thirds and sevenths
    // must meet the half exactly, so it is summed as a fraction of whole numbers.
    private decimal ReturnedPartOf(Func<OracleLine, decimal> amount, int unit)
    {
        var over = BigInteger.Zero;
        var under = BigInteger.One;
        foreach (var line in lines.Where(line => line.Returned > 0))
        {
            over = over * line.Quantity + new BigInteger(amount(line)) * line.Returned * under;
            under *= line.Quantity;
            var common = BigInteger.GreatestCommonDivisor(over, under);
            (over, under) = (over / common, under / common);
        }
        return (decimal)((2 * over + unit * under) / (2 * unit * under));
    }
}
