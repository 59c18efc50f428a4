using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi.Backtests;

/// <summary>Reads a file once and lets each programme decide on its lines, batch by batch: one batch is read while the one
/// before is decided.</summary>
internal sealed class BacktestRun(IReadOnlyList<BacktestSide> sides, TimeProvider time)
{
    private const int BatchSize = 1000;

    private DateTimeOffset? first;
    private DateTimeOffset? last;

    /// <summary>Lines read, empty ones left out.</summary>
    public int Lines { get; private set; }

    /// <summary>The earliest and the latest time that a line told; null when none did.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Span => first is { } from && last is { } to ? (from, to) : null;

    /// <summary>Reads the file to its end and lives on to the day after; tells after each batch how far it is.</summary>
    public async Task RunAsync(TextReader file, Func<Task> progress, CancellationToken cancellation)
    {
        var number = 0;
        var reading = Task.Run(() => ReadAsync(file, number, cancellation), cancellation);
        while (await reading is { Lines.Count: > 0 } batch)
        {
            number = batch.Number;
            reading = Task.Run(() => ReadAsync(file, batch.Number, cancellation), cancellation);
            await Task.WhenAll(sides.Select(side => Task.Run(() => batch.Lines.ForEach(side.Post), cancellation)));
            Lines += batch.Lines.Count;
            batch.Lines.ForEach(NoteTimes);
            await progress();
        }
        if (last is { } end)
        {
            await Task.WhenAll(sides.Select(side => Task.Run(() => side.EndAfter(end), cancellation)));
        }
    }

    private static async Task<(List<ImportLine> Lines, int Number)> ReadAsync(
        TextReader file,
        int number,
        CancellationToken cancellation
    )
    {
        var batch = new List<ImportLine>();
        while (batch.Count < BatchSize && await file.ReadLineAsync(cancellation) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                batch.Add(ImportLine.Read(number, line));
            }
        }
        return (batch, number);
    }

    /// <summary>A time that has not come is refused and must not move the end.</summary>
    private void NoteTimes(ImportLine line)
    {
        var latest = time.GetUtcNow() + TimeOrder.Tolerance;
        DateTimeOffset?[] times = line.Body switch
        {
            PurchaseBody purchase => [purchase.PlacedAt, purchase.PaidAt, purchase.ReceivedAt],
            EventBody happened => [happened.At],
            ReturnBody returned => [returned.At],
            ActivityBody activity => [activity.At],
            _ => [],
        };
        foreach (var told in times.OfType<DateTimeOffset>().Where(each => each <= latest))
        {
            first = first < told ? first : told;
            last = last > told ? last : told;
        }
    }
}
