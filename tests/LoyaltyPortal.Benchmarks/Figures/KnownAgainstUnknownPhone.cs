using System.Diagnostics;
using System.Net;
using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Running;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Who asks for a code learns nothing from the clock: the time of the answer for a member's phone against that for
/// a phone nobody has. Both are asked for in turn, each pair in another order, so that what else the machine does falls on
/// both alike; every phone is asked for once, since a second time within a minute is refused.</summary>
internal static class KnownAgainstUnknownPhone
{
    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 3;
        var pairs = options.Count ?? 500;
        const int Warming = 50;
        var count = pairs + Warming;
        await using var shop = await Shop.OpenAsync(
            options,
            rounds * count,
            1,
            // A day's budget is not what is measured.
            variables: new Dictionary<string, string> { ["Limits__Day"] = "1000000" }
        );
        using var visitor = new Visitor(shop.Portal.Address, followsRedirects: false);
        var ask = await visitor.OpenFormAsync("/sign-in", "phone", "Asked.Phone");
        var known = new List<double>();
        var unknown = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var pair = 0; pair < count; pair++)
            {
                var number = (round * count) + pair;
                var memberFirst = pair % 2 == 0;
                var first = await AskAsync(ask, memberFirst ? Goods.Phone(number) : Nobody(number));
                var second = await AskAsync(ask, memberFirst ? Nobody(number) : Goods.Phone(number));
                if (pair >= Warming)
                {
                    ours.Add(memberFirst ? first : second);
                    theirs.Add(memberFirst ? second : first);
                }
            }
            known.Add(Figure.Median(ours));
            unknown.Add(Figure.Median(theirs));
        }
        Console.WriteLine($"{rounds} rounds of {pairs} pairs");
        Figure.Tell("a member's phone", known, "nobody's phone", unknown, "ms", "0.95 to 1.05");
        return 0;
    }

    /// <summary>In milliseconds.</summary>
    private static async Task<double> AskAsync(Func<string, Task<HttpStatusCode>> ask, string phone)
    {
        var start = Stopwatch.GetTimestamp();
        var status = await ask(phone);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return status == HttpStatusCode.Redirect
            ? took
            : throw new InvalidOperationException($"Asking for a code was answered {(int)status}.");
    }

    private static string Nobody(int number) => $"+7925{number:D7}";
}
