using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JoinedAccountsAndPhones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "JoinedAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IntoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    CardEnd = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    OfflineCode = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Ticket = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Proof = table.Column<int>(type: "INTEGER", nullable: false),
                    TakesPhone = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JoinedAccounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_JoinedAccounts_Accounts_FromId",
                        column: x => x.FromId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_JoinedAccounts_Accounts_IntoId",
                        column: x => x.IntoId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SupportPhoneChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NewPhone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Check = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Ticket = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EffectiveAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StopHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportPhoneChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportPhoneChanges_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_JoinedAccounts_FromId",
                table: "JoinedAccounts",
                column: "FromId");

            migrationBuilder.CreateIndex(
                name: "IX_JoinedAccounts_IntoId_DecidedAt",
                table: "JoinedAccounts",
                columns: new[] { "IntoId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_JoinedAccounts_OfflineCode",
                table: "JoinedAccounts",
                column: "OfflineCode");

            migrationBuilder.CreateIndex(
                name: "IX_JoinedAccounts_Status_AskedAt",
                table: "JoinedAccounts",
                columns: new[] { "Status", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SupportPhoneChanges_AccountId_AskedAt",
                table: "SupportPhoneChanges",
                columns: new[] { "AccountId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SupportPhoneChanges_Status_EffectiveAt",
                table: "SupportPhoneChanges",
                columns: new[] { "Status", "EffectiveAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SupportPhoneChanges_StopHash",
                table: "SupportPhoneChanges",
                column: "StopHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "JoinedAccounts");

            migrationBuilder.DropTable(
                name: "SupportPhoneChanges");
        }
    }
}
