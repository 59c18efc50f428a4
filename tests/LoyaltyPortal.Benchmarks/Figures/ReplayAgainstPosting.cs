using System.Diagnostics;
using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Running;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Figure 3: the same request with the same key again, against its first posting, as one caller waits for
/// them.</summary>
internal static class ReplayAgainstPosting
{
    private const int Accounts = 1000;

    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 5;
        var count = options.Count ?? 300;
        await using var shop = await Shop.OpenAsync(options, Accounts, 1);
        Console.WriteLine($"one client, {rounds} rounds of {count} postings, each followed by its replay");
        var now = TimeProvider.System.GetUtcNow();
        var firsts = new List<double>();
        var replays = new List<double>();
        // The first round warms up and is not told.
        for (var round = 0; round <= rounds; round++)
        {
            var (first, replay) = (new List<double>(), new List<double>());
            for (var i = 0; i < count; i++)
            {
                var number = (round * count) + i;
                var orderId = Goods.OrderId("R", number);
                var paidAt = now.AddDays(-1 - (number / Accounts));
                var body = Goods.PurchaseBody(number % Accounts, orderId, paidAt);
                first.Add(await MicrosecondsAsync(() => shop.Client.PurchaseAsync(body, orderId)));
                replay.Add(await MicrosecondsAsync(() => shop.Client.PurchaseAsync(body, orderId, replay: true)));
            }
            if (round > 0)
            {
                firsts.Add(Figure.Median(first));
                replays.Add(Figure.Median(replay));
            }
        }
        Figure.Tell("idempotent replay, p50", replays, "first posting, p50", firsts, "µs", "<= 0.3");
        return 0;
    }

    private static async Task<double> MicrosecondsAsync(Func<Task> operation)
    {
        var watch = Stopwatch.StartNew();
        await operation();
        return watch.Elapsed.TotalMicroseconds;
    }
}
