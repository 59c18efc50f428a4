using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change or delete entries, whoever asks.</summary>
[DbContext(typeof(SqlitePortalDb))]
[Migration("20261122235900_AppendOnly")]
public sealed class SqliteAppendOnly : Migration
{
    private static readonly string[] Acts = ["UPDATE", "DELETE"];

    private static readonly (string Name, string[] Key)[] Tables =
    [
        ("Entries", ["AccountId", "Number"]),
        ("EntryLots", ["AccountId", "EntryNumber", "LotNumber"]),
    ];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, key) in Tables)
        {
            Guard(migrationBuilder, table, key);
        }
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, _) in Tables)
        {
            Unguard(migrationBuilder, table);
        }
    }

    /// <summary>Makes a table append-only.</summary>
    internal static void Guard(MigrationBuilder migrationBuilder, string table, params string[] key)
    {
        // INSERT OR REPLACE deletes the old row without asking the trigger of DELETE.
        var sameKey = string.Join(" AND ", key.Select(column => $"\"{column}\" = NEW.\"{column}\""));
        migrationBuilder.Sql(
            $"CREATE TRIGGER \"{table}_NoREPLACE\" BEFORE INSERT ON \"{table}\" "
                + $"WHEN EXISTS (SELECT 1 FROM \"{table}\" WHERE {sameKey}) "
                + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        );
        foreach (var act in Acts)
        {
            migrationBuilder.Sql(
                $"CREATE TRIGGER \"{table}_No{act}\" BEFORE {act} ON \"{table}\" "
                    + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
            );
        }
    }

    /// <summary>Takes that back.</summary>
    internal static void Unguard(MigrationBuilder migrationBuilder, string table)
    {
        migrationBuilder.Sql($"DROP TRIGGER \"{table}_NoREPLACE\";");
        foreach (var act in Acts)
        {
            migrationBuilder.Sql($"DROP TRIGGER \"{table}_No{act}\";");
        }
    }
}
