using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AllProgrammes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Promotions",
                table: "Purchases",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "LastGiftYear",
                table: "Members",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NextBirthday",
                table: "Members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DaysGiven",
                table: "Lots",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Holds",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Resends",
                table: "Holds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Store",
                table: "Holds",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "Holds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstPaidAt",
                table: "Accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RedemptionCodes",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RedemptionCodes", x => x.HoldId);
                    table.ForeignKey(
                        name: "FK_RedemptionCodes_Holds_HoldId",
                        column: x => x.HoldId,
                        principalTable: "Holds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Suspensions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Earning = table.Column<bool>(type: "boolean", nullable: false),
                    Spending = table.Column<bool>(type: "boolean", nullable: false),
                    ExpiryClock = table.Column<bool>(type: "boolean", nullable: false),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    To = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Suspensions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Members_NextBirthday",
                table: "Members",
                column: "NextBirthday");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_Status_ExpiresAt",
                table: "Holds",
                columns: new[] { "Status", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RedemptionCodes");

            migrationBuilder.DropTable(
                name: "Suspensions");

            migrationBuilder.DropIndex(
                name: "IX_Members_NextBirthday",
                table: "Members");

            migrationBuilder.DropIndex(
                name: "IX_Holds_Status_ExpiresAt",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "Promotions",
                table: "Purchases");

            migrationBuilder.DropColumn(
                name: "LastGiftYear",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "NextBirthday",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "DaysGiven",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "Resends",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "Store",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "WrongCodes",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "FirstPaidAt",
                table: "Accounts");
        }
    }
}
