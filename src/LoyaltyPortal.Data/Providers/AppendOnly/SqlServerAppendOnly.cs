using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change or delete entries, whoever asks.</summary>
[DbContext(typeof(SqlServerPortalDb))]
[Migration("20261122235900_AppendOnly")]
public sealed class SqlServerAppendOnly : Migration
{
    private static readonly string[] Tables = ["Entries", "EntryLots"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            Guard(migrationBuilder, table);
        }
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            Unguard(migrationBuilder, table);
        }
    }

    /// <summary>Makes a table append-only.</summary>
    internal static void Guard(MigrationBuilder migrationBuilder, string table) =>
        migrationBuilder.Sql(
            $"CREATE TRIGGER [{table}_AppendOnly] ON [{table}] INSTEAD OF UPDATE, DELETE AS "
                + $"BEGIN SET NOCOUNT ON; THROW 51000, '{table} is append-only', 1; END"
        );

    /// <summary>Takes that back.</summary>
    internal static void Unguard(MigrationBuilder migrationBuilder, string table) =>
        migrationBuilder.Sql($"DROP TRIGGER [{table}_AppendOnly]");
}
