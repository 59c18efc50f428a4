using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>What came of changing a phone number.</summary>
public abstract record PhoneChanged
{
    private PhoneChanged() { }

    /// <summary>It is the new one.</summary>
    public sealed record Done : PhoneChanged;

    /// <summary>The new number is another member's; nothing was changed.</summary>
    public sealed record Taken : PhoneChanged;

    /// <summary>The number to be changed is not the member's any more; nothing was changed.</summary>
    public sealed record Outdated : PhoneChanged;
}

/// <summary>Gives a member another phone number. That both phones are the member's must have been proved.</summary>
public sealed class PhoneChange(MemberChanges changes)
{
    /// <summary>Changes it for the member and for the user who signs in, in one transaction; of two who want one number the
    /// database's unique index lets one have it. Both phones are told.</summary>
    /// <param name="accountId">Who, signed in.</param>
    /// <param name="from">The number in use, E.164.</param>
    /// <param name="to">The new one, E.164.</param>
    /// <param name="toOld">The message to the old phone in a language.</param>
    /// <param name="toNew">The message to the new phone in a language.</param>
    /// <param name="cancellation">Stops waiting; nothing is then changed.</param>
    public async Task<PhoneChanged> RunAsync(
        Guid accountId,
        string from,
        string to,
        Func<string, string> toOld,
        Func<string, string> toNew,
        CancellationToken cancellation
    )
    {
        try
        {
            return await changes.RunAsync(accountId, ChangeAsync, cancellation) ?? new PhoneChanged.Outdated();
        }
        catch (DbUpdateException taken) when (Conflicts.IsConflict(taken))
        {
            return new PhoneChanged.Taken();
        }

        async Task<PhoneChanged> ChangeAsync(MemberChange change, CancellationToken stop)
        {
            var (db, member) = (change.Db, change.Member);
            if (member.Phone != from)
            {
                return new PhoneChanged.Outdated();
            }
            if (await db.Members.AnyAsync(each => each.Phone == to && each.AccountId != accountId, stop))
            {
                return new PhoneChanged.Taken();
            }
            await ApplyAsync(db, member, to, change.Now, stop);
            Tell(change, from, toOld(member.Language));
            Tell(change, to, toNew(member.Language));
            return new PhoneChanged.Done();
        }
    }

    /// <summary>Changes it within a transaction at hand that holds the account's lock; nobody else has the number.</summary>
    internal static async Task ApplyAsync(
        PortalDb db,
        Member member,
        string to,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var (accountId, from) = (member.AccountId, member.Phone);
        // What support was asked for is of no use any more: the member has a phone.
        await db
            .SupportPhoneChanges.Where(each => each.AccountId == accountId)
            .Where(each => each.Status == PhoneChangeStatus.Waiting)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.Status, PhoneChangeStatus.Stopped)
                        .SetProperty(each => each.EndedAt, now),
                stop
            );
        member.Phone = to;
        var user = await db.Users.FirstAsync(each => each.Id == accountId, stop);
        (user.PhoneNumber, user.PhoneNumberConfirmed) = (to, true);
        // Codes that went to the old phone before are this member's: whoever has the number next has nothing of them.
        await db
            .Outbox.Where(each => each.AccountId == null && each.Recipient == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, accountId), stop);
        await db.PhoneCodes.Where(each => each.Phone == from).ExecuteDeleteAsync(stop);
        // A till's link went there too, and codes that have not left yet must not.
        await db.JoiningLinks.Where(each => each.AccountId == accountId).ExecuteDeleteAsync(stop);
        await db
            .Outbox.Where(each =>
                each.AccountId == accountId
                && each.Recipient == from
                && each.IsSecret
                && each.SentAt == null
                && each.GivenUpAt == null
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.GivenUpAt, now)
                        .SetProperty(each => each.LastFault, "phone-changed")
                        .SetProperty(each => each.Text, string.Empty),
                stop
            );
        var subjects = LimitSubjects.AllOfPhone(from);
        await db.LimitCounters.Where(each => subjects.Contains(each.Subject)).ExecuteDeleteAsync(stop);
        await db.JoiningDrafts.Where(each => each.Phone == from || each.Phone == to).ExecuteDeleteAsync(stop);
    }

    private static void Tell(MemberChange change, string phone, string text) =>
        change.Db.Outbox.Add(
            OutboxMessage.Sms(change.Keys.New(), change.Now, "phone-changed", phone, text, change.Member.AccountId)
        );
}
