using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of what a member asks, is told and had done to their account.</summary>
internal static class CabinetModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<MemberClaim>(claim =>
        {
            claim.ToTable("MemberClaims");
            claim.Property(each => each.Id).ValueGeneratedNever();
            claim.Property(each => each.Number).HasMaxLength(8);
            claim.HasIndex(each => each.Number).IsUnique();
            claim.Property(each => each.OrderId).HasMaxLength(100);
            claim.Property(each => each.Finding).AsJson();
            claim.Property(each => each.Name).HasMaxLength(200);
            claim.Property(each => each.Phone).HasMaxLength(16);
            claim.Property(each => each.Text).HasMaxLength(2000);
            claim.Property(each => each.Answer).HasMaxLength(4000);
            claim.HasIndex(each => new { each.AccountId, each.CreatedAt });
            claim.HasIndex(each => new { each.Status, each.DueOn });
            claim.HasIndex(each => new { each.Status, each.ClosedAt });
            claim.HasIndex(each => new
            {
                each.Status,
                each.AssignedTo,
                each.DueOn,
            });
            claim.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        builder.Entity<SupportVisit>(visit =>
        {
            visit.ToTable("SupportVisits");
            visit.Property(each => each.Id).ValueGeneratedNever();
            visit.Property(each => each.Role).HasMaxLength(20);
            visit.Property(each => each.Reason).HasMaxLength(500);
            visit.Property(each => each.Ticket).HasMaxLength(50);
            visit.Property(each => each.Lifted).HasMaxLength(50);
            visit.HasIndex(each => new { each.AccountId, each.StartedAt });
            visit.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
            visit.HasMany(each => each.Acts).WithOne().HasForeignKey(each => each.VisitId);
        });
        builder.Entity<SupportAct>(act =>
        {
            act.ToTable("SupportActs");
            act.Property(each => each.Id).ValueGeneratedNever();
            act.Property(each => each.What).AsJson();
        });
        builder.Entity<NoticeSettings>(settings =>
        {
            settings.ToTable("NoticeSettings");
            settings.HasKey(each => each.AccountId);
            settings.Property(each => each.AccountId).ValueGeneratedNever();
            settings.Property(each => each.Zone).HasMaxLength(50);
            settings.Property(each => each.ProvedMail).HasMaxLength(254);
            settings.Property(each => each.StopToken).HasMaxLength(22);
            settings.HasIndex(each => each.StopToken).IsUnique();
            settings.Property(each => each.ToldTier).HasMaxLength(50);
            settings.Property(each => each.ToldEndings).AsJson();
            settings.HasOne<Account>().WithOne().HasForeignKey<NoticeSettings>(each => each.AccountId);
        });
    }
}
