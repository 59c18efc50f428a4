using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Answers claims within a transaction that holds the account's lock: the claim, the message to the phone by which the
/// member signs in, and the line of the audit.</summary>
internal static class ClaimAnswers
{
    /// <summary>An open claim of an account; null where it is over or another member's.</summary>
    public static Task<MemberClaim?> FindOpenAsync(
        PortalDb db,
        Guid accountId,
        string number,
        CancellationToken cancellation
    ) =>
        db.MemberClaims.FirstOrDefaultAsync(
            each => each.Number == number && each.AccountId == accountId && each.Status == ClaimStatus.Open,
            cancellation
        );

    /// <summary>Answers a claim together with what a posting does.</summary>
    public static async Task AnswerAsync(
        PostingScope scope,
        MemberClaim claim,
        Guid staffId,
        string answer,
        Func<string, string> message,
        CancellationToken cancellation
    )
    {
        var member = await scope.Db.Members.FirstAsync(each => each.AccountId == claim.AccountId, cancellation);
        claim.ClosedAt = scope.Now;
        await AnswerAsync(scope.Db, scope.Keys, claim, member, staffId, answer, message, scope.Now, cancellation);
    }

    /// <summary>Answers a claim that is closed now.</summary>
    public static async Task AnswerAsync(
        PortalDb db,
        SequentialKeys keys,
        MemberClaim claim,
        Member member,
        Guid staffId,
        string answer,
        Func<string, string> message,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        (claim.Status, claim.Answer, claim.AnsweredBy) = (ClaimStatus.Answered, answer, staffId);
        db.Outbox.Add(
            OutboxMessage.Sms(
                keys.New(),
                now,
                "claim-answered",
                member.Phone,
                message(member.Language),
                member.AccountId
            )
        );
        var fact = new AuditFact("claim", claim.Number);
        await AuditBook.AddAsync(
            db,
            AuditNote.Of(staffId, claim.AccountId, AuditActions.ClaimAnswered, fact),
            now,
            cancellation
        );
    }
}
