using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Rows;
using LoyaltyPortal.Benchmarks.Running;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Figure 1: purchases posted through the store API against the same rows written by plain SQL, on the same
/// PostgreSQL, by the same number of clients, each side over 1,000 accounts of its own.</summary>
internal static class PostingAgainstSql
{
    private const int Accounts = 1000;

    public static async Task<int> RunAsync(Options options)
    {
        var clients = options.Clients ?? 8;
        var rounds = options.Rounds ?? 7;
        var count = options.Count ?? 2000;
        await using var shop = await Shop.OpenAsync(options, 2 * Accounts, clients);
        var now = TimeProvider.System.GetUtcNow();
        await shop.Client.PurchaseAsync(Goods.PurchaseBody(0, "T-1", now.AddDays(-1)), "T-1");
        var rows = await PostedRows.ReadAsync(shop.Connection, "T-1", "T-1");
        var accounts = await shop.AccountsAsync(2 * Accounts);
        var posters = new List<PlainPosting>();
        for (var client = 0; client < clients; client++)
        {
            posters.Add(await PlainPosting.OpenAsync(shop.Connection, rows));
        }
        Console.WriteLine($"{clients} clients, {rounds} rounds of {count} postings on {Accounts} accounts a side");

        var posted = 0;
        var written = 0;
        async Task<Loaded> ThroughApiAsync()
        {
            var first = posted;
            posted += count;
            return await Load.RunAsync(clients, count, (_, i) => PostAsync(shop.Client, first + i, now));
        }
        async Task<Loaded> ThroughSqlAsync()
        {
            var first = written;
            written += count;
            return await Load.RunAsync(
                clients,
                count,
                (client, i) => WriteAsync(posters[client], accounts, first + i, now)
            );
        }

        // Code that has run some thousand times is compiled as it will stay.
        for (var round = 0; round < 2; round++)
        {
            await ThroughApiAsync();
            await ThroughSqlAsync();
        }
        await TellRowsAsync(shop, count, ThroughApiAsync, ThroughSqlAsync);
        await using var statements = options.Statements ? await Statements.StartAsync(shop.Connection) : null;
        var api = new List<double>();
        var sql = new List<double>();
        var spent = default(Processors);
        var spentOnSql = default(Processors);
        for (var round = 0; round < rounds; round++)
        {
            var start = Processors.Now(shop.Portal.Process);
            api.Add((await ThroughApiAsync()).PerSecond);
            var middle = Processors.Now(shop.Portal.Process);
            sql.Add((await ThroughSqlAsync()).PerSecond);
            spent += middle - start;
            spentOnSql += Processors.Now(shop.Portal.Process) - middle;
        }
        Figure.Tell("posting through the API", api, "the same rows by plain SQL", sql, "a second", ">= 0.5");
        Console.WriteLine($"API: {spent.Per(rounds * count)}");
        Console.WriteLine($"SQL: {spentOnSql.Per(rounds * count)}");
        if (statements is not null)
        {
            await statements.TellAsync(rounds * count);
        }
        foreach (var poster in posters)
        {
            await poster.DisposeAsync();
        }
        return 0;
    }

    /// <summary>Each posting to an account is paid on a day of its own, so each side inserts the same rows.</summary>
    private static Task PostAsync(StoreClient client, int number, DateTimeOffset now)
    {
        var orderId = Goods.OrderId("A", number);
        var paidAt = now.AddDays(-2 - (number / Accounts));
        return client.PurchaseAsync(Goods.PurchaseBody(number % Accounts, orderId, paidAt), orderId);
    }

    private static Task WriteAsync(PlainPosting poster, IReadOnlyList<Guid> accounts, int number, DateTimeOffset now)
    {
        var paidDay = DateOnly.FromDateTime(now.AddDays(-2 - (number / Accounts)).UtcDateTime);
        return poster.PostAsync(accounts[Accounts + (number % Accounts)], Goods.OrderId("S", number), paidDay);
    }

    private static async Task TellRowsAsync(Shop shop, int count, Func<Task<Loaded>> api, Func<Task<Loaded>> sql)
    {
        var before = await TableChanges.ReadAsync(shop.Connection);
        await api();
        var between = await TableChanges.ReadAsync(shop.Connection);
        await sql();
        var after = await TableChanges.ReadAsync(shop.Connection);
        Console.WriteLine($"rows a posting (+ inserted, ~ updated), API: {between.Since(before, count)}");
        Console.WriteLine($"rows a posting (+ inserted, ~ updated), SQL: {after.Since(between, count)}");
    }
}
