using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ClaimAssignment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AssignedTo",
                table: "MemberClaims",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_MemberClaims_Status_AssignedTo_DueOn",
                table: "MemberClaims",
                columns: new[] { "Status", "AssignedTo", "DueOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MemberClaims_Status_AssignedTo_DueOn",
                table: "MemberClaims");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "MemberClaims");
        }
    }
}
