using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change or delete lines of the audit, whoever asks.</summary>
[DbContext(typeof(SqlitePortalDb))]
[Migration("20261122235950_AuditAppendOnly")]
public sealed class SqliteAuditAppendOnly : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        SqliteAppendOnly.Guard(migrationBuilder, "AuditRecords", "Number");

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        SqliteAppendOnly.Unguard(migrationBuilder, "AuditRecords");
}
