using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of whoever runs the programme.</summary>
internal static class OperatorModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<ProgrammeVersion>(version =>
        {
            version.ToTable("ProgrammeVersions");
            version.Property(each => each.Id).ValueGeneratedNever();
            version.Property(each => each.ProgrammeId).HasMaxLength(50);
            version.Property(each => each.Version).HasMaxLength(16);
            version.Property(each => each.Name).HasMaxLength(200);
            version.Property(each => each.Trial).AsJson();
            // Of two nodes that record the same version at once, one is told.
            version.HasIndex(each => new { each.ProgrammeId, each.Number }).IsUnique();
        });
        builder.Entity<Announcement>(announcement =>
        {
            announcement.ToTable("Announcements");
            announcement.Property(each => each.Id).ValueGeneratedNever();
            announcement.Property(each => each.TitleRu).HasMaxLength(Announcement.MostTitle);
            announcement.Property(each => each.TitleEn).HasMaxLength(Announcement.MostTitle);
            announcement.Property(each => each.TextRu).HasMaxLength(Announcement.MostText);
            announcement.Property(each => each.TextEn).HasMaxLength(Announcement.MostText);
            announcement.HasIndex(each => each.To);
        });
    }
}
