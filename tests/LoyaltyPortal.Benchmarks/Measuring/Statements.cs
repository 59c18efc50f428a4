using Npgsql;

namespace LoyaltyPortal.Benchmarks.Measuring;

/// <summary>What the database server did, statement by statement (pg_stat_statements).</summary>
internal sealed class Statements : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private Statements(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Statements> StartAsync(string connection)
    {
        var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await Running.Postgres.ExecuteAsync(db, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        await Running.Postgres.ExecuteAsync(db, "SELECT pg_stat_statements_reset()");
        return new Statements(db);
    }

    public async Task TellAsync(int operations)
    {
        await using var command = new NpgsqlCommand(
            "SELECT calls, total_exec_time, query FROM pg_stat_statements WHERE calls >= $1 ORDER BY total_exec_time DESC",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = (long)operations / 10 });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var calls = reader.GetInt64(0);
            var text = string.Join(
                ' ',
                reader.GetString(2).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            );
            Figure.Say(
                $"  {(double)calls / operations, 5:F2} a posting, {reader.GetDouble(1) / operations * 1000, 5:F0} µs: {text[..Math.Min(110, text.Length)]}"
            );
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
