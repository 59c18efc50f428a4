using LoyaltyPortal.Data;
using LoyaltyPortal.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>Who fills in a questionnaire: somebody who has just proved a phone, or a member from a till, signed in.</summary>
/// <param name="Phone">E.164, proved in this browser.</param>
/// <param name="AccountId">The member from a till; null for somebody new.</param>
public sealed record Newcomer(string Phone, Guid? AccountId);

/// <summary>A questionnaire that is filled in.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="At">Since when (UTC).</param>
public sealed record FilledIn(Guid AccountId, DateTimeOffset At);

/// <summary>Tells who fills in a questionnaire, by the ticket or the session of the request and by nothing else.</summary>
public sealed class Newcomers(PortalDb db, PhoneTickets tickets)
{
    /// <summary>Who it is; null for anybody who has no questionnaire to fill in.</summary>
    public async Task<Newcomer?> FindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (tickets.Read(http) is { IsProved: true } proved)
        {
            return new Newcomer(proved.Phone, AccountId: null);
        }
        if (http.User.AccountId() is not { } id)
        {
            return null;
        }
        var phone = await db
            .Members.Where(each => each.AccountId == id && each.QuestionnaireAt == null)
            .Select(each => each.Phone)
            .FirstOrDefaultAsync(http.RequestAborted);
        return phone is null ? null : new Newcomer(phone, id);
    }

    /// <summary>Whether an account was made since a phone was proved, and not before.</summary>
    public async Task<bool> HasJoinedSinceAsync(
        Guid accountId,
        DateTimeOffset? provedAt,
        CancellationToken cancellation
    ) =>
        provedAt is { } since
        && await db.Accounts.AnyAsync(each => each.Id == accountId && each.JoinedAt >= since, cancellation);

    /// <summary>The member who has filled in a questionnaire for a phone already, on another device or a moment ago.</summary>
    public Task<FilledIn?> WhoFilledInAsync(string phone, CancellationToken cancellation) =>
        db
            .Members.Where(each => each.Phone == phone && each.QuestionnaireAt != null)
            .Select(each => new FilledIn(each.AccountId, each.QuestionnaireAt!.Value))
            .FirstOrDefaultAsync(cancellation);
}
