using System.Diagnostics;
using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Rows;
using LoyaltyPortal.Benchmarks.Running;
using Npgsql;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>Figure 9: the command <c>import FILE</c> with purchases of known members, against PostgreSQL's own COPY of the
/// rows that it made into the same tables with their indexes, foreign keys and triggers. COPY reads no line, decides
/// nothing and leaves the accounts alone. The import counts from the start of its process to its end.</summary>
internal static class ImportAgainstBulkLoad
{
    private const int OrdersAMember = 20;
    private const int Days = 360;

    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Count ?? 1_000_000;
        var rounds = options.Rounds ?? 1;
        using var published = await PublishedPortal.FindAsync(options);
        await using var postgres = await Postgres.StartAsync(options);
        using var files = new TemporaryFolder();
        Console.WriteLine($"PostgreSQL: {await postgres.DurabilityAsync()}; {Environment.ProcessorCount} processors");
        var members = await MembersAsync(published, postgres, files, Math.Max(1, count / OrdersAMember));
        var purchases = files.File("purchases");
        await File.WriteAllLinesAsync(purchases, Purchases(count));
        Console.WriteLine($"{rounds} rounds of {count} purchases of {count / OrdersAMember} members");

        var imported = new List<double>();
        var loaded = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var ours = await postgres.NewDatabaseAsync($"import_{round}", template: members);
            imported.Add(count / (await ImportAsync(published, Database.PostgreSql(ours), purchases)).TotalSeconds);
            Console.WriteLine($"  rows: {await BulkLoad.CountAsync(ours)}");
            using var rows = await BulkLoad.TakeAsync(ours);
            await postgres.DropAsync($"import_{round}");
            var theirs = await postgres.NewDatabaseAsync($"load_{round}", template: members);
            loaded.Add(count / (await rows.RunAsync(theirs)).TotalSeconds);
            await postgres.DropAsync($"load_{round}");
        }
        Figure.Tell("import", imported, "COPY of the same rows", loaded, "purchases a second", ">= 0.3, memory flat");
        return 0;
    }

    /// <summary>A database with members and no purchases, to be copied; its name.</summary>
    private static async Task<string> MembersAsync(
        PublishedPortal published,
        Postgres postgres,
        TemporaryFolder files,
        int members
    )
    {
        const string Name = "members";
        var connection = await postgres.NewDatabaseAsync(Name);
        var file = files.File(Name);
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, members).Select(Goods.MemberLine));
        await Portal.CommandAsync(published, Database.PostgreSql(connection), "import", file);
        // What a server that has been up for a minute has done by itself.
        await using var db = new NpgsqlConnection(connection + ";Pooling=false");
        await db.OpenAsync();
        await Postgres.ExecuteAsync(db, "VACUUM ANALYZE");
        return Name;
    }

    /// <summary>Orders in the order of payment; those of one member lie apart from each other.</summary>
    private static IEnumerable<string> Purchases(int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var members = Math.Max(1, count / OrdersAMember);
        return Enumerable
            .Range(0, count)
            .Select(number =>
                Goods.PurchaseLine(number % members, number, now.AddDays(-Days * (1 - (number / (double)count))), now)
            );
    }

    private static async Task<TimeSpan> ImportAsync(PublishedPortal published, Database database, string file)
    {
        using var process = new Process
        {
            StartInfo = Portal.StartInfo(published, ["import", file, .. database.Arguments]),
        };
        var watch = Stopwatch.StartNew();
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var memory = await Memory.WatchAsync(process);
        await process.WaitForExitAsync();
        var elapsed = watch.Elapsed;
        var said = await output;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The import ended with {process.ExitCode}:\n{said}{await error}");
        }
        Console.WriteLine($"  {said.Split('\n').Last(line => line.Contains("lines in", StringComparison.Ordinal))}");
        Figure.Say(
            $"  memory, MiB: at most {memory.Peak(0, 0.1):F0} in the first tenth of the time, {memory.Peak(0.1, 0.5):F0} up to the half, {memory.Peak(0.9, 1):F0} in the last tenth, {memory.Peak(0, 1):F0} ever"
        );
        return elapsed;
    }
}
