using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WalletPasses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Shown = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PassId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PushToken = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ToldOf = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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
