using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change, delete or truncate entries, whoever asks.</summary>
[DbContext(typeof(PostgreSqlPortalDb))]
[Migration("20261122235900_AppendOnly")]
public sealed class PostgreSqlAppendOnly : Migration
{
    private static readonly string[] Tables = ["Entries", "EntryLots"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
            """
        );
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
        migrationBuilder.Sql("DROP FUNCTION refuse_change();");
    }

    /// <summary>Makes a table append-only.</summary>
    internal static void Guard(MigrationBuilder migrationBuilder, string table) =>
        migrationBuilder.Sql(
            $"""
            CREATE TRIGGER "{table}_AppendOnly" BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER "{table}_NoTruncate" BEFORE TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """
        );

    /// <summary>Takes that back.</summary>
    internal static void Unguard(MigrationBuilder migrationBuilder, string table) =>
        migrationBuilder.Sql(
            $"""DROP TRIGGER "{table}_AppendOnly" ON "{table}"; DROP TRIGGER "{table}_NoTruncate" ON "{table}";"""
        );
}
