using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of what shops' systems are told.</summary>
internal static class WebhookTables
{
    /// <summary>The fault of a delivery about somebody who was forgotten before it was sent.</summary>
    private const string Forgotten = "member-left";

    private const string Shops = "The shops' and the operator's; of no member.";

    public static IReadOnlyList<TableRule> All { get; } = [Watches, Deliveries, Webhooks];

    private static TableRule<WebhookWatch> Watches =>
        new()
        {
            Of = (db, who) => db.WebhookWatches.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "What there is to tell of somebody who has left is told.",
            Hidden =
            [
                new(
                    "Follows from the ledger.",
                    nameof(WebhookWatch.AccountId),
                    nameof(WebhookWatch.LookAt),
                    nameof(WebhookWatch.Tier),
                    nameof(WebhookWatch.Endings)
                ),
            ],
        };

    private static TableRule<WebhookDelivery> Deliveries =>
        new()
        {
            Fate = Fate.Blanked,
            Blanked = [nameof(WebhookDelivery.Body)],
            Why =
                "That a shop's system was told something stays known, what it was told does not. What still waits is not sent.",
            Forget = ForgetAsync,
            Hidden =
            [
                new(
                    "What the shop's own systems were told: ids and figures that are exported where they belong.",
                    nameof(WebhookDelivery.AccountId),
                    nameof(WebhookDelivery.Event),
                    nameof(WebhookDelivery.Body),
                    nameof(WebhookDelivery.CreatedAt)
                ),
                new(
                    "How the sending went.",
                    nameof(WebhookDelivery.Id),
                    nameof(WebhookDelivery.WebhookId),
                    nameof(WebhookDelivery.State),
                    nameof(WebhookDelivery.NextTryAt),
                    nameof(WebhookDelivery.FailedTries),
                    nameof(WebhookDelivery.LastFault),
                    nameof(WebhookDelivery.EndedAt)
                ),
            ],
        };

    private static TableRule<Webhook> Webhooks =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden =
            [
                new(
                    Shops,
                    nameof(Webhook.Id),
                    nameof(Webhook.Address),
                    nameof(Webhook.Events),
                    nameof(Webhook.Secret),
                    nameof(Webhook.PreviousSecret),
                    nameof(Webhook.PreviousUntil),
                    nameof(Webhook.CreatedAt),
                    nameof(Webhook.PausedAt),
                    nameof(Webhook.IsGone)
                ),
            ],
        };

    private static async Task ForgetAsync(PortalDb db, Person who, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset? ended = now;
        var deliveries = db.WebhookDeliveries.Where(each => each.AccountId == who.AccountId);
        await deliveries
            .Where(each => each.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.State, DeliveryState.Dead)
                        .SetProperty(each => each.EndedAt, ended)
                        .SetProperty(each => each.LastFault, Forgotten),
                cancellation
            );
        await deliveries.ExecuteUpdateAsync(set => set.SetProperty(each => each.Body, string.Empty), cancellation);
    }
}
