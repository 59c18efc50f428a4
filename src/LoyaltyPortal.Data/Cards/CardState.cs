using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Cards;

/// <summary>How far things have come on an account whose card is on show: it changes when anything is posted, asked or
/// confirmed, and when a code is scanned.</summary>
/// <param name="Version">The version of the account.</param>
/// <param name="ScannedAt">When a code that still counts was scanned last (UTC); null for none.</param>
public sealed record CardState(long Version, DateTimeOffset? ScannedAt)
{
    /// <summary>The states of accounts, in two questions.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CardState>> ReadAsync(
        PortalDb db,
        IReadOnlyList<Guid> accounts,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var versions = await db
            .Accounts.Where(each => accounts.Contains(each.Id))
            .Select(each => new { each.Id, each.Version })
            .ToListAsync(cancellation);
        var scans = await db
            .CardCodes.Where(each => accounts.Contains(each.AccountId) && each.ExpiresAt > now && each.UsedAt != null)
            .Select(each => new { each.AccountId, each.UsedAt })
            .ToListAsync(cancellation);
        var last = scans
            .GroupBy(each => each.AccountId)
            .ToDictionary(all => all.Key, all => all.Max(each => each.UsedAt));
        return versions.ToDictionary(
            each => each.Id,
            each => new CardState(each.Version, last.GetValueOrDefault(each.Id))
        );
    }
}
