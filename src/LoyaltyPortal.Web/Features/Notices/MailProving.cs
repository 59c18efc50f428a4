using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Sends a member the link that proves their mail address, seldom enough that nobody can be flooded with them.</summary>
internal sealed class MailProving(
    MemberChanges changes,
    MailProofs proofs,
    LimitBook limits,
    PortalMeters meters,
    PublicAddress address,
    Programme programme,
    TimeProvider time,
    IStringLocalizer<NoticesTexts> texts
)
{
    private const int LinksADay = 3;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Sends a link.</summary>
    /// <param name="accountId">To whom, signed in.</param>
    /// <param name="mail">The address that the member tells. Another one by now gets nothing.</param>
    /// <param name="cancellation">Stops waiting; nothing is then sent.</param>
    /// <returns>False when too many were sent today, to this address or for this member.</returns>
    public async Task<bool> SendAsync(Guid accountId, string mail, CancellationToken cancellation)
    {
        Limit[] counted =
        [
            new("mail-proof-member-day", Limit.Hidden(accountId.ToString("N")), Day, LinksADay),
            new("mail-proof-address-day", Limit.Hidden($"mail {mail.ToUpperInvariant()}"), Day, LinksADay),
        ];
        if (await limits.TakeAsync(counted, Clock.Now(time), cancellation) is Taking.Refused refused)
        {
            meters.LimitReached(refused.Limit.Rule);
            return false;
        }
        // Written before the transaction: a protection key that has to be made is written too, on a connection of its own.
        var until = Clock.Now(time) + MailProofs.Lasts;
        var proof = proofs.Write(new MailProof(accountId, mail, until));
        await changes.RunAsync(
            accountId,
            (change, _) =>
            {
                if (change.Member.Email == mail)
                {
                    change.Db.Outbox.Add(MessageOf(change, mail, proof, until));
                }
                return Task.FromResult(change);
            },
            cancellation
        );
        return true;
    }

    private OutboxMessage MessageOf(MemberChange change, string mail, string proof, DateTimeOffset until)
    {
        var link = address.Of(NoticesSlice.MailPath(proof));
        var language = change.Member.Language;
        var name = programme.Name.In(language);
        return new OutboxMessage
        {
            Id = change.Keys.New(),
            AccountId = change.Member.AccountId,
            Kind = "mail-proof",
            Recipient = mail,
            Medium = OutboxMessage.MailMedium,
            Subject = Languages.In(language, _ => texts["ProofSubject", name]),
            Text = Languages.In(language, _ => texts["ProofMail", name, link]),
            IsSecret = true,
            CreatedAt = change.Now,
            ExpiresAt = until,
            NextTryAt = change.Now,
        };
    }
}
