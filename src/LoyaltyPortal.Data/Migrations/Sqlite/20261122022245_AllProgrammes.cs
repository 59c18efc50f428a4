using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "LastGiftYear",
                table: "Members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NextBirthday",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DaysGiven",
                table: "Lots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Holds",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Resends",
                table: "Holds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Store",
                table: "Holds",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "Holds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstPaidAt",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RedemptionCodes",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Earning = table.Column<bool>(type: "INTEGER", nullable: false),
                    Spending = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExpiryClock = table.Column<bool>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: false)
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
