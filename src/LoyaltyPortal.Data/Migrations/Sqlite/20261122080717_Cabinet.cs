using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LoyaltyPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Cabinet : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "StopLink",
                table: "Outbox",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Entries",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Months",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticesDueAt",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MemberClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Finding = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    AnsweredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MemberClaims_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NoticeSettings",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kinds = table.Column<int>(type: "INTEGER", nullable: false),
                    Medium = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    QuietFrom = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    QuietTo = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    ProvedMail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    StopToken = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    ToldOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ToldEntry = table.Column<long>(type: "INTEGER", nullable: false),
                    ToldTier = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ToldEndings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeSettings", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_NoticeSettings_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SupportVisits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportVisits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportVisits_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SupportActs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VisitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    EntryNumber = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportActs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportActs_SupportVisits_VisitId",
                        column: x => x.VisitId,
                        principalTable: "SupportVisits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_AccountId_Channel_Type_At_Number",
                table: "Entries",
                columns: new[] { "AccountId", "Channel", "Type", "At", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_AccountId_Type_At_Number",
                table: "Entries",
                columns: new[] { "AccountId", "Type", "At", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NoticesDue",
                table: "Accounts",
                column: "NoticesDueAt",
                filter: "\"NoticesDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MemberClaims_AccountId_CreatedAt",
                table: "MemberClaims",
                columns: new[] { "AccountId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MemberClaims_Number",
                table: "MemberClaims",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MemberClaims_Status_DueOn",
                table: "MemberClaims",
                columns: new[] { "Status", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeSettings_StopToken",
                table: "NoticeSettings",
                column: "StopToken",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupportActs_VisitId",
                table: "SupportActs",
                column: "VisitId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportVisits_AccountId_StartedAt",
                table: "SupportVisits",
                columns: new[] { "AccountId", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MemberClaims");

            migrationBuilder.DropTable(
                name: "NoticeSettings");

            migrationBuilder.DropTable(
                name: "SupportActs");

            migrationBuilder.DropTable(
                name: "SupportVisits");

            migrationBuilder.DropIndex(
                name: "IX_Entries_AccountId_Channel_Type_At_Number",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_AccountId_Type_At_Number",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_NoticesDue",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "StopLink",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "Months",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "NoticesDueAt",
                table: "Accounts");
        }
    }
}
