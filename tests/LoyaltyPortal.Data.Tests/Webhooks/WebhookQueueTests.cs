using System.Collections.Concurrent;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Webhooks;

/// <summary>Deliveries are handed out once each, tried again, given up, and sent anew by hand.</summary>
public abstract class WebhookQueueTests(TestDatabase database) : WebhookTest(database)
{
    private static readonly SendFailure Failure = new("http-500", MayRetry: true);

    [Fact]
    public async Task Eight_senders_on_two_nodes_claim_each_delivery_once()
    {
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);
        const int Deliveries = 40;
        for (var i = 0; i < Deliveries; i++)
        {
            await Book.TestAsync(webhook, Operator, Stop);
        }
        var claimed = new ConcurrentBag<Guid>();

        await AllAtOnceAsync(
            8,
            async racer =>
            {
                var queue = (racer % 2 == 0 ? Portal : OtherNode).Get<WebhookQueue>();
                while (await queue.ClaimAsync(webhook, 3, [], Stop) is { } found)
                {
                    foreach (var delivery in found.Deliveries)
                    {
                        claimed.Add(delivery.Id);
                        await queue.MarkSentAsync(delivery, Stop);
                    }
                }
                return 0;
            }
        );

        Assert.Equal(Deliveries, claimed.Count);
        Assert.Equal(Deliveries, claimed.Distinct().Count());
    }

    [Fact]
    public async Task What_a_late_claimer_says_of_a_failure_does_not_touch_the_claim_of_the_next()
    {
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);
        await Book.TestAsync(webhook, Operator, Stop);
        var late = await ClaimsAsync(webhook);
        Assert.Null(await OtherNode.Get<WebhookQueue>().ClaimAsync(webhook, 1, [], Stop));
        Clock.Advance(WebhookQueue.Lease);
        var next = await ClaimsAsync(webhook);

        await Queue.MarkFailedAsync(late, Failure, Stop);

        var kept = Assert.Single(await DeliveriesAsync(webhook));
        Assert.Equal((next.NextTryAt, 0), (kept.NextTryAt, kept.FailedTries));
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_ever_later_and_given_up_after_a_day_and_sent_anew_by_hand()
    {
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);
        await Book.TestAsync(webhook, Operator, Stop);
        var begun = Clock.GetUtcNow();
        var tries = 0;
        DateTimeOffset? next;
        Guid id;
        do
        {
            var delivery = await ClaimsAsync(webhook);
            id = delivery.Id;
            next = await Queue.MarkFailedAsync(delivery, Failure, Stop);
            tries++;
            if (next is { } at)
            {
                Assert.Null(await Queue.ClaimAsync(webhook, 1, [], Stop));
                Clock.Advance(at - Clock.GetUtcNow());
            }
        } while (next is not null);

        Assert.Equal(RetryPlan.MostTries, tries);
        Assert.InRange(Clock.GetUtcNow() - begun, TimeSpan.FromHours(18), TimeSpan.FromHours(28));
        Assert.Equal(1, (await Book.FindAsync(webhook, Stop))!.Dead);
        Assert.Equal(Replaying.Done, await Book.ReplayAsync(webhook, id, Operator, Stop));
        Assert.Equal(Replaying.OfNoUse, await Book.ReplayAsync(webhook, id, Operator, Stop));
        Assert.Equal(Replaying.NotThere, await Book.ReplayAsync(Guid.Empty, id, Operator, Stop));
        var again = await ClaimsAsync(webhook);
        Assert.Equal((id, 0), (again.Id, again.FailedTries));
        await Queue.MarkSentAsync(again, Stop);
        Assert.Equal(
            (0, 0, Clock.GetUtcNow()),
            (await Book.FindAsync(webhook, Stop)) is { } standing
                ? (standing.Waiting, standing.Dead, standing.LastSentAt!.Value)
                : default
        );
    }

    [Fact]
    public async Task A_receiver_that_is_gone_pauses_the_webhook_and_what_waits_is_kept()
    {
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);
        await Book.TestAsync(webhook, Operator, Stop);

        await Queue.MarkGoneAsync(await ClaimsAsync(webhook), "http-410", Stop);

        var standing = (await Book.FindAsync(webhook, Stop))!;
        Assert.True(standing.Webhook.IsGone);
        Assert.Equal(1, standing.Waiting);
        Assert.Null(await Queue.ClaimAsync(webhook, 1, [], Stop));
        await Book.ResumeAsync(webhook, Operator, Stop);
        await ClaimsAsync(webhook);
    }

    [Fact]
    public async Task Both_secrets_sign_for_a_day_after_a_new_one_was_made_and_neither_can_be_read_in_the_database()
    {
        var (webhook, first) = (await Book.CreateAsync(Address, [WebhookEvents.TierChanged], Operator, Stop))!.Value;
        var second = (await Book.RotateAsync(webhook, Operator, Stop))!;
        await Book.TestAsync(webhook, Operator, Stop);

        Assert.Equal([second, first], await SecretsAsync(webhook));
        Clock.Advance(WebhookBook.BothSign);
        Assert.Equal([second], await SecretsAsync(webhook));

        var kept = (await Book.FindAsync(webhook, Stop))!.Webhook;
        Assert.DoesNotContain(first, kept.Secret + kept.PreviousSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(second, kept.Secret + kept.PreviousSecret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_act_is_a_line_of_the_audit_that_tells_where_it_leads_and_no_secret()
    {
        var by = Guid.CreateVersion7();
        var (webhook, secret) = (await Book.CreateAsync(Address, [WebhookEvents.TierChanged], by, Stop))!.Value;
        await Book.ChangeAsync(webhook, "https://other.example/hooks?key=abc", [WebhookEvents.MemberLeft], by, Stop);
        await Book.PauseAsync(webhook, by, Stop);
        await Book.ResumeAsync(webhook, by, Stop);
        await Book.RotateAsync(webhook, by, Stop);
        await Book.TestAsync(webhook, by, Stop);
        await Queue.MarkSentAsync(await ClaimsAsync(webhook), Stop);
        await Book.ReplayAsync(webhook, (await DeliveriesAsync(webhook))[0].Id, by, Stop);
        await Book.RemoveAsync(webhook, by, Stop);

        var lines = await Portal.Get<AuditBook>().ListAsync(new AuditQuery(ActorId: by), Stop);

        Assert.Equal(
            [
                AuditActions.WebhookMade,
                AuditActions.WebhookChanged,
                AuditActions.WebhookPaused,
                AuditActions.WebhookResumed,
                AuditActions.WebhookSecretRotated,
                AuditActions.WebhookTested,
                AuditActions.WebhookReplayed,
                AuditActions.WebhookRemoved,
            ],
            lines.Reverse().Select(each => each.Action)
        );
        var facts = lines.SelectMany(each => each.Facts).Select(each => each.Value).ToList();
        Assert.Contains("https://other.example", facts);
        Assert.All(facts, fact => Assert.DoesNotContain("key=", fact, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, facts);
    }

    [Fact]
    public async Task What_was_taken_goes_after_a_month_and_what_was_given_up_after_three()
    {
        var webhook = await AsksAsync(WebhookEvents.TierChanged);
        await Book.TestAsync(webhook, Operator, Stop);
        await Queue.MarkSentAsync(await ClaimsAsync(webhook), Stop);
        await Book.TestAsync(webhook, Operator, Stop);
        await Queue.MarkFailedAsync(await ClaimsAsync(webhook), Failure with { MayRetry = false }, Stop);

        Assert.Equal(2, await LeftAfterDaysAsync(webhook, 30));
        Assert.Equal(1, await LeftAfterDaysAsync(webhook, 1));
        Assert.Equal(1, await LeftAfterDaysAsync(webhook, 59));
        Assert.Equal(0, await LeftAfterDaysAsync(webhook, 1));
    }

    private async Task<int> LeftAfterDaysAsync(Guid webhook, int days)
    {
        Clock.AdvanceDays(days);
        await Portal.Get<Housekeeping>().RunAsync(Stop);
        return (await DeliveriesAsync(webhook)).Count;
    }

    private async Task<IReadOnlyList<string>> SecretsAsync(Guid webhook)
    {
        var claimed = await Queue.ClaimAsync(webhook, 1, [], Stop);
        Assert.NotNull(claimed);
        await Queue.MarkFailedAsync(claimed.Deliveries[0], Failure, Stop);
        return claimed.Target.Secrets;
    }

    private async Task<WebhookDelivery> ClaimsAsync(Guid webhook) =>
        Assert.Single((await Queue.ClaimAsync(webhook, 10, [], Stop))!.Deliveries);
}

public sealed class WebhookQueueOnSqlite(SqliteDatabase database)
    : WebhookQueueTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class WebhookQueueOnPostgreSql(PostgreSqlDatabase database)
    : WebhookQueueTests(database),
        IClassFixture<PostgreSqlDatabase>;
