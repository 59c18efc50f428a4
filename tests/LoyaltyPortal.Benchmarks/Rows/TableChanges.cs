using System.Globalization;
using Npgsql;

namespace LoyaltyPortal.Benchmarks.Rows;

/// <summary>Rows inserted and updated by table, as PostgreSQL counted them: shows that both sides wrote the same.</summary>
internal sealed record TableChanges(IReadOnlyDictionary<string, (long Inserted, long Updated)> Tables)
{
    public static async Task<TableChanges> ReadAsync(string connection)
    {
        // A session hands in its counts when it has been idle for ten seconds.
        await Task.Delay(TimeSpan.FromSeconds(11));
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT relname, n_tup_ins, n_tup_upd FROM pg_stat_user_tables",
            db
        );
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new SortedDictionary<string, (long, long)>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            tables[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        }
        return new TableChanges(tables);
    }

    /// <summary>What changed since, for each of so many operations.</summary>
    public string Since(TableChanges before, int operations)
    {
        var changed = Tables
            .Select(table =>
                (
                    table.Key,
                    Inserted: table.Value.Inserted - before.Tables[table.Key].Inserted,
                    Updated: table.Value.Updated - before.Tables[table.Key].Updated
                )
            )
            .Where(table => table.Inserted >= operations / 10 || table.Updated >= operations / 10)
            .Select(table =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Key} +{(double)table.Inserted / operations:F2} ~{(double)table.Updated / operations:F2}"
                )
            );
        return string.Join(", ", changed);
    }
}
