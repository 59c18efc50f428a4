using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change or delete entries, whoever asks.</summary>
[DbContext(typeof(SqlitePortalDb))]
[Migration("20261122235900_AppendOnly")]
public sealed class SqliteAppendOnly : Migration
{
    private static readonly string[] Tables = ["Entries", "EntryLots"];
    private static readonly string[] Acts = ["UPDATE", "DELETE"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            foreach (var act in Acts)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER \"{table}_No{act}\" BEFORE {act} ON \"{table}\" "
                        + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
                );
            }
        }
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            foreach (var act in Acts)
            {
                migrationBuilder.Sql($"DROP TRIGGER \"{table}_No{act}\";");
            }
        }
    }
}
