using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Removes what has served its time: answers kept for repeated requests (the contract says 7 days at least),
/// scanned and unused card codes, sign-in codes, counters of limits, sessions long over, drafts of questionnaires that
/// nobody finishes, links to them that have ended, messages and deliveries of webhooks long sent or given up. Nothing of the ledger is ever
/// removed.</summary>
public sealed class Housekeeping(IPortalDbs databases, WriteGate gate, MessageKeeping messages, TimeProvider time)
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(8);
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(1);

    /// <summary>The longest window of a limit is a day.</summary>
    private static readonly TimeSpan CountersKept = TimeSpan.FromDays(2);
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan TakenDeliveriesKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan OtherDeliveriesKept = TimeSpan.FromDays(90);

    /// <summary>Removes it. May run late, twice or on two nodes at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var answersBefore = now - AnswersKept;
        var codesBefore = now - CodesKept;
        var messagesBefore = now - messages.Kept;
        var draftsBefore = now - JoiningDrafts.Kept;
        var countersBefore = now - CountersKept;
        var sessionsBefore = now - SessionsKept;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db.IdempotencyRecords.Where(each => each.CreatedAt < answersBefore).ExecuteDeleteAsync(cancellation);
        await db.CardCodes.Where(each => each.ExpiresAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.CardLinkCodes.Where(each => each.CreatedAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.JoiningDrafts.Where(each => each.UpdatedAt < draftsBefore).ExecuteDeleteAsync(cancellation);
        await db.JoiningLinks.Where(each => each.ExpiresAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.PhoneCodes.Where(each => each.CreatedAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.LimitCounters.Where(each => each.LastAt < countersBefore).ExecuteDeleteAsync(cancellation);
        await db
            .Sessions.Where(each => each.EndedAt < sessionsBefore || each.EndsAt < sessionsBefore)
            .ExecuteDeleteAsync(cancellation);
        await db
            .Outbox.Where(each => each.SentAt < messagesBefore || each.GivenUpAt < messagesBefore)
            .ExecuteDeleteAsync(cancellation);
        await RemoveDeliveriesAsync(db, now, cancellation);
    }

    /// <summary>Removes deliveries that were taken a month ago, all others after three, and at once those of webhooks that
    /// are there no more.</summary>
    private static async Task RemoveDeliveriesAsync(PortalDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var (takenBefore, othersBefore) = (now - TakenDeliveriesKept, now - OtherDeliveriesKept);
        await db
            .WebhookDeliveries.Where(each => each.State == DeliveryState.Sent && each.CreatedAt < takenBefore)
            .ExecuteDeleteAsync(cancellation);
        await db
            .WebhookDeliveries.Where(each =>
                (each.State == DeliveryState.Waiting || each.State == DeliveryState.Dead)
                && each.CreatedAt < othersBefore
            )
            .ExecuteDeleteAsync(cancellation);
        await db
            .WebhookDeliveries.Where(each =>
                // What was sent went with the webhook itself; what a node wrote afterwards was never claimed.
                each.State == DeliveryState.Waiting
                && !db.Webhooks.Any(webhook => webhook.Id == each.WebhookId)
            )
            .ExecuteDeleteAsync(cancellation);
    }
}
