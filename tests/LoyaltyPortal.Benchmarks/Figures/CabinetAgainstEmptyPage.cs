using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Running;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Figure 6: the cabinet's first page of members with some history, against the plainest page of the portal,
/// <c>/error/404</c>: it goes through the same session, headers, layout, rendering and compression, asks the database
/// nothing and says two sentences. Both are asked for by the same members.</summary>
internal static class CabinetAgainstEmptyPage
{
    private const int Orders = 30;

    public static async Task<int> RunAsync(Options options)
    {
        var clients = options.Clients ?? 8;
        var rounds = options.Rounds ?? 7;
        var count = options.Count ?? 2000;
        await using var shop = await Shop.OpenAsync(options, clients, clients);
        await shop.Client.ImportAsync(Purchases(clients));
        var visitors = new List<Visitor>();
        for (var member = 0; member < clients; member++)
        {
            visitors.Add(await Visitor.SignInAsync(shop.Portal.Address, shop.Connection, Goods.Phone(member)));
        }
        Console.WriteLine($"{clients} members with {Orders} orders each, {rounds} rounds of {count} requests a page");
        Console.WriteLine(
            $"over the wire: cabinet {await visitors[0].PageAsync("/cabinet")} bytes, "
                + $"empty page {await visitors[0].PageAsync("/error/404")} bytes"
        );

        Task<Loaded> AskAsync(string path) =>
            Load.RunAsync(clients, count, (client, _) => visitors[client].PageAsync(path));

        var cabinet = new List<double>();
        var empty = new List<double>();
        var spent = default(Processors);
        var spentOnEmpty = default(Processors);
        // Two rounds warm up and are not told.
        for (var round = -2; round < rounds; round++)
        {
            var start = Processors.Now(shop.Portal.Process);
            var ours = await AskAsync("/cabinet");
            var middle = Processors.Now(shop.Portal.Process);
            var theirs = await AskAsync("/error/404");
            if (round >= 0)
            {
                cabinet.Add(ours.PerSecond);
                empty.Add(theirs.PerSecond);
                spent += middle - start;
                spentOnEmpty += Processors.Now(shop.Portal.Process) - middle;
            }
        }
        Figure.Tell("cabinet home", cabinet, "empty page", empty, "a second", ">= 0.4");
        Console.WriteLine($"cabinet: {spent.Per(rounds * count)}");
        Console.WriteLine($"empty page: {spentOnEmpty.Per(rounds * count)}");
        visitors.ForEach(visitor => visitor.Dispose());
        return 0;
    }

    /// <summary>Orders of ten months: ended, active and pending lots.</summary>
    private static IEnumerable<string> Purchases(int members)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Enumerable
            .Range(0, members * Orders)
            .Select(number =>
                Goods.PurchaseLine(number % members, number, now.AddDays(-300 + (number / members * 10)), now)
            );
    }
}
