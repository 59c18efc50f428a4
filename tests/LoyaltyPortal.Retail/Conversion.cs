using System.Collections.Frozen;
using System.Globalization;

namespace LoyaltyPortal.Retail;

/// <summary>What a conversion met and wrote.</summary>
public sealed class ConversionCounts
{
    public int Rows { get; internal set; }

    public int GuestRows { get; internal set; }

    /// <summary>Rows that tell of no sale and no return; see <see cref="Conversion"/>.</summary>
    public int LeftOutRows { get; internal set; }

    public int Members { get; internal set; }

    public int Purchases { get; internal set; }

    public int Returns { get; internal set; }

    /// <summary>Return lines written for the portal to refuse: no earlier order has the goods.</summary>
    public int UnmatchedReturns { get; internal set; }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} rows ({GuestRows} of guests, {LeftOutRows} left out): {Members} members, {Purchases} purchases, "
                + $"{Returns} returns, {UnmatchedReturns} returns that match no order"
        );
}

/// <summary>How to tell the history.</summary>
/// <param name="Programme">A preset's name; delimano adds points per unit, 5 % of the price rounded down.</param>
/// <param name="ShiftDays">Added to every date.</param>
/// <param name="Now">A receipt later than this has not happened and is left out.</param>
public sealed record ConversionOptions(string Programme, int ShiftDays, DateTimeOffset Now)
{
    public static readonly FrozenSet<string> Programmes = FrozenSet.Create(
        StringComparer.Ordinal,
        "lusio",
        "delimano",
        "autostars",
        "perfone",
        "stomatorg"
    );
}

/// <summary>
/// Tells the invoices of the data set Online Retail as an import of the portal: a customer is a member, an invoice an
/// order paid at once and received three days later, a pound 100 roubles. A row with a price below zero, of no pieces,
/// of less than none in a sale or of more than none in a return is a correction of the shop's books: it is left out
/// and counted.
/// </summary>
public sealed class Conversion(ConversionOptions options)
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    private static readonly FrozenSet<string> Services = FrozenSet.Create(
        StringComparer.Ordinal,
        "POST",
        "DOT",
        "M",
        "BANK CHARGES",
        "D",
        "AMAZONFEE",
        "CRUK",
        "PADS",
        "S"
    );

    private readonly HashSet<string> members = new(StringComparer.Ordinal);
    private readonly ReturnableOrders returnable = new();

    /// <summary>Grows while <see cref="Lines"/> is read.</summary>
    public ConversionCounts Counts { get; } = new();

    /// <summary>The days to add so that the last day of the history is its weekday's latest one before today.</summary>
    public static int ShiftToEndYesterday(TextReader csv, DateTimeOffset now)
    {
        var yesterday = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Moscow).DateTime).DayNumber - 1;
        var behind = yesterday - Invoices.LastDay(csv).DayNumber;
        return (int)Math.Floor(behind / 7.0) * 7;
    }

    /// <summary>The lines of the import in time order, each made when it is asked for. Read once.</summary>
    public IEnumerable<string> Lines(TextReader csv) =>
        Invoices.Read(csv, Counts).SelectMany(invoice => invoice.IsReturn ? Return(invoice) : Purchase(invoice));

    private IEnumerable<string> Purchase(Invoice invoice)
    {
        var lines = new List<BoughtLine>();
        foreach (var row in invoice.Rows)
        {
            if (row.Quantity <= 0 || row.Price < 0)
            {
                Counts.LeftOutRows++;
                continue;
            }
            var lineId = (lines.Count + 1).ToString(CultureInfo.InvariantCulture);
            var service = Services.Contains(row.StockCode);
            var price = Roubles(row.Price);
            decimal? points =
                service || !string.Equals(options.Programme, "delimano", StringComparison.Ordinal)
                    ? null
                    : Math.Floor(price * 0.05m);
            lines.Add(new(lineId, row.StockCode, row.Description, row.Quantity, price, service, points));
            returnable.Add(invoice.Customer, row.StockCode, invoice.Number, lineId, row.Quantity);
        }
        if (lines.Count == 0)
        {
            yield break;
        }
        if (members.Add(invoice.Customer))
        {
            Counts.Members++;
            yield return ImportLines.Member(Phone(invoice.Customer));
        }
        var received = Time(invoice.Time.AddDays(3));
        Counts.Purchases++;
        yield return ImportLines.Purchase(
            invoice.Number,
            Phone(invoice.Customer),
            Time(invoice.Time),
            received <= options.Now ? received : null,
            lines
        );
    }

    private IEnumerable<string> Return(Invoice invoice)
    {
        var taken = new List<TakenBack>();
        var unmatched = new List<TakenBack>();
        foreach (var row in invoice.Rows)
        {
            if (row.Quantity >= 0 || row.Price < 0)
            {
                Counts.LeftOutRows++;
                continue;
            }
            var left = -row.Quantity;
            foreach (var part in returnable.Take(invoice.Customer, row.StockCode, left))
            {
                taken.Add(part);
                left -= part.Quantity;
            }
            if (left > 0)
            {
                var lineId = (unmatched.Count + 1).ToString(CultureInfo.InvariantCulture);
                unmatched.Add(new($"unmatched-{invoice.Number}", lineId, left));
            }
        }
        Counts.UnmatchedReturns += unmatched.Count > 0 ? 1 : 0;
        var at = Time(invoice.Time);
        var written = 0;
        foreach (var order in taken.Concat(unmatched).GroupBy(part => part.OrderId, StringComparer.Ordinal))
        {
            written++;
            Counts.Returns++;
            yield return ImportLines.Return(
                order.Key,
                string.Create(CultureInfo.InvariantCulture, $"{invoice.Number}-{written}"),
                at,
                order
                    .GroupBy(part => part.LineId, StringComparer.Ordinal)
                    .Select(line => (line.Key, line.Sum(part => part.Quantity)))
            );
        }
    }

    private DateTimeOffset Time(DateTime shop)
    {
        var local = shop.AddDays(options.ShiftDays);
        return new(local, Moscow.GetUtcOffset(local));
    }

    private static decimal Roubles(decimal pounds)
    {
        var roubles = decimal.Round(pounds * 100, 2);
        return roubles == pounds * 100
            ? roubles
            : throw new InvalidDataException($"A price of {pounds} pounds is no whole number of kopecks.");
    }

    private static string Phone(string customer) =>
        customer.Length == 5 && customer.All(char.IsAsciiDigit)
            ? $"+790000{customer}"
            : throw new InvalidDataException($"The customer {customer} is not named by five digits.");
}
