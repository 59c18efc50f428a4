using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>The card on show.</summary>
/// <param name="Account">Whose it is and what is on it.</param>
/// <param name="OfflineCode">The static code: earning only.</param>
/// <param name="Code">The rotating code.</param>
/// <param name="State">How far things had come before any of this was read.</param>
/// <param name="Asked">Points that shops ask for and the member has not answered, the oldest first.</param>
/// <param name="Confirmed">Points that wait for their purchase.</param>
/// <param name="Lately">What was written within the last minutes, newest first.</param>
public sealed record ShownCard(
    AccountView Account,
    string OfflineCode,
    ShownCode Code,
    CardState State,
    IReadOnlyList<Hold> Asked,
    IReadOnlyList<Hold> Confirmed,
    IReadOnlyList<EntryView> Lately
);

/// <summary>Reads all that the page with the card shows, and makes the code it shows.</summary>
public sealed class CardReading(PortalDb db, MemberReading reading, CardCodes codes)
{
    /// <summary>How long what happened at the till stays on the page.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    private const int MostEntries = 4;

    /// <summary>The card of a member; null for nobody.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="sessionId">The session that looks at it.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ShownCard?> FindAsync(
        Guid accountId,
        Guid sessionId,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        // First: what happens while the rest is read is news then.
        var states = await CardState.ReadAsync(db, [accountId], now, cancellation);
        var account = await reading.AccountAsync(accountId, cancellation);
        var offline = await db
            .Members.Where(member => member.AccountId == accountId)
            .Select(member => member.OfflineCode)
            .FirstOrDefaultAsync(cancellation);
        if (account is null || offline is null || !states.TryGetValue(accountId, out var state))
        {
            return null;
        }
        var holds = await db
            .Holds.AsNoTracking()
            .Where(each => each.AccountId == accountId && each.ExpiresAt > now)
            .Where(each => each.Status == HoldStatus.AwaitingConfirmation || each.Status == HoldStatus.Held)
            .OrderBy(each => each.CreatedAt)
            .ToListAsync(cancellation);
        var latest = await reading.EntriesAsync(accountId, new EntryQuery(MostEntries), cancellation);
        var code = await codes.NewAsync(accountId, sessionId, cancellation);
        return new ShownCard(
            account,
            offline,
            code,
            state,
            [.. holds.Where(each => each.WaitsAt(now))],
            [.. holds.Where(each => each.Status == HoldStatus.Held)],
            [.. latest.Entries.Where(each => each.At > now - Fresh)]
        );
    }
}
