using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Removes what has served its time: answers kept for repeated requests (the contract says 7 days at least),
/// scanned and unused card codes, sign-in codes, drafts of questionnaires that nobody finishes, links to them that have
/// ended. Nothing of the ledger is ever removed.</summary>
public sealed class Housekeeping(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(8);
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(1);

    /// <summary>Removes it. May run late, twice or on two nodes at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var answersBefore = now - AnswersKept;
        var codesBefore = now - CodesKept;
        var draftsBefore = now - JoiningDrafts.Kept;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await db.IdempotencyRecords.Where(each => each.CreatedAt < answersBefore).ExecuteDeleteAsync(cancellation);
        await db.CardCodes.Where(each => each.ExpiresAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.CardLinkCodes.Where(each => each.CreatedAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.JoiningDrafts.Where(each => each.UpdatedAt < draftsBefore).ExecuteDeleteAsync(cancellation);
        await db.JoiningLinks.Where(each => each.ExpiresAt < codesBefore).ExecuteDeleteAsync(cancellation);
        await db.PhoneCodes.Where(each => each.CreatedAt < codesBefore).ExecuteDeleteAsync(cancellation);
    }
}
