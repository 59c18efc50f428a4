using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "LastGiftYear",
                table: "Members",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NextBirthday",
                table: "Members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DaysGiven",
                table: "Lots",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Holds",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Resends",
                table: "Holds",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Store",
                table: "Holds",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "Holds",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstPaidAt",
                table: "Accounts",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RedemptionCodes",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Earning = table.Column<bool>(type: "bit", nullable: false),
                    Spending = table.Column<bool>(type: "bit", nullable: false),
                    ExpiryClock = table.Column<bool>(type: "bit", nullable: false),
                    From = table.Column<DateTime>(type: "datetime2", nullable: false),
                    To = table.Column<DateTime>(type: "datetime2", nullable: false)
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
