using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LoyaltyPortal.Data.Providers.AppendOnly;

/// <summary>The database refuses to change, delete or truncate lines of the audit, whoever asks.</summary>
[DbContext(typeof(PostgreSqlPortalDb))]
[Migration("20261122235950_AuditAppendOnly")]
public sealed class PostgreSqlAuditAppendOnly : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        PostgreSqlAppendOnly.Guard(migrationBuilder, "AuditRecords");

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        PostgreSqlAppendOnly.Unguard(migrationBuilder, "AuditRecords");
}
