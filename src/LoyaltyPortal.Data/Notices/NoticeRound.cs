using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Data.Notices;

/// <summary>Tells members what they want to be told of. What a member is told, that they were told and the message itself
/// are written in one transaction under the account's lock: any number of nodes may go round at once, and each notice is
/// written once (docs/decisions/notices.md).</summary>
public sealed class NoticeRound(
    IPortalDbs databases,
    PostingRunner postings,
    Programme programme,
    TimeProvider time,
    ILogger<NoticeRound> log
)
{
    /// <summary>How soon somebody is looked at again who can be told nothing for now: blocked, leaving, or without a mail
    /// address that is proved.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    private const int Batch = 100;
    private const int MostPassedOver = 500;

    private static readonly PostingAnswer Told = new(201, string.Empty) { IsLook = true };
    private static readonly PostingAnswer Looked = new(200, string.Empty) { IsLook = true };
    private static readonly PostingAnswer NotDue = new(409, string.Empty);

    /// <summary>Looks at every member whose time has come. An account that fails is left for the next round and holds up
    /// nobody.</summary>
    /// <param name="write">Puts facts into words.</param>
    /// <param name="cancellation">Stops the round; what is not committed is not told.</param>
    /// <returns>How many members were told something.</returns>
    public async Task<int> RunAsync(Func<NoticeLetter, NoticeText> write, CancellationToken cancellation)
    {
        var told = 0;
        var passedOver = new List<Guid>();
        // What other nodes do meanwhile is left to them, and to the next round, before it becomes a long list to ask without.
        while (passedOver.Count < MostPassedOver && await DueAsync(passedOver, cancellation) is { Count: > 0 } accounts)
        {
            foreach (var account in accounts)
            {
                try
                {
                    var answer = await postings.RunAsync(
                        account,
                        earliest: null,
                        claim: null,
                        (scope, stop) => LookAsync(scope, write, stop),
                        cancellation
                    );
                    told += answer == Told ? 1 : 0;
                    if (answer == NotDue)
                    {
                        // Another node was quicker.
                        passedOver.Add(account);
                    }
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    passedOver.Add(account);
                    log.LogError(failure, "The member of account {Account} could not be told anything", account);
                }
            }
        }
        return told;
    }

    private async Task<List<Guid>> DueAsync(List<Guid> except, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        return await db
            .Accounts.Where(each => each.NoticesDueAt <= now && !except.Contains(each.Id))
            .OrderBy(each => each.NoticesDueAt)
            .Select(each => each.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    private async Task<PostingAnswer> LookAsync(
        PostingScope scope,
        Func<NoticeLetter, NoticeText> write,
        CancellationToken stop
    )
    {
        var account = scope.Journal!.Account;
        if (!(account.NoticesDueAt <= scope.Now))
        {
            return NotDue;
        }
        var settings = await scope.Db.NoticeSettings.FirstOrDefaultAsync(each => each.AccountId == account.Id, stop);
        var member = await scope.Db.Members.FirstOrDefaultAsync(each => each.AccountId == account.Id, stop);
        if (member is null || settings is null || settings.Kinds == NoticeKinds.None)
        {
            account.NoticesDueAt = null;
            return Looked;
        }
        if (RecipientOf(account, member, settings) is not { } recipient)
        {
            account.NoticesDueAt = scope.Now + LookAgain;
            return Looked;
        }
        scope.Journal.BringToNow();
        var wish = WishOf(settings);
        var plan = NoticeDecision.Decide(
            scope.Journal,
            await FreshAsync(scope.Db, account.Id, settings, stop),
            wish,
            new ToldSoFar(settings.ToldOn, settings.ToldEntry, settings.ToldTier, settings.ToldEndings)
        );
        (settings.ToldOn, settings.ToldEntry, settings.ToldTier, settings.ToldEndings) = (
            plan.Told.On,
            plan.Told.Entry,
            plan.Told.Tier,
            plan.Told.Endings
        );
        account.NoticesDueAt = plan.LookAt;
        if (plan.Facts.Count == 0)
        {
            return Looked;
        }
        var letter = new NoticeLetter(
            plan.Facts,
            wish.Quiet.Zone.DayOf(scope.Now),
            member.Language,
            settings.Medium,
            settings.StopToken
        );
        scope.Db.Outbox.Add(MessageOf(scope, recipient, letter.Medium, write(letter), wish.Quiet.FreeUntil(scope.Now)));
        return Told;
    }

    /// <summary>Where a notice goes; null for a member who is told nothing for now. A mail goes to nobody before the
    /// address was proved, and never by text message instead: that was not asked for.</summary>
    private static string? RecipientOf(Account account, Member member, NoticeSettings settings)
    {
        if (account.Status is AccountStatus.Blocked or AccountStatus.Closed || member.LeavesAt is not null)
        {
            return null;
        }
        return settings.Medium switch
        {
            NoticeMedium.Sms => member.Phone,
            _ => member.Email is { } address && address == settings.ProvedMail ? address : null,
        };
    }

    private NoticeWish WishOf(NoticeSettings settings)
    {
        var zone =
            settings.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var own)
                ? new ProgrammeZone(own)
                : programme.Zone;
        return new NoticeWish(settings.Kinds, new QuietHours(zone, settings.QuietFrom, settings.QuietTo));
    }

    private static async Task<List<Entry>> FreshAsync(
        PortalDb db,
        Guid accountId,
        NoticeSettings settings,
        CancellationToken stop
    ) =>
        settings.Kinds.HasFlag(NoticeKinds.Credited)
            ? await db
                .Entries.AsNoTracking()
                .Include(each => each.Lots)
                .Where(each => each.AccountId == accountId && each.Number > settings.ToldEntry)
                .Where(each => NoticeDecision.Watched.Contains(each.Type))
                .ToListAsync(stop)
            : [];

    private static OutboxMessage MessageOf(
        PostingScope scope,
        string recipient,
        NoticeMedium medium,
        NoticeText text,
        DateTimeOffset until
    ) =>
        new()
        {
            Id = scope.Keys.New(),
            AccountId = scope.Journal!.Account.Id,
            Kind = NoticeBook.MessageKind,
            Recipient = recipient,
            Medium = medium == NoticeMedium.Mail ? OutboxMessage.MailMedium : OutboxMessage.SmsMedium,
            Subject = text.Subject,
            Text = text.Text,
            StopLink = text.StopLink,
            CreatedAt = scope.Now,
            // A gateway that is down all day must not have it sent at night, or tomorrow.
            ExpiresAt = until,
            NextTryAt = scope.Now,
        };
}
