using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Joining;

/// <summary>Links in the messages to those who joined at a till: each opens the questionnaire of one member once, for
/// seven days, and only while the questionnaire is not filled in.</summary>
public sealed class JoiningLinks(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>For how long a link is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private const int TokenBytes = 18;
    private const int TokenLetters = TokenBytes * 4 / 3;

    /// <summary>Adds a link to the context; the caller saves.</summary>
    /// <param name="db">The context.</param>
    /// <param name="accountId">Whose questionnaire.</param>
    /// <param name="now">The portal's time.</param>
    /// <returns>The token, 144 random bits as 24 letters fit for an address: nothing stored tells it again.</returns>
    public static (string Token, DateTimeOffset ExpiresAt) Add(PortalDb db, Guid accountId, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var link = new JoiningLink
        {
            TokenHash = HashOf(token),
            AccountId = accountId,
            CreatedAt = now,
            ExpiresAt = now + Lasts,
        };
        db.JoiningLinks.Add(link);
        return (token, link.ExpiresAt);
    }

    /// <summary>The phone of the member whose questionnaire a link opens; null when it opens nothing, whatever the
    /// reason. Looking uses nothing up.</summary>
    public async Task<string?> PhoneOfAsync(string token, CancellationToken cancellation)
    {
        if (token.Length != TokenLetters)
        {
            return null;
        }
        await using var db = databases.Create();
        return await Good(db, token, Clock.Now(time))
            .Join(db.Members, link => link.AccountId, member => member.AccountId, (_, member) => member.Phone)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Uses a link up: of many at once, one gets the account.</summary>
    /// <returns>Whose questionnaire; null when the link opens nothing, whatever the reason.</returns>
    public async Task<Guid?> UseAsync(string token, CancellationToken cancellation)
    {
        if (token.Length != TokenLetters)
        {
            return null;
        }
        var now = Clock.Now(time);
        var hash = HashOf(token);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var used = await Good(db, token, now)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.UsedAt, now), cancellation);
        return used == 0
            ? null
            : await db
                .JoiningLinks.Where(each => each.TokenHash == hash)
                .Select(each => (Guid?)each.AccountId)
                .FirstOrDefaultAsync(cancellation);
    }

    private static IQueryable<JoiningLink> Good(PortalDb db, string token, DateTimeOffset now)
    {
        var hash = HashOf(token);
        return db.JoiningLinks.Where(link =>
            link.TokenHash == hash
            && link.UsedAt == null
            && link.ExpiresAt > now
            && db.Members.Any(member => member.AccountId == link.AccountId && member.QuestionnaireAt == null)
        );
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
