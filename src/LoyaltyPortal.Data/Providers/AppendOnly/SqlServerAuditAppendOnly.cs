using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change or delete lines of the audit, whoever asks.</summary>
[DbContext(typeof(SqlServerPortalDb))]
[Migration("20261122235950_AuditAppendOnly")]
public sealed class SqlServerAuditAppendOnly : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        SqlServerAppendOnly.Guard(migrationBuilder, "AuditRecords");

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        SqlServerAppendOnly.Unguard(migrationBuilder, "AuditRecords");
}
