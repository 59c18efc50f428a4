using System.Globalization;

namespace LoyaltyPortal.Retail;

/// <summary>One line of an invoice as the shop wrote it; the price is in pounds.</summary>
internal sealed record InvoiceRow(string StockCode, string Description, int Quantity, decimal Price);

/// <summary>The lines of one invoice; <paramref name="Time"/> is the shop's local time of its first line.</summary>
internal sealed record Invoice(string Number, string Customer, DateTime Time, List<InvoiceRow> Rows)
{
    /// <summary>The shop writes returns as invoices whose number begins with C.</summary>
    public bool IsReturn => Number.StartsWith('C');
}

/// <summary>Groups the rows of the file into invoices, guests left out, in the order of their first rows.</summary>
internal static class Invoices
{
    private static readonly string[] Columns =
    [
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
    ];

    // The rows of one invoice may stand a minute and another invoice apart. Nothing is held longer than this.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static IEnumerable<Invoice> Read(TextReader csv, ConversionCounts counts)
    {
        var open = new Queue<Invoice>();
        var known = new Dictionary<string, Invoice>(StringComparer.Ordinal);
        var now = DateTime.MinValue;
        foreach (var (number, fields) in Rows(csv))
        {
            counts.Rows++;
            if (fields[6].Length == 0)
            {
                counts.GuestRows++;
                continue;
            }
            var time = Time(fields);
            Require(time >= now, number, "goes back in time");
            now = time;
            while (open.TryPeek(out var first) && first.Time + Longest < now)
            {
                yield return open.Dequeue();
            }
            if (!known.TryGetValue(fields[0], out var invoice))
            {
                invoice = new(fields[0], fields[6], time, []);
                known.Add(invoice.Number, invoice);
                open.Enqueue(invoice);
            }
            Require(invoice.Time + Longest >= now, number, "belongs to an invoice of more than an hour before");
            Require(
                string.Equals(invoice.Customer, fields[6], StringComparison.Ordinal),
                number,
                "has another customer"
            );
            invoice.Rows.Add(
                new(
                    fields[1],
                    fields[2].Trim(),
                    int.Parse(fields[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                    decimal.Parse(fields[5], NumberStyles.Number, CultureInfo.InvariantCulture)
                )
            );
        }
        while (open.TryDequeue(out var rest))
        {
            yield return rest;
        }
    }

    public static DateOnly LastDay(TextReader csv) =>
        DateOnly.FromDateTime(Rows(csv).Select(row => Time(row.Fields)).Max());

    private static IEnumerable<(int Number, List<string> Fields)> Rows(TextReader csv)
    {
        var number = 0;
        foreach (var fields in CsvRecords.Read(csv))
        {
            number++;
            Require(fields.Count == Columns.Length, number, $"has {fields.Count} fields instead of {Columns.Length}");
            if (number == 1)
            {
                Require(fields.SequenceEqual(Columns, StringComparer.Ordinal), number, "is not the expected heading");
                continue;
            }
            yield return (number, fields);
        }
    }

    private static DateTime Time(List<string> fields) =>
        DateTime.ParseExact(fields[4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Require(bool holds, int row, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Row {row} {otherwise}.");
        }
    }
}
