using System.Diagnostics;
using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Rows;
using LoyaltyPortal.Benchmarks.Running;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Figures 4 and 5: balance and cabinet of a member with very many entries against one with few, and a page deep
/// in the history against its first. Both members have the same open lots and the same days that count. Each pair is asked
/// for in turn, in another order, so that what else the machine does falls on both alike.</summary>
internal static class LongAgainstShortHistory
{
    private const int Orders = 30;
    private const int Short = 1_000;
    private const int PageSize = 20;
    private const int DeepPage = 1_000;

    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 5;
        var many = options.Count ?? 1_000_000;
        await using var shop = await Shop.OpenAsync(options, 2, 2);
        await shop.Client.ImportAsync(Purchases());
        var accounts = await shop.AccountsAsync(2);
        Console.WriteLine($"writing {many} entries for one member and {Short} for the other ...");
        await LongHistory.WriteAsync(shop.Connection, accounts[0], many);
        await LongHistory.WriteAsync(shop.Connection, accounts[1], Short);
        using var rich = await Visitor.SignInAsync(shop.Portal.Address, shop.Connection, Goods.Phone(0));
        using var plain = await Visitor.SignInAsync(shop.Portal.Address, shop.Connection, Goods.Phone(1));
        var deep = await LongHistory.MarkAsync(shop.Connection, accounts[0], PageSize * (DeepPage - 1));

        await CompareAsync(
            "figure 4, cabinet",
            rounds,
            () => rich.PageAsync("/cabinet"),
            () => plain.PageAsync("/cabinet")
        );
        await CompareAsync(
            "figure 4, balance",
            rounds,
            () => shop.Client.MemberAsync(Goods.Phone(0)),
            () => shop.Client.MemberAsync(Goods.Phone(1))
        );
        await CompareAsync(
            "points",
            rounds,
            () => rich.PageAsync("/cabinet/points"),
            () => plain.PageAsync("/cabinet/points")
        );
        foreach (var choice in new[] { "", "?kind=expired", "?kind=spent", "?channel=web" })
        {
            await CompareAsync(
                $"history{choice}",
                rounds,
                () => rich.PageAsync("/cabinet/history" + choice),
                () => plain.PageAsync("/cabinet/history" + choice)
            );
        }
        await CompareAsync(
            $"figure 5, page {DeepPage} of the history against page 1",
            rounds,
            () => rich.PageAsync("/cabinet/history?after=" + deep),
            () => rich.PageAsync("/cabinet/history")
        );
        return 0;
    }

    private static async Task CompareAsync(string what, int rounds, Func<Task> left, Func<Task> right)
    {
        const int Pairs = 100;
        var (ours, theirs) = (new List<double>(), new List<double>());
        // One round warms up and is not told.
        for (var round = -1; round < rounds; round++)
        {
            var (a, b) = (new List<double>(), new List<double>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                var leftFirst = pair % 2 == 0;
                var first = await TimeAsync(leftFirst ? left : right);
                var second = await TimeAsync(leftFirst ? right : left);
                a.Add(leftFirst ? first : second);
                b.Add(leftFirst ? second : first);
            }
            if (round >= 0)
            {
                ours.Add(Figure.Median(a));
                theirs.Add(Figure.Median(b));
            }
        }
        Console.WriteLine(what);
        Figure.Tell("long", ours, "short", theirs, "ms", "<= 1.2");
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static IEnumerable<string> Purchases()
    {
        var now = TimeProvider.System.GetUtcNow();
        return Enumerable
            .Range(0, 2 * Orders)
            .Select(number => Goods.PurchaseLine(number % 2, number, now.AddDays(-300 + (number / 2 * 10)), now));
    }
}
