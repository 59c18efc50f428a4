using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of the ledger. Each leads with the account, so that they can be distributed by it; keys are given
/// by us (docs/decisions/three-databases.md).</summary>
internal static class LedgerModel
{
    public static void Configure(ModelBuilder builder, string openLotsFilter)
    {
        builder.Entity<Account>(account =>
        {
            account.ToTable("Accounts");
            account.HasKey(each => each.Id);
            account.Property(each => each.Id).ValueGeneratedNever();
            account.Property(each => each.CardNumber).HasMaxLength(19);
            account.HasIndex(each => each.CardNumber).IsUnique();
            account.HasMany(each => each.Wallets).WithOne().HasForeignKey(each => each.AccountId);
            account.HasMany(each => each.Lots).WithOne().HasForeignKey(each => each.AccountId);
            account.HasMany(each => each.Holds).WithOne().HasForeignKey(each => each.AccountId);
            account.HasMany(each => each.QualifyingDays).WithOne().HasForeignKey(each => each.AccountId);
            account.Ignore(each => each.NewEntries);
            account.Property(each => each.Months).AsJson();
            account
                .HasIndex(each => each.NoticesDueAt, "IX_Accounts_NoticesDue")
                .HasFilter("\"NoticesDueAt\" IS NOT NULL");
        });
        builder.Entity<Wallet>(wallet =>
        {
            wallet.ToTable("Wallets");
            wallet.HasKey(each => new { each.AccountId, each.Id });
            wallet.Property(each => each.Id).HasMaxLength(20);
        });
        builder.Entity<Lot>(lot =>
        {
            lot.ToTable("Lots");
            lot.HasKey(each => new { each.AccountId, each.Number });
            lot.Property(each => each.Number).ValueGeneratedNever();
            lot.Property(each => each.Wallet).HasMaxLength(20);
            lot.Property(each => each.OrderId).HasMaxLength(100);
            lot.Property(each => each.ProgrammeVersion).HasMaxLength(16);
            lot.HasIndex(each => new { each.AccountId, each.EndsOn }, "IX_Lots_Open").HasFilter(openLotsFilter);
            lot.HasIndex(each => new { each.AccountId, each.OriginNumber });
            lot.HasIndex(each => each.EndsOn, "IX_Lots_Due").HasFilter(openLotsFilter);
        });
        builder.Entity<QualifyingDay>(day =>
        {
            day.ToTable("QualifyingDays");
            day.HasKey(each => new
            {
                each.AccountId,
                each.PaidDay,
                each.CountingDay,
            });
        });
        builder.Entity<Hold>(hold =>
        {
            hold.ToTable("Holds");
            hold.HasKey(each => each.Id);
            hold.Property(each => each.Id).ValueGeneratedNever();
            hold.Property(each => each.Wallet).HasMaxLength(20);
            hold.Property(each => each.OrderId).HasMaxLength(100);
            hold.Property(each => each.Channel).HasMaxLength(20);
            hold.Property(each => each.Store).HasMaxLength(100);
            hold.HasIndex(each => new { each.AccountId, each.Status });
            hold.HasIndex(each => new { each.Status, each.ExpiresAt });
        });
        ConfigureEntries(builder);
        ConfigureOrders(builder);
    }

    private static void ConfigureEntries(ModelBuilder builder)
    {
        builder.Entity<Entry>(entry =>
        {
            entry.ToTable("Entries", table => table.HasTrigger("Entries_AppendOnly"));
            entry.HasKey(each => new { each.AccountId, each.Number });
            entry.Property(each => each.Number).ValueGeneratedNever();
            entry.Property(each => each.Wallet).HasMaxLength(20);
            entry.Property(each => each.OrderId).HasMaxLength(100);
            entry.Property(each => each.Channel).HasMaxLength(20);
            entry.Property(each => each.ProgrammeVersion).HasMaxLength(16);
            entry.Property(each => each.Reason).AsJson();
            entry.Property(each => each.Explanation).AsJson();
            entry.HasIndex(each => new
            {
                each.AccountId,
                each.At,
                each.Number,
            });
            // One for each filter of the history, so that it costs the same at any number of entries.
            entry.HasIndex(each => new
            {
                each.AccountId,
                each.Type,
                each.At,
                each.Number,
            });
            entry.HasIndex(each => new
            {
                each.AccountId,
                each.Channel,
                each.Type,
                each.At,
                each.Number,
            });
            entry.HasIndex(each => new { each.AccountId, each.OrderId });
            entry.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
            entry.HasMany(each => each.Lots).WithOne().HasForeignKey(each => new { each.AccountId, each.EntryNumber });
        });
        builder.Entity<EntryLot>(move =>
        {
            move.ToTable("EntryLots", table => table.HasTrigger("EntryLots_AppendOnly"));
            move.HasKey(each => new
            {
                each.AccountId,
                each.EntryNumber,
                each.LotNumber,
            });
        });
    }

    private static void ConfigureOrders(ModelBuilder builder)
    {
        builder.Entity<Purchase>(purchase =>
        {
            purchase.ToTable("Purchases");
            purchase.HasKey(each => each.Id);
            purchase.Property(each => each.Id).ValueGeneratedNever();
            purchase.Property(each => each.OrderId).HasMaxLength(100);
            purchase.HasIndex(each => each.OrderId).IsUnique();
            purchase.HasIndex(each => new { each.AccountId, each.PaidAt });
            purchase.Property(each => each.Channel).HasMaxLength(20);
            purchase.Property(each => each.Store).HasMaxLength(100);
            purchase.Property(each => each.PaymentMethod).HasMaxLength(20);
            purchase.Property(each => each.PromoCode).HasMaxLength(100);
            purchase.Property(each => each.Wallet).HasMaxLength(20);
            purchase.Property(each => each.TierId).HasMaxLength(50);
            purchase.Property(each => each.ProgrammeVersion).HasMaxLength(16);
            purchase.Property(each => each.Revision).IsConcurrencyToken();
            purchase.Ignore(each => each.Goods);
            purchase.Ignore(each => each.LotNumbers);
            // The default is for rows that were written before there were promotions.
            purchase.Property(each => each.Promotions).AsJson().HasDefaultValueSql("'[]'").ValueGeneratedNever();
            purchase.Property(each => each.Lines).AsJson();
            purchase.Property(each => each.SpentLots).AsJson();
            purchase.Property(each => each.Explanation).AsJson();
            purchase.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        builder.Entity<ReturnRecord>(record =>
        {
            record.ToTable("Returns");
            record.HasKey(each => each.Id);
            record.Property(each => each.Id).ValueGeneratedNever();
            record.Property(each => each.ReturnId).HasMaxLength(100);
            record.HasIndex(each => each.ReturnId).IsUnique();
            record.Property(each => each.Lines).AsJson();
            record.Property(each => each.Result).AsJson();
            record.HasOne<Purchase>().WithMany().HasForeignKey(each => each.PurchaseId);
        });
        builder.Entity<ActivityRecord>(record =>
        {
            record.ToTable("Activities");
            record.HasKey(each => each.Id);
            record.Property(each => each.Id).ValueGeneratedNever();
            record.Property(each => each.Type).HasMaxLength(50);
            record.Property(each => each.Reference).HasMaxLength(100);
            record.Property(each => each.Sku).HasMaxLength(100);
            record.Property(each => each.OnceKey).HasMaxLength(200);
            record.HasIndex(each => new { each.Type, each.Reference }).IsUnique();
            record.HasIndex(each => new { each.Type, each.OnceKey }).IsUnique();
            record.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
    }
}
