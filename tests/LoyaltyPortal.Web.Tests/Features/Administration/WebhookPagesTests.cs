using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Web.Tests.Messages.Support;
using LoyaltyPortal.Web.Tests.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>Webhooks and single dead letters as operators handle them.</summary>
public sealed class WebhookPagesTests(HookedPortal portal) : IClassFixture<HookedPortal>
{
    private const string Home = "/staff/admin/webhooks";
    private const string Edit = Home + "/edit";

    [Fact]
    public async Task A_webhook_is_made_with_a_secret_that_is_shown_once_and_tried_changed_paused_and_removed()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        using var operating = await Operating.BeginAsync(portal);

        var shown = await operating.Browser.SendAsync(
            Edit,
            "admin-webhook",
            ("Typed.Address", receiver.Address + "/hooks"),
            ("event", WebhookEvents.PurchasePosted),
            ("event", "nonsense")
        );

        var secret = Operating.TextOf(shown, "webhook-secret");
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        var page = Operating.Link(shown, Home + "/hook?hook=");
        var kept = await KeptAsync(operating, receiver);
        Assert.Equal([WebhookEvents.PurchasePosted], kept.Events);
        Assert.All(
            (await portal.Books.RowsAsync()).Values.SelectMany(rows => rows),
            row => Assert.DoesNotContain(secret, row, StringComparison.Ordinal)
        );

        var tested = await operating.Browser.SendAsync(page, "admin-webhook-act", ("Asked.Act", "test"));
        Assert.EndsWith("&done=tested", tested.To, StringComparison.Ordinal);
        var start = TimeProvider.System.GetTimestamp();
        while (!(await operating.Browser.GoAsync(page)).Text.Contains("доставлено</span>", StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(15), "It did not come.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Single(receiver.All);
        var seen = await operating.Browser.GoAsync(page);
        Assert.DoesNotContain(secret, seen.Text, StringComparison.Ordinal);

        var changed = await operating.Browser.SendAsync(
            $"{Edit}?hook={kept.Id}",
            "admin-webhook",
            ("Typed.Address", receiver.Address + "/other"),
            ("event", WebhookEvents.MemberLeft)
        );
        Assert.EndsWith("&done=changed", changed.To, StringComparison.Ordinal);
        Assert.Equal([WebhookEvents.MemberLeft], (await KeptAsync(operating, receiver)).Events);
        await operating.Browser.SendAsync(page, "admin-webhook-act", ("Asked.Act", "pause"));
        Assert.NotNull((await KeptAsync(operating, receiver)).PausedAt);
        await operating.Browser.SendAsync(page, "admin-webhook-act", ("Asked.Act", "resume"));
        Assert.Null((await KeptAsync(operating, receiver)).PausedAt);
        var rotated = await operating.Browser.SendAsync($"{Home}/rotate?hook={kept.Id}", "admin-webhook-rotate");
        Assert.NotEqual(secret, Operating.TextOf(rotated, "webhook-secret"));
        var removed = await operating.Browser.SendAsync($"{Home}/remove?hook={kept.Id}", "admin-webhook-remove");
        Assert.Equal($"{Home}?done=removed", removed.To);
        Assert.Equal(404, (await operating.Browser.GoAsync(page)).Status);
        foreach (
            var action in new[]
            {
                AuditActions.WebhookMade,
                AuditActions.WebhookTested,
                AuditActions.WebhookChanged,
                AuditActions.WebhookPaused,
                AuditActions.WebhookResumed,
                AuditActions.WebhookSecretRotated,
                AuditActions.WebhookRemoved,
            }
        )
        {
            Assert.Single(await operating.ActsAsync(action));
        }
    }

    [Fact]
    public async Task A_delivery_is_sent_anew_by_hand()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        using var operating = await Operating.BeginAsync(portal);
        var shown = await operating.Browser.SendAsync(
            Edit,
            "admin-webhook",
            ("Typed.Address", receiver.Address + "/"),
            ("event", WebhookEvents.PurchasePosted)
        );
        var page = Operating.Link(shown, Home + "/hook?hook=");
        var kept = await KeptAsync(operating, receiver);
        await operating.Browser.SendAsync(page, "admin-webhook-act", ("Asked.Act", "test"));
        var delivery = await BecomesAsync(operating, kept.Id, 1, receiver);

        var replayed = await operating.Browser.SendAsync(
            page,
            "admin-webhook-replay",
            ("Chosen.Delivery", delivery.Id.ToString())
        );

        Assert.EndsWith("&done=replayed", replayed.To, StringComparison.Ordinal);
        await BecomesAsync(operating, kept.Id, 2, receiver);
        Assert.Single(receiver.All.Select(each => each.Headers["webhook-id"].ToString()).Distinct());
        Assert.Single(await operating.ActsAsync(AuditActions.WebhookReplayed));
        var nothing = await operating.Browser.SendAsync(
            page,
            "admin-webhook-replay",
            ("Chosen.Delivery", Guid.Empty.ToString())
        );
        Assert.EndsWith("&done=of-no-use", nothing.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_or_events_that_are_wrong_are_told_and_nothing_is_made()
    {
        using var operating = await Operating.BeginAsync(portal);
        var before = await portal.Books.CountAsync("Webhooks");

        var refused = await operating.Browser.SendAsync(
            Edit,
            "admin-webhook",
            ("Typed.Address", "http://8.8.8.8/hooks")
        );

        Assert.Contains("Адрес должен начинаться с https.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Отметьте хотя бы одно.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await portal.Books.CountAsync("Webhooks"));
        Assert.Equal(404, (await operating.Browser.GoAsync($"{Edit}?hook={Guid.Empty}")).Status);
    }

    [Fact]
    public async Task One_dead_letter_is_put_back_alone()
    {
        using var operating = await Operating.BeginAsync(portal);
        var (one, other) = (Dead(), Dead());
        await operating.AskAsync(async db =>
        {
            db.Outbox.AddRange(one, other);
            return await db.SaveChangesAsync();
        });

        var back = await operating.Browser.SendAsync(
            "/staff/admin/messages",
            "admin-letter",
            ("Chosen.Letter", one.Id.ToString())
        );

        Assert.Equal("/staff/admin/messages?back=1&left=1", back.To);
        var given = await operating.AskAsync(db =>
            db.Outbox.Where(each => each.GivenUpAt != null).Select(each => each.Id).ToListAsync()
        );
        Assert.Equal([other.Id], given);
        var act = Assert.Single(await operating.ActsAsync(AuditActions.MessagesRetried));
        Assert.Contains(new AuditFact("message", one.Id.ToString()), act.Facts);
        var nothing = await operating.Browser.SendAsync(
            "/staff/admin/messages",
            "admin-letter",
            ("Chosen.Letter", Guid.Empty.ToString())
        );
        Assert.Equal("/staff/admin/messages?of-no-use=1", nothing.To);
        Assert.Single(await operating.ActsAsync(AuditActions.MessagesRetried));
    }

    private static OutboxMessage Dead() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = "claim-answered",
            Recipient = "somebody@shop.example",
            Medium = OutboxMessage.MailMedium,
            Text = "—",
            CreatedAt = new DateTimeOffset(2027, 2, 27, 0, 0, 0, TimeSpan.Zero),
            NextTryAt = new DateTimeOffset(2027, 2, 27, 0, 0, 0, TimeSpan.Zero),
            GivenUpAt = new DateTimeOffset(2027, 2, 28, 0, 0, 0, TimeSpan.Zero),
        };

    private static Task<Webhook> KeptAsync(Operating operating, LocalGateway receiver) =>
        operating.AskAsync(db =>
            db.Webhooks.AsNoTracking().SingleAsync(each => each.Address.StartsWith(receiver.Address))
        );

    private static async Task<WebhookDelivery> BecomesAsync(
        Operating operating,
        Guid webhook,
        int received,
        LocalGateway receiver
    )
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var delivery = await operating.AskAsync(db =>
                db.WebhookDeliveries.AsNoTracking().SingleAsync(each => each.WebhookId == webhook)
            );
            if (delivery.State == DeliveryState.Sent && receiver.All.Count == received)
            {
                return delivery;
            }
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(15), "It did not come.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
