using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of those who help members and run the programme.</summary>
internal static class DeskModel
{
    private const int HashBytes = 32;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AuditRecord>(record =>
        {
            record.ToTable("AuditRecords");
            record.HasKey(each => each.Number);
            record.Property(each => each.Number).ValueGeneratedNever();
            record.Property(each => each.Action).HasMaxLength(50);
            record.Property(each => each.Facts).AsJson();
            record.Property(each => each.Previous).HasMaxLength(HashBytes);
            record.Property(each => each.Hash).HasMaxLength(HashBytes);
            record.HasIndex(each => new { each.AccountId, each.Number });
            record.HasIndex(each => new { each.ActorId, each.Number });
            record.HasIndex(each => new { each.Action, each.Number });
        });
        builder.Entity<AuditHead>(head =>
        {
            head.ToTable("AuditHeads");
            head.Property(each => each.Id).ValueGeneratedNever();
            head.Property(each => each.Hash).HasMaxLength(HashBytes);
            head.HasData(
                new AuditHead
                {
                    Id = AuditHead.OnlyId,
                    Number = 0,
                    Hash = new byte[HashBytes],
                }
            );
        });
        builder.Entity<PendingAdjustment>(pending =>
        {
            pending.ToTable("PendingAdjustments");
            pending.Property(each => each.Id).ValueGeneratedNever();
            pending.Property(each => each.Wallet).HasMaxLength(50);
            pending.Property(each => each.Reason).HasMaxLength(500);
            pending.HasIndex(each => new { each.AccountId, each.AskedAt });
            pending.HasIndex(each => new { each.Status, each.AskedAt });
            pending.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
    }
}
