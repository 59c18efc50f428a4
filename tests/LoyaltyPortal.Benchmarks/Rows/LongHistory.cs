using Npgsql;

namespace LoyaltyPortal.Benchmarks.Rows;

/// <summary>A long life of an account, written by plain SQL: pairs of points earned and ended, each with its lot, spread
/// evenly over a thousand days up to yesterday, after the account's own rows. They are copies of rows that the portal
/// wrote.</summary>
internal static class LongHistory
{
    private const long FirstNumber = 10_000_000;

    private const string Lots = """
        INSERT INTO "Lots" SELECT made.* FROM "Lots" lot, generate_series(1, $2 / 2) n,
        LATERAL jsonb_populate_record(lot, jsonb_build_object(
            'Number', $3 + n * 3, 'Rank', $3 + n * 3, 'EntryNumber', $3 + n * 3 + 1, 'Remaining', 0, 'Expired', 0,
            'IsOpen', false)) made
        WHERE lot."AccountId" = $1 AND lot."Number" = (SELECT min("Number") FROM "Lots" WHERE "AccountId" = $1)
        """;

    private const string Entries = """
        INSERT INTO "Entries" SELECT made.* FROM "Entries" entry,
        generate_series(1, $2 / 2) n, generate_series(0, 1) side,
        LATERAL (SELECT now() - interval '1 day' - (n + side * 0.5) * interval '1000 days' / ($2 / 2) AS at) times,
        LATERAL jsonb_populate_record(entry, jsonb_build_object(
            'Number', $3 + n * 3 + 1 + side, 'LotNumber', $3 + n * 3, 'At', times.at, 'PostedAt', times.at,
            'Type', side * 5, 'Points', entry."Points" * (1 - 2 * side),
            'Channel', CASE side WHEN 0 THEN entry."Channel" END)) made
        WHERE entry."AccountId" = $1 AND entry."Number" = (SELECT min("Number") FROM "Entries" WHERE "AccountId" = $1)
        """;

    private const string Moves = """
        INSERT INTO "EntryLots" SELECT "AccountId", "Number", "LotNumber", "Points" FROM "Entries"
        WHERE "AccountId" = $1 AND "Number" > $2
        """;

    /// <summary>Gives an account so many entries more.</summary>
    /// <exception cref="PostgresException">The tables are not as this knows them.</exception>
    public static async Task WriteAsync(string connection, Guid account, int entries)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await RunAsync(db, Lots, account, entries, FirstNumber);
        await RunAsync(db, Entries, account, entries, FirstNumber);
        await RunAsync(db, Moves, account, FirstNumber);
        await RunAsync(db, "VACUUM ANALYZE");
    }

    /// <summary>The mark behind so many entries, newest first, as the portal's addresses hold it.</summary>
    public static async Task<string> MarkAsync(string connection, Guid account, int behind)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT "At", "Number" FROM "Entries" WHERE "AccountId" = $1
            ORDER BY "At" DESC, "Number" DESC OFFSET $2 LIMIT 1
            """,
            db
        );
        command.Parameters.Add(new NpgsqlParameter { Value = account });
        command.Parameters.Add(new NpgsqlParameter { Value = behind - 1 });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return $"{reader.GetDateTime(0).Ticks:x}-{reader.GetInt64(1):x}";
    }

    private static async Task RunAsync(NpgsqlConnection db, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, db) { CommandTimeout = 1800 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await command.ExecuteNonQueryAsync();
    }
}
