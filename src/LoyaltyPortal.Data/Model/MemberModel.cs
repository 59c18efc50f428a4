using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of people, keys and messages.</summary>
internal static class MemberModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Member>(member =>
        {
            member.ToTable("Members");
            member.HasKey(each => each.AccountId);
            member.Property(each => each.AccountId).ValueGeneratedNever();
            member.Property(each => each.Phone).HasMaxLength(16);
            member.HasIndex(each => each.Phone).IsUnique();
            member.Property(each => each.GivenName).HasMaxLength(100);
            member.Property(each => each.FamilyName).HasMaxLength(100);
            // Support searches by the beginning of a name: letters compare by their numbers, so that an index serves that.
            member.Property(each => each.GivenNameKey).HasMaxLength(100);
            member.Property(each => each.FamilyNameKey).HasMaxLength(100);
            member.HasIndex(each => each.GivenNameKey);
            member.HasIndex(each => each.FamilyNameKey);
            member.HasIndex(each => each.Email);
            member.Property(each => each.Language).HasMaxLength(2);
            member.Property(each => each.JoinedThrough).HasMaxLength(20);
            member.Property(each => each.OfflineCode).HasMaxLength(50);
            member.HasIndex(each => each.OfflineCode).IsUnique();
            member.HasIndex(each => each.NextBirthday);
            member.Property(each => each.City).HasMaxLength(100);
            member.Property(each => each.Email).HasMaxLength(254);
            member.Property(each => each.Interests).AsJson();
            member.Property(each => each.Children).AsJson();
            member.HasIndex(each => each.LeavesAt);
            member.HasOne<Account>().WithOne().HasForeignKey<Member>(each => each.AccountId);
        });
        builder.Entity<Consent>(consent =>
        {
            consent.ToTable("Consents");
            consent.Property(each => each.Id).ValueGeneratedNever();
            consent.Property(each => each.TextVersion).HasMaxLength(20);
            consent.Property(each => each.Language).HasMaxLength(2).HasDefaultValue("ru");
            consent.Property(each => each.Place).HasMaxLength(20);
            consent.HasIndex(each => new { each.AccountId, each.Kind });
            consent.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        ConfigureCodes(builder);
        ConfigureSessions(builder);
        ConfigureCards(builder);
        ConfigureOperation(builder);
    }

    private static void ConfigureCodes(ModelBuilder builder)
    {
        builder.Entity<PhoneCode>(code =>
        {
            code.ToTable("PhoneCodes");
            code.Property(each => each.Id).ValueGeneratedNever();
            code.Property(each => each.Phone).HasMaxLength(16);
            code.Property(each => each.CodeHash).HasMaxLength(32);
            code.Property(each => each.BrowserHash).HasMaxLength(32);
            code.HasIndex(each => new { each.Phone, each.CreatedAt });
        });
        builder.Entity<LimitCounter>(counter =>
        {
            counter.ToTable("LimitCounters");
            counter.HasKey(each => new
            {
                each.Rule,
                each.Subject,
                each.WindowStart,
            });
            counter.Property(each => each.Rule).HasMaxLength(40);
            counter.Property(each => each.Subject).HasMaxLength(64);
            counter.HasIndex(each => each.LastAt);
        });
        builder.Entity<RedemptionCode>(code =>
        {
            code.ToTable("RedemptionCodes");
            code.HasKey(each => each.HoldId);
            code.Property(each => each.HoldId).ValueGeneratedNever();
            code.Property(each => each.CodeHash).HasMaxLength(32);
            code.HasOne<Hold>().WithOne().HasForeignKey<RedemptionCode>(each => each.HoldId);
        });
    }

    private static void ConfigureSessions(ModelBuilder builder)
    {
        builder.Entity<PortalUser>().Property(each => each.StaffName).HasMaxLength(100);
        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.Property(each => each.Id).ValueGeneratedNever();
            session.Property(each => each.Device).HasMaxLength(100);
            session.HasIndex(each => each.UserId);
            session.HasIndex(each => each.EndsAt);
            session.HasIndex(each => each.EndedAt);
            session.HasOne<PortalUser>().WithMany().HasForeignKey(each => each.UserId);
        });
        builder.Entity<JoiningDraft>(draft =>
        {
            draft.ToTable("JoiningDrafts");
            draft.HasKey(each => each.Phone);
            draft.Property(each => each.Phone).HasMaxLength(16);
            draft.HasIndex(each => each.UpdatedAt);
        });
        builder.Entity<JoiningLink>(link =>
        {
            link.ToTable("JoiningLinks");
            link.HasKey(each => each.TokenHash);
            link.Property(each => each.TokenHash).HasMaxLength(32);
            link.HasIndex(each => each.AccountId);
            link.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
    }

    private static void ConfigureCards(ModelBuilder builder)
    {
        builder.Entity<CardCode>(code =>
        {
            code.ToTable("CardCodes");
            code.HasKey(each => each.Code);
            code.Property(each => each.Code).HasMaxLength(50);
            code.HasIndex(each => new { each.AccountId, each.ExpiresAt });
            code.HasIndex(each => each.ExpiresAt);
            code.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        builder.Entity<WalletPass>(pass =>
        {
            pass.ToTable("WalletPasses");
            pass.Property(each => each.Id).ValueGeneratedNever();
            pass.Property(each => each.Shown).HasMaxLength(64);
            pass.HasIndex(each => new { each.AccountId, each.Kind }).IsUnique();
            pass.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        builder.Entity<WalletDevice>(device =>
        {
            device.ToTable("WalletDevices");
            device.Property(each => each.Id).ValueGeneratedNever();
            device.Property(each => each.Device).HasMaxLength(100);
            device.Property(each => each.PushToken).HasMaxLength(200);
            device.HasIndex(each => new { each.PassId, each.Device }).IsUnique();
            device.HasIndex(each => each.Device);
            device.HasIndex(each => each.NextTryAt);
            device.HasOne<WalletPass>().WithMany().HasForeignKey(each => each.PassId);
        });
        builder.Entity<LinkedCard>(card =>
        {
            card.ToTable("LinkedCards");
            card.HasKey(each => each.Number);
            card.Property(each => each.Number).HasMaxLength(19);
            card.HasIndex(each => each.AccountId);
            card.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        // No reference to the account: a code outlives an account that another one has taken in.
        builder.Entity<CardLinkCode>(code =>
        {
            code.ToTable("CardLinkCodes");
            code.Property(each => each.Id).ValueGeneratedNever();
            code.Property(each => each.CardNumber).HasMaxLength(19);
            code.Property(each => each.CodeHash).HasMaxLength(32);
            code.HasIndex(each => new { each.AccountId, each.Minute }).IsUnique();
        });
    }

    private static void ConfigureOperation(ModelBuilder builder)
    {
        builder.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("IdempotencyRecords");
            record.HasKey(each => new { each.Client, each.Key });
            record.Property(each => each.Client).HasMaxLength(100);
            record.Property(each => each.Key).HasMaxLength(255);
            record.Property(each => each.RequestHash).HasMaxLength(32);
            record.HasIndex(each => each.CreatedAt);
        });
        builder.Entity<ApiKey>(key =>
        {
            key.ToTable("ApiKeys");
            key.Property(each => each.Id).ValueGeneratedNever();
            key.Property(each => each.Client).HasMaxLength(100);
            key.Property(each => each.KeyHash).HasMaxLength(32);
            key.HasIndex(each => each.KeyHash).IsUnique();
            key.Property(each => each.Scopes).AsJson();
            key.Property(each => each.Channels).AsJson();
            key.Property(each => each.Store).HasMaxLength(100);
        });
        builder.Entity<OutboxMessage>(message =>
        {
            message.ToTable("Outbox");
            message.Property(each => each.Id).ValueGeneratedNever();
            message.Property(each => each.Recipient).HasMaxLength(254);
            message.Property(each => each.Medium).HasMaxLength(10);
            message.Property(each => each.Kind).HasMaxLength(40).HasDefaultValue("");
            message.Property(each => each.Subject).HasMaxLength(200);
            message.Property(each => each.StopLink).HasMaxLength(300);
            message.Property(each => each.LastFault).HasMaxLength(100);
            message.HasIndex(each => new
            {
                each.SentAt,
                each.GivenUpAt,
                each.NextTryAt,
            });
            message.HasIndex(each => each.AccountId);
            message.HasIndex(each => new { each.Recipient, each.CreatedAt });
        });
        builder.Entity<SuspensionRecord>(suspension =>
        {
            suspension.ToTable("Suspensions");
            suspension.Property(each => each.Id).ValueGeneratedNever();
        });
        builder.Entity<Setting>(setting =>
        {
            setting.ToTable("Settings");
            setting.HasKey(each => each.Name);
            setting.Property(each => each.Name).HasMaxLength(100);
        });
        builder.Entity<ProtectionKey>(key =>
        {
            key.ToTable("ProtectionKeys");
            key.HasKey(each => each.Name);
            key.Property(each => each.Name).HasMaxLength(100);
        });
    }
}
