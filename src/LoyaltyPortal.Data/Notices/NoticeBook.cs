using System.Security.Cryptography;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Notices;

/// <summary>What members want to be told of without asking. Every change is made under the account's lock, as postings
/// are, so it never meets a notice half written.</summary>
public sealed class NoticeBook(IPortalDbs databases, PostingRunner postings, MemberChanges changes, Programme programme)
{
    /// <summary>The kind of these messages in the outbox.</summary>
    public const string MessageKind = "notice";

    /// <summary>The fault of a message that waited when the member wanted no more of them.</summary>
    public const string Stopped = "stopped";

    private const int TokenLength = 22;

    /// <summary>No capitals: one of the databases does not tell them from small letters. 113 random bits.</summary>
    private const string TokenLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What a member chose and was told; null before the first choice.</summary>
    public async Task<NoticeSettings?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .NoticeSettings.AsNoTracking()
            .FirstOrDefaultAsync(each => each.AccountId == accountId, cancellation);
    }

    /// <summary>Keeps a choice. What is chosen anew is told from now on: what was credited before, and the level that the
    /// member has, are no news.</summary>
    /// <returns>False when there is no such member.</returns>
    public async Task<bool> ChooseAsync(Guid accountId, NoticeChoice choice, CancellationToken cancellation)
    {
        var answer = await postings.RunAsync(
            accountId,
            earliest: null,
            claim: null,
            (scope, stop) => ChooseAsync(scope, choice, stop),
            cancellation
        );
        return answer.Status == 200;
    }

    private async Task<PostingAnswer> ChooseAsync(PostingScope scope, NoticeChoice choice, CancellationToken stop)
    {
        var (db, journal) = (scope.Db, scope.Journal!);
        var account = journal.Account;
        if (!await db.Members.AnyAsync(each => each.AccountId == account.Id, stop))
        {
            return PostingRunner.NoAccount;
        }
        journal.BringToNow();
        var settings = await SettingsAsync(db, account.Id, stop);
        var anew = choice.Kinds & ~settings.Kinds;
        if (anew.HasFlag(NoticeKinds.Credited))
        {
            settings.ToldEntry = account.LastNumber;
        }
        if (anew.HasFlag(NoticeKinds.Level))
        {
            settings.ToldTier = account.TierOn(journal.Today, programme).Tier.Id;
        }
        settings.Kinds = choice.Kinds;
        settings.Medium = choice.Medium;
        settings.Zone = choice.Zone;
        (settings.QuietFrom, settings.QuietTo) = (choice.QuietFrom, choice.QuietTo);
        account.NoticesDueAt = choice.Kinds == NoticeKinds.None ? null : scope.Now;
        if (choice.Kinds == NoticeKinds.None)
        {
            await GiveUpWaitingAsync(db, account.Id, scope.Now, stop);
        }
        return new PostingAnswer(200, string.Empty);
    }

    /// <summary>Notes that a mail address is the member's. It counts while it is the address that the member tells.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="address">The address that a link went to.</param>
    /// <param name="cancellation">Stops waiting; nothing is then noted.</param>
    /// <returns>False when it is not the member's address any more.</returns>
    public async Task<bool> ProveMailAsync(Guid accountId, string address, CancellationToken cancellation)
    {
        var proved = await changes.RunAsync(
            accountId,
            async (change, stop) =>
            {
                if (change.Member.Email != address)
                {
                    return change.Member;
                }
                (await SettingsAsync(change.Db, accountId, stop)).ProvedMail = address;
                var now = change.Now;
                await change
                    .Db.Accounts.Where(each => each.Id == accountId && each.NoticesDueAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.NoticesDueAt, now), stop);
                return change.Member;
            },
            cancellation
        );
        return proved?.Email == address;
    }

    /// <summary>Ends all notices of whoever a link in one of them belongs to; a token of nobody changes nothing. What
    /// waits to be sent is not sent any more.</summary>
    public async Task StopAsync(string token, CancellationToken cancellation)
    {
        if (token.Length != TokenLength)
        {
            return;
        }
        await using var db = databases.Create();
        var accountId = await db
            .NoticeSettings.Where(each => each.StopToken == token)
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        if (accountId is { } id)
        {
            await changes.RunAsync(id, (change, stop) => StopAsync(change, stop), cancellation);
        }
    }

    private static async Task<Member> StopAsync(MemberChange change, CancellationToken stop)
    {
        var (db, id) = (change.Db, change.Member.AccountId);
        (await SettingsAsync(db, id, stop)).Kinds = NoticeKinds.None;
        await db
            .Accounts.Where(each => each.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.NoticesDueAt, (DateTimeOffset?)null), stop);
        await GiveUpWaitingAsync(db, id, change.Now, stop);
        return change.Member;
    }

    /// <summary>The member's settings, tracked; new ones want nothing.</summary>
    private static async Task<NoticeSettings> SettingsAsync(PortalDb db, Guid accountId, CancellationToken stop)
    {
        var settings = await db.NoticeSettings.FirstOrDefaultAsync(each => each.AccountId == accountId, stop);
        if (settings is null)
        {
            settings = new NoticeSettings
            {
                AccountId = accountId,
                StopToken = RandomNumberGenerator.GetString(TokenLetters, TokenLength),
            };
            db.NoticeSettings.Add(settings);
        }
        return settings;
    }

    private static Task<int> GiveUpWaitingAsync(
        PortalDb db,
        Guid accountId,
        DateTimeOffset now,
        CancellationToken stop
    ) =>
        db
            .Outbox.Where(each =>
                each.AccountId == accountId && each.Kind == MessageKind && each.SentAt == null && each.GivenUpAt == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(each => each.GivenUpAt, now).SetProperty(each => each.LastFault, Stopped),
                stop
            );
}
