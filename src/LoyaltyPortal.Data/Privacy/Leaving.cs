using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>When a member who asked to be forgotten will be.</summary>
/// <param name="At">From then on (UTC).</param>
public sealed record LeavingDate(DateTimeOffset At);

/// <summary>A member asks to be forgotten, and may think again until the time has come (<see cref="Erasure"/>).</summary>
public sealed class Leaving(IPortalDbs databases, MemberChanges changes)
{
    /// <summary>When a member leaves; null for one who stays.</summary>
    public async Task<LeavingDate?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .Members.Where(each => each.AccountId == accountId && each.LeavesAt != null)
            .Select(each => new LeavingDate(each.LeavesAt!.Value))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Sets the day. Who has asked before keeps theirs.</summary>
    /// <param name="accountId">Who, signed in.</param>
    /// <param name="phone">The phone that was just proved, E.164; it must be the member's.</param>
    /// <param name="coolingOff">How long it can be taken back.</param>
    /// <param name="message">The message to the member for a language and the day.</param>
    /// <param name="cancellation">Stops waiting; nothing is then asked.</param>
    /// <returns>When; null when there is no such member with that phone.</returns>
    public async Task<LeavingDate?> AskAsync(
        Guid accountId,
        string phone,
        TimeSpan coolingOff,
        Func<string, DateTimeOffset, string> message,
        CancellationToken cancellation
    )
    {
        var asked = await changes.RunAsync(
            accountId,
            (change, _) =>
            {
                var member = change.Member;
                if (member.Phone == phone && member.LeavesAt is null)
                {
                    (member.LeavingSince, member.LeavesAt) = (change.Now, change.Now + coolingOff);
                    change.Db.Outbox.Add(
                        OutboxMessage.Sms(
                            change.Keys.New(),
                            change.Now,
                            "leaving",
                            member.Phone,
                            message(member.Language, member.LeavesAt.Value),
                            accountId
                        )
                    );
                }
                return Task.FromResult(member);
            },
            cancellation
        );
        return asked?.Phone == phone && asked.LeavesAt is { } at ? new LeavingDate(at) : null;
    }

    /// <summary>The member stays after all.</summary>
    /// <returns>False when there is nobody left to stay.</returns>
    public async Task<bool> StayAsync(Guid accountId, CancellationToken cancellation) =>
        await changes.RunAsync(
            accountId,
            (change, _) =>
            {
                (change.Member.LeavingSince, change.Member.LeavesAt) = (null, null);
                return Task.FromResult(change);
            },
            cancellation
        )
            is not null;
}
