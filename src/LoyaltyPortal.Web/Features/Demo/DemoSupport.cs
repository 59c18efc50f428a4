using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Support;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>What support did for the demo's member with a history: a claim that is answered, one that is open, and the visit
/// in which the agent looked.</summary>
internal sealed class DemoSupport(PortalDb db, ClaimBook claims, VisitBook visits, ClaimMessages messages)
{
    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(15);

    public async Task AddAsync(string phone, CancellationToken cancellation)
    {
        var member = await db.Members.FirstOrDefaultAsync(each => each.Phone == phone, cancellation);
        var agent = DemoStaff.All.First(each => each.Role == StaffRoles.Agent).Email;
        var staff = await db.Users.FirstOrDefaultAsync(each => each.Email == agent, cancellation);
        if (member is null || staff is null || await db.MemberClaims.AnyAsync(cancellation))
        {
            return;
        }
        var asked = await SubmitAsync(
            member,
            ClaimKind.LevelUnchanged,
            "Купила много, а уровень прежний.",
            cancellation
        );
        await SubmitAsync(member, ClaimKind.Other, "Как поменять фамилию?", cancellation);
        const string Why = "Вопрос об уровне: смотрим, какие покупки учтены";
        var visit = await visits.BeginAsync(
            new NewVisit(member.AccountId, staff.Id, StaffRoles.Agent, Why, Visit),
            cancellation
        );
        if (asked is Claiming.Taken { Number: var number } && visit is { Id: var visitId })
        {
            const string Answer =
                "Последняя покупка учтётся на следующий день после начисления: тогда изменится и уровень.";
            await claims.AnswerAsync(
                staff.Id,
                number,
                Answer,
                language => messages.Answered(language, number),
                cancellation
            );
            var what = Reason.Of(ReasonCodes.SupportAnsweredClaim).WithText("claim", number);
            await visits.NoteAsync(visitId, what, entryNumber: null, cancellation);
            await visits.EndAsync(visitId, cancellation);
        }
    }

    private Task<Claiming> SubmitAsync(Member member, ClaimKind kind, string text, CancellationToken cancellation) =>
        claims.SubmitAsync(
            member.AccountId,
            new NewClaim(kind, null, null, [], $"{member.GivenName} {member.FamilyName}", member.Phone, text),
            cancellation
        );
}
