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
            migrationBuilder.Sql(
                $"CREATE TRIGGER [{table}_AppendOnly] ON [{table}] INSTEAD OF UPDATE, DELETE AS "
                    + $"BEGIN SET NOCOUNT ON; THROW 51000, '{table} is append-only', 1; END"
            );
        }
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"DROP TRIGGER [{table}_AppendOnly]");
        }
    }
}
