using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Loads an account with what decisions need: open lots, wallets, holds that may keep something, and what
/// counts for the level. Closed lots and old entries stay where they are, so it costs the same at any history.</summary>
public static class AccountLoading
{
    /// <summary>The account for reading, untracked. A posting in between would mix figures of two moments; the account's
    /// version tells, and then it is read again.</summary>
    public static async Task<Account?> ReadAsync(
        PortalDb db,
        Guid accountId,
        Programme programme,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var account = await ReadPartsAsync(db, accountId, programme, now, cancellation);
            var version = await AccountQueries.Of(db).Version(db, accountId).FirstOrDefaultAsync(cancellation);
            if (account is null || version == account.Version || attempt == 5)
            {
                return account;
            }
        }
    }

    /// <summary>Asks the same questions for an account that does not exist, so that the answer takes as long.</summary>
    private static async Task<Account?> ReadPartsAsync(
        PortalDb db,
        Guid accountId,
        Programme programme,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var queries = AccountQueries.Of(db);
        var from = WindowStart(programme, programme.Zone.DayOf(now));
        var account = await queries.Read(db, accountId, from).FirstOrDefaultAsync(cancellation);
        var lots = await queries.ReadOpenLots(db, accountId).ToListAsync(cancellation);
        account?.Lots.AddRange(lots);
        return account;
    }

    /// <summary>The account for a posting, tracked; its row must be locked already.</summary>
    /// <param name="db">The database.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="programme">The rules.</param>
    /// <param name="earliest">The earliest day whose level the posting asks for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Account> TrackAsync(
        PortalDb db,
        Guid accountId,
        Programme programme,
        DateOnly earliest,
        CancellationToken cancellation
    )
    {
        var queries = AccountQueries.Of(db);
        var from = WindowStart(programme, earliest);
        var account = await queries.Track(db, accountId, from).FirstAsync(cancellation);
        // Loading the rows is enough: tracked rows find their place in the account's lists.
        await queries.TrackOpenLots(db, accountId).CountAsync(cancellation);
        return account;
    }

    /// <summary>The first day of payment that a level on a day, or a ladder, looks back to.</summary>
    internal static DateOnly WindowStart(Programme programme, DateOnly day) =>
        programme.Tiers.RollingDays is { } days
        && programme.Earning.Rate is not RateRules.Ladder
        && days < day.DayNumber
            ? day.AddDays(-days)
            : DateOnly.MinValue;
}
