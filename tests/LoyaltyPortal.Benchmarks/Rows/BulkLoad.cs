using System.Diagnostics;
using LoyaltyPortal.Benchmarks.Running;
using Npgsql;

namespace LoyaltyPortal.Benchmarks.Rows;

/// <summary>The rows of an import, kept in files as PostgreSQL writes them, to be loaded again by its own COPY.</summary>
internal sealed class BulkLoad : IDisposable
{
    /// <summary>What an import of purchases inserts into, in the order that foreign keys ask for.</summary>
    private static readonly string[] Tables = ["Purchases", "Lots", "Entries", "EntryLots", "QualifyingDays"];

    private readonly TemporaryFolder folder = new();

    /// <summary>Takes all rows out of a database.</summary>
    public static async Task<BulkLoad> TakeAsync(string connection)
    {
        var load = new BulkLoad();
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        foreach (var table in Tables)
        {
            await using var rows = await db.BeginRawBinaryCopyAsync($"COPY \"{table}\" TO STDOUT (FORMAT BINARY)");
            await using var file = File.Create(load.folder.File(table));
            await rows.CopyToAsync(file);
        }
        return load;
    }

    /// <summary>Loads them into a database with the same tables, indexes and triggers; how long that took.</summary>
    public async Task<TimeSpan> RunAsync(string connection)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        var watch = Stopwatch.StartNew();
        foreach (var table in Tables)
        {
            await using var file = File.OpenRead(folder.File(table));
            await using var rows = await db.BeginRawBinaryCopyAsync($"COPY \"{table}\" FROM STDIN (FORMAT BINARY)");
            await file.CopyToAsync(rows);
        }
        return watch.Elapsed;
    }

    /// <summary>How many rows each table holds.</summary>
    public static async Task<string> CountAsync(string connection)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        var counts = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", db);
            counts.Add($"{table} {await command.ExecuteScalarAsync()}");
        }
        return string.Join(", ", counts);
    }

    public void Dispose() => folder.Dispose();
}
