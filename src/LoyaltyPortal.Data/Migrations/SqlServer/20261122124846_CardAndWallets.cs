using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CardAndWallets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CardCodes_AccountId",
                table: "CardCodes");

            migrationBuilder.AddColumn<Guid>(
                name: "SessionId",
                table: "CardCodes",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WalletPasses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SeenVersion = table.Column<long>(type: "bigint", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Shown = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WalletPasses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WalletPasses_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WalletDevices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PassId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Device = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PushToken = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ToldOf = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WalletDevices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WalletDevices_WalletPasses_PassId",
                        column: x => x.PassId,
                        principalTable: "WalletPasses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_AccountId_ExpiresAt",
                table: "CardCodes",
                columns: new[] { "AccountId", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WalletDevices_Device",
                table: "WalletDevices",
                column: "Device");

            migrationBuilder.CreateIndex(
                name: "IX_WalletDevices_NextTryAt",
                table: "WalletDevices",
                column: "NextTryAt");

            migrationBuilder.CreateIndex(
                name: "IX_WalletDevices_PassId_Device",
                table: "WalletDevices",
                columns: new[] { "PassId", "Device" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WalletPasses_AccountId_Kind",
                table: "WalletPasses",
                columns: new[] { "AccountId", "Kind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WalletDevices");

            migrationBuilder.DropTable(
                name: "WalletPasses");

            migrationBuilder.DropIndex(
                name: "IX_CardCodes_AccountId_ExpiresAt",
                table: "CardCodes");

            migrationBuilder.DropColumn(
                name: "SessionId",
                table: "CardCodes");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_AccountId",
                table: "CardCodes",
                column: "AccountId");
        }
    }
}
