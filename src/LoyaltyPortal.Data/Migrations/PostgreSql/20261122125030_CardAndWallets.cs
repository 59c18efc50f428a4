using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.PostgreSql
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
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WalletPasses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SeenVersion = table.Column<long>(type: "bigint", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Shown = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    Device = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PushToken = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ToldOf = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
