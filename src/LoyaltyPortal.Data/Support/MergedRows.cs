using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>What belongs to an account besides its ledger, when the account is joined to another one of the same person: it
/// leads there from then on, and nobody signs in to the old one.</summary>
internal static class MergedRows
{
    /// <summary>Lets it all lead to the account that stays, within the transaction that joins them.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="goes">The account that goes, tracked; it is closed already.</param>
    /// <param name="into">The account that stays, tracked.</param>
    /// <param name="takesPhone">Whether its phone is the one that the member keeps.</param>
    /// <param name="stop">Stops waiting; the transaction is then to be rolled back.</param>
    /// <returns>The code for earning that the card of the account that goes has.</returns>
    public static async Task<string> MoveAsync(
        PostingScope scope,
        Account goes,
        Account into,
        bool takesPhone,
        CancellationToken stop
    )
    {
        var (db, now) = (scope.Db, scope.Now);
        var today = scope.Journal!.Programme.Zone.DayOf(now);
        var member = await db.Members.AsNoTracking().FirstAsync(each => each.AccountId == goes.Id, stop);
        var other = await db.Members.FirstAsync(each => each.AccountId == into.Id, stop);
        await MoveCardsAsync(db, goes, into.Id, now, stop);
        await MoveActivitiesAsync(db, goes.Id, into.Id, stop);
        await CardLinking.HandOverPassesAsync(db, goes.Id, into.Id, stop);
        await CardLinking.RemoveJoiningAsync(db, goes.Id, member.Phone, stop);
        await CardLinking.HandOverMessagesAsync(db, member, into.Id, stop);
        // What was done there tells of entries by numbers that are others here.
        await db.Set<SupportAct>()
            .Where(each => db.SupportVisits.Any(visit => visit.Id == each.VisitId && visit.AccountId == goes.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.EntryNumber, (long?)null), stop);
        await CardLinking.HandOverSupportAsync(db, goes.Id, into.Id, now, stop);
        await MoveMergesAsync(db, goes.Id, into.Id, now, stop);
        // What counts from now on is what the member agrees to where the member stays.
        await db
            .Consents.Where(each => each.AccountId == goes.Id && each.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.RevokedAt, now), stop);
        await EndSignInAsync(db, goes.Id, stop);
        if (other.QuestionnaireAt is null && member.QuestionnaireAt is not null)
        {
            CardLinking.Tell(other, member, today, now);
            into.Status = into.Status == AccountStatus.AwaitingQuestionnaire ? AccountStatus.Active : into.Status;
        }
        other.NoteGiftsOf(member, today);
        if (takesPhone)
        {
            await PhoneChange.ApplyAsync(db, other, member.Phone, now, stop);
            // Whoever has the phone that is dropped is not to go on by what it opened.
            var kept = into.Id;
            await db.Sessions.Where(each => each.UserId == kept).ExecuteDeleteAsync(stop);
            await db.UserPasskeys.Where(each => each.UserId == kept).ExecuteDeleteAsync(stop);
        }
        return member.OfflineCode;
    }

    private static async Task MoveCardsAsync(
        PortalDb db,
        Account goes,
        Guid into,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        foreach (var card in await db.LinkedCards.Where(each => each.AccountId == goes.Id).ToListAsync(stop))
        {
            card.AccountId = into;
        }
        db.LinkedCards.Add(
            new LinkedCard
            {
                Number = goes.CardNumber,
                AccountId = into,
                LinkedAt = now,
            }
        );
        goes.CardNumber = CardNumbers.OfNobody();
        await db.CardCodes.Where(each => each.AccountId == goes.Id).ExecuteDeleteAsync(stop);
        await db.CardLinkCodes.Where(each => each.AccountId == goes.Id).ExecuteDeleteAsync(stop);
        await db
            .RedemptionCodes.Where(each => db.Holds.Any(hold => hold.Id == each.HoldId && hold.AccountId == goes.Id))
            .ExecuteDeleteAsync(stop);
    }

    /// <summary>What counts once for a member has counted for the person; where both did it, both records stay.</summary>
    private static async Task MoveActivitiesAsync(PortalDb db, Guid from, Guid into, CancellationToken stop)
    {
        var taken = await db
            .Activities.Where(each => each.AccountId == into)
            .Select(each => new { each.Type, each.OnceKey })
            .ToListAsync(stop);
        var (old, own) = (Text(from), Text(into));
        foreach (var record in await db.Activities.Where(each => each.AccountId == from).ToListAsync(stop))
        {
            record.AccountId = into;
            var key = record.OnceKey.Replace(old, own, StringComparison.Ordinal);
            if (!taken.Any(each => each.Type == record.Type && each.OnceKey == key))
            {
                record.OnceKey = key;
            }
        }

        static string Text(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);
    }

    /// <summary>What was joined to the account before is joined to the one that stays; what waits for a second person waits
    /// in vain.</summary>
    private static async Task MoveMergesAsync(
        PortalDb db,
        Guid from,
        Guid into,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await db
            .AccountMerges.Where(each => each.IntoId == from && each.Status == PendingStatus.Approved)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.IntoId, into), stop);
        await db
            .AccountMerges.Where(each => each.Status == PendingStatus.Waiting)
            .Where(each => each.IntoId == from || each.FromId == from)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.Status, PendingStatus.Refused)
                        .SetProperty(each => each.DecidedAt, now),
                stop
            );
    }

    /// <summary>At once in the database, so that the phone is nobody's before somebody takes it.</summary>
    private static async Task EndSignInAsync(PortalDb db, Guid accountId, CancellationToken stop)
    {
        await db.Sessions.Where(each => each.UserId == accountId).ExecuteDeleteAsync(stop);
        await db.UserPasskeys.Where(each => each.UserId == accountId).ExecuteDeleteAsync(stop);
        await db.Users.Where(each => each.Id == accountId).ExecuteDeleteAsync(stop);
        await db.Members.Where(each => each.AccountId == accountId).ExecuteDeleteAsync(stop);
    }
}
