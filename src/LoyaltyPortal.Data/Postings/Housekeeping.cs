using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Removes what has served its time: answers kept for repeated requests (the contract says 7 days at least),
/// scanned and unused card codes, sign-in codes, counters of limits, sessions long over, drafts of questionnaires that
/// nobody finishes, links to them that have ended, messages long sent or given up. Nothing of the ledger is ever
/// removed.</summary>
public sealed class Housekeeping(IPortalDbs databases, WriteGate gate, MessageKeeping messages, TimeProvider time)
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(8);
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(1);

    /// <summary>The longest window of a limit is a day.</summary>
    private static readonly TimeSpan CountersKept = TimeSpan.FromDays(2);
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);

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
    }
}
