using System.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>What asking to link a card came to.</summary>
public abstract record LinkStart
{
    private LinkStart() { }

    /// <summary>A code is on its way.</summary>
    /// <param name="Id">What the code is for.</param>
    /// <param name="Phone">The phone that the card is registered to, E.164.</param>
    public sealed record Sent(Guid Id, string Phone) : LinkStart;

    /// <summary>The card leads to this account already.</summary>
    public sealed record IsYours : LinkStart;

    /// <summary>Both accounts have a history, which only support can join.</summary>
    public sealed record TwoHistories : LinkStart;

    /// <summary>One of the two members has asked to be forgotten: nobody is to leave, or to stay, by a card.</summary>
    public sealed record Leaving : LinkStart;

    /// <summary>Too many codes for now.</summary>
    public sealed record TooOften : LinkStart;
}

/// <summary>What a code for a card came to.</summary>
public abstract record LinkEnd
{
    private LinkEnd() { }

    /// <summary>Both cards lead to one account.</summary>
    /// <param name="AccountId">That account: another one than before where the card's own account stays.</param>
    public sealed record Linked(Guid AccountId) : LinkEnd;

    /// <summary>A wrong code.</summary>
    /// <param name="TriesLeft">How many more are taken.</param>
    public sealed record Wrong(int TriesLeft) : LinkEnd;

    /// <summary>The code is used, too old, or was tried too often.</summary>
    public sealed record Ended : LinkEnd;
}

/// <summary>Links plastic cards to accounts (programmes.md, "Joining", autostars): confirmed by a code to the phone that
/// the card is registered to, after which both cards lead to the same account. A card of nobody is registered to whoever
/// links it. Where the card has an account of its own, that one stays and takes in the asker's, which must be without a
/// history: two histories are joined by support.</summary>
public sealed class CardLinking(
    IPortalDbs databases,
    Programme programme,
    TimeProvider time,
    SequentialKeys keys,
    WebhookOutbox webhooks,
    WriteGate gate
)
{
    private const int MostTries = 5;
    private const int MostInWindow = 6;
    private const int Attempts = 4;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>The account that a card leads to; none or one.</summary>
    public static IQueryable<Guid> HolderOf(PortalDb db, string number) =>
        db
            .Accounts.Where(each => each.CardNumber == number)
            .Select(each => each.Id)
            .Concat(db.LinkedCards.Where(each => each.Number == number).Select(each => each.AccountId))
            .OrderBy(each => each);

    /// <summary>Sends a code to the phone that a card is registered to.</summary>
    /// <param name="accountId">Who asks, signed in.</param>
    /// <param name="number">8 to 19 digits.</param>
    /// <param name="message">The text for a language with a code in it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<LinkStart> StartAsync(
        Guid accountId,
        string number,
        Func<string, string, string> message,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var holder = await HolderOf(db, number).Select(each => (Guid?)each).FirstOrDefaultAsync(cancellation);
        if (holder == accountId)
        {
            return new LinkStart.IsYours();
        }
        var now = Clock.Now(time);
        var since = now - Window;
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        var recent = await db
            .CardLinkCodes.Where(each => each.AccountId == accountId && each.CreatedAt > since)
            .Select(each => each.Minute)
            .ToListAsync(cancellation);
        if (recent.Count >= MostInWindow || recent.Contains(minute))
        {
            return new LinkStart.TooOften();
        }
        if (holder is not null && !await IsFreshAsync(db, accountId, cancellation))
        {
            return new LinkStart.TwoHistories();
        }
        if (await IsLeavingAsync(db, [accountId, holder ?? accountId], cancellation))
        {
            return new LinkStart.Leaving();
        }
        var registered = holder ?? accountId;
        var person = await db
            .Members.Where(each => each.AccountId == registered)
            .Select(each => new { each.Phone, each.Language })
            .FirstAsync(cancellation);
        var code = OneTimeCodes.New();
        var id = keys.New();
        db.CardLinkCodes.Add(
            new CardLinkCode
            {
                Id = id,
                AccountId = accountId,
                CardNumber = number,
                CodeHash = OneTimeCodes.HashOf(id, code),
                CreatedAt = now,
                Minute = minute,
                ExpiresAt = now + Lasts,
            }
        );
        db.Outbox.Add(
            OutboxMessage.SecretSms(
                keys.New(),
                now,
                "card-link-code",
                person.Phone,
                message(person.Language, code),
                registered,
                now + Lasts
            )
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another request of this minute was quicker.
            return new LinkStart.TooOften();
        }
        return new LinkStart.Sent(id, person.Phone);
    }

    /// <summary>Links the card when the code is right.</summary>
    public async Task<LinkEnd> ConfirmAsync(Guid accountId, Guid id, string code, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryConfirmAsync(accountId, id, code, cancellation);
            }
            catch (Exception conflict) when (attempt < Attempts && Conflicts.IsConflict(conflict))
            {
                // Somebody took the card or the account in between; the next try sees it.
            }
        }
    }

    private async Task<LinkEnd> TryConfirmAsync(Guid accountId, Guid id, string code, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellation
        );
        var now = Clock.Now(time);
        var asked = await db.CardLinkCodes.FirstOrDefaultAsync(
            each => each.Id == id && each.AccountId == accountId,
            cancellation
        );
        if (asked is null || asked.UsedAt is not null || asked.ExpiresAt <= now || asked.Tries >= MostTries)
        {
            return new LinkEnd.Ended();
        }
        LinkEnd end;
        if (OneTimeCodes.IsRight(asked.CodeHash, id, code))
        {
            asked.UsedAt = now;
            end = await LinkAsync(db, accountId, asked.CardNumber, now, cancellation);
        }
        else
        {
            asked.Tries++;
            end = new LinkEnd.Wrong(MostTries - asked.Tries);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return end;
    }

    private async Task<LinkEnd> LinkAsync(
        PortalDb db,
        Guid accountId,
        string number,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var holder = await HolderOf(db, number).Select(each => (Guid?)each).FirstOrDefaultAsync(cancellation);
        if (holder is null)
        {
            db.LinkedCards.Add(
                new LinkedCard
                {
                    Number = number,
                    AccountId = accountId,
                    LinkedAt = now,
                }
            );
            return new LinkEnd.Linked(accountId);
        }
        Guid[] both = [accountId, holder.Value];
        foreach (var id in both.Distinct().Order())
        {
            // Neither is forgotten or posted to meanwhile.
            await AccountQueries.LockAsync(db, id, cancellation);
        }
        var isFit =
            holder == accountId
            || (await IsFreshAsync(db, accountId, cancellation) && !await IsLeavingAsync(db, both, cancellation));
        if (!isFit)
        {
            return new LinkEnd.Ended();
        }
        if (holder != accountId)
        {
            await TakeInAsync(db, accountId, holder.Value, now, cancellation);
        }
        return new LinkEnd.Linked(holder.Value);
    }

    /// <summary>Lets the cards of an account without a history lead to another one, which learns what its member told,
    /// and removes the account.</summary>
    private async Task TakeInAsync(
        PortalDb db,
        Guid from,
        Guid into,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var account = await db.Accounts.Include(each => each.Wallets).FirstAsync(each => each.Id == from, cancellation);
        var member = await db.Members.FirstAsync(each => each.AccountId == from, cancellation);
        var other = await db.Members.FirstAsync(each => each.AccountId == into, cancellation);
        foreach (var card in await db.LinkedCards.Where(each => each.AccountId == from).ToListAsync(cancellation))
        {
            card.AccountId = into;
        }
        db.LinkedCards.Add(
            new LinkedCard
            {
                Number = account.CardNumber,
                AccountId = into,
                LinkedAt = now,
            }
        );
        if (other.QuestionnaireAt is null && member.QuestionnaireAt is not null)
        {
            Tell(other, member, programme.Zone.DayOf(now), now);
            var stays = await db.Accounts.FirstAsync(each => each.Id == into, cancellation);
            stays.Status = stays.Status == AccountStatus.AwaitingQuestionnaire ? AccountStatus.Active : stays.Status;
            // Nothing is left to fill in there.
            await RemoveJoiningAsync(db, into, other.Phone, cancellation);
        }
        await RemoveJoiningAsync(db, from, member.Phone, cancellation);
        await HandOverMessagesAsync(db, member, into, cancellation);
        await HandOverSupportAsync(db, from, into, now, cancellation);
        // What was joined to it before leads on; a wish to join it is of no use any more.
        await MergedAccounts
            .Of(db, from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.IntoId, into), cancellation);
        await db
            .AccountMerges.Where(each => each.FromId == from || each.IntoId == from)
            .ExecuteDeleteAsync(cancellation);
        await webhooks.HandOverAsync(db, from, into, now, cancellation);
        db.Consents.RemoveRange(await db.Consents.Where(each => each.AccountId == from).ToListAsync(cancellation));
        db.CardCodes.RemoveRange(await db.CardCodes.Where(each => each.AccountId == from).ToListAsync(cancellation));
        await HandOverPassesAsync(db, from, into, cancellation);
        db.Sessions.RemoveRange(await db.Sessions.Where(each => each.UserId == from).ToListAsync(cancellation));
        db.UserPasskeys.RemoveRange(await db.UserPasskeys.Where(each => each.UserId == from).ToListAsync(cancellation));
        db.Users.RemoveRange(await db.Users.Where(each => each.Id == from).ToListAsync(cancellation));
        db.Members.Remove(member);
        db.Wallets.RemoveRange(account.Wallets);
        db.Accounts.Remove(account);
    }

    /// <summary>A card in a wallet shows the account that stays from now on; one that has a card of its kind already keeps
    /// that.</summary>
    internal static async Task HandOverPassesAsync(PortalDb db, Guid from, Guid into, CancellationToken cancellation)
    {
        var kinds = await db
            .WalletPasses.Where(each => each.AccountId == into)
            .Select(each => each.Kind)
            .ToListAsync(cancellation);
        foreach (var pass in await db.WalletPasses.Where(each => each.AccountId == from).ToListAsync(cancellation))
        {
            if (kinds.Contains(pass.Kind))
            {
                var devices = await db.WalletDevices.Where(each => each.PassId == pass.Id).ToListAsync(cancellation);
                db.WalletDevices.RemoveRange(devices);
                db.WalletPasses.Remove(pass);
            }
            else
            {
                (pass.AccountId, pass.SeenVersion) = (into, 0);
            }
        }
    }

    /// <summary>What one account's member told is what the other one's tells from now on.</summary>
    internal static void Tell(Member other, Member member, DateOnly today, DateTimeOffset now)
    {
        other.TellNames(member.GivenName, member.FamilyName);
        (other.Sex, other.City, other.Email) = (member.Sex, member.City, member.Email);
        (other.Interests, other.Children) = (member.Interests, member.Children);
        (other.Language, other.QuestionnaireAt) = (member.Language, now);
        other.TellBirthDate(other.BirthDate ?? member.BirthDate, today);
    }

    /// <summary>Removes what waits for a questionnaire: the links to it and its draft.</summary>
    internal static async Task RemoveJoiningAsync(
        PortalDb db,
        Guid accountId,
        string phone,
        CancellationToken cancellation
    )
    {
        db.JoiningLinks.RemoveRange(
            await db.JoiningLinks.Where(each => each.AccountId == accountId).ToListAsync(cancellation)
        );
        db.JoiningDrafts.RemoveRange(
            await db.JoiningDrafts.Where(each => each.Phone == phone).ToListAsync(cancellation)
        );
    }

    /// <summary>What was sent to a member is the other account's from now on: it is exported and erased with it. Codes on
    /// their way open nothing any more.</summary>
    internal static async Task HandOverMessagesAsync(
        PortalDb db,
        Member member,
        Guid into,
        CancellationToken cancellation
    )
    {
        var (from, phone) = (member.AccountId, member.Phone);
        await db
            .Outbox.Where(each => each.AccountId == from || (each.AccountId == null && each.Recipient == phone))
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        await db.PhoneCodes.Where(each => each.Phone == phone).ExecuteDeleteAsync(cancellation);
        var subjects = LimitSubjects.AllOfPhone(phone);
        await db.LimitCounters.Where(each => subjects.Contains(each.Subject)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>What was asked of support, and what support did, stays with the person. What to be told of is chosen
    /// anew.</summary>
    internal static async Task HandOverSupportAsync(
        PortalDb db,
        Guid from,
        Guid into,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await db
            .MemberClaims.Where(each => each.AccountId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        await db
            .PendingAdjustments.Where(each => each.AccountId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        // Whoever looks through the eyes of the one is not to look through those of the other.
        await db
            .SupportVisits.Where(each => each.AccountId == from && each.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.EndsAt, now), cancellation);
        await db
            .SupportVisits.Where(each => each.AccountId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        // Another phone is asked for in vain; that it was stays known.
        await db
            .SupportPhoneChanges.Where(each => each.AccountId == from && each.Status == PhoneChangeStatus.Waiting)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.Status, PhoneChangeStatus.Stopped)
                        .SetProperty(each => each.EndedAt, now),
                cancellation
            );
        await db
            .SupportPhoneChanges.Where(each => each.AccountId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        await db.NoticeSettings.Where(each => each.AccountId == from).ExecuteDeleteAsync(cancellation);
    }

    private static Task<bool> IsLeavingAsync(PortalDb db, Guid[] accounts, CancellationToken cancellation) =>
        db.Members.AnyAsync(each => accounts.Contains(each.AccountId) && each.LeavesAt != null, cancellation);

    /// <summary>Whether nothing ever happened to an account: no entry, no order.</summary>
    private static async Task<bool> IsFreshAsync(PortalDb db, Guid accountId, CancellationToken cancellation) =>
        await db.Accounts.AnyAsync(each => each.Id == accountId && each.LastNumber == 0, cancellation)
        && !await db.Purchases.AnyAsync(each => each.AccountId == accountId, cancellation)
        && !await db.Holds.AnyAsync(each => each.AccountId == accountId, cancellation);
}
