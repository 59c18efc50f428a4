using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of what shops' systems are told.</summary>
internal static class WebhookModel
{
    public const int LongestAddress = 500;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("Webhooks");
            webhook.Property(each => each.Id).ValueGeneratedNever();
            webhook.Property(each => each.Address).HasMaxLength(LongestAddress);
            webhook.Property(each => each.Events).AsJson();
        });
        builder.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("WebhookDeliveries");
            delivery.Property(each => each.Id).ValueGeneratedNever();
            delivery.Property(each => each.Event).HasMaxLength(40);
            delivery.Property(each => each.LastFault).HasMaxLength(100);
            // No foreign key to the webhook: a node that has not heard yet that it was removed must not fail to post.
            delivery.HasIndex(each => new
            {
                each.WebhookId,
                each.State,
                each.NextTryAt,
            });
            delivery.HasIndex(each => new { each.WebhookId, each.CreatedAt });
            delivery.HasIndex(each => new { each.State, each.CreatedAt });
            delivery.HasIndex(each => each.AccountId);
        });
        builder.Entity<WebhookWatch>(watch =>
        {
            watch.ToTable("WebhookWatches");
            watch.HasKey(each => each.AccountId);
            watch.Property(each => each.AccountId).ValueGeneratedNever();
            watch.Property(each => each.Tier).HasMaxLength(50);
            watch.Property(each => each.Endings).AsJson();
            watch.HasIndex(each => each.LookAt);
            watch.HasOne<Account>().WithOne().HasForeignKey<WebhookWatch>(each => each.AccountId);
        });
    }
}
