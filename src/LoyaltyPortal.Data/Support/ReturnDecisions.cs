using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Returns;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Returns on whose spent points staff may decide.</summary>
public static class ReturnDecisions
{
    /// <summary>How a return stands, with as many points coming back as come back now; null where the account has no such
    /// return, or had its order from another account later: the lots have other numbers since, so that is an adjustment.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="accountId">Whose order.</param>
    /// <param name="returnId">The return.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<ReturnDecision?> FindAsync(
        PortalDb db,
        Guid accountId,
        Guid returnId,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await (
            from each in db.Returns.AsNoTracking()
            join order in db.Purchases.AsNoTracking() on each.PurchaseId equals order.Id
            where each.Id == returnId && order.AccountId == accountId && each.ReturnId != null
            select new
            {
                Return = each,
                order.OrderId,
                order.Wallet,
            }
        ).FirstOrDefaultAsync(cancellation);
        if (
            found is null
            || await MergedAccounts.Of(db, accountId).AnyAsync(each => each.DecidedAt >= found.Return.At, cancellation)
        )
        {
            return null;
        }
        var entries = await db
            .Entries.AsNoTracking()
            .Where(each => each.AccountId == accountId && each.OrderId == found.OrderId)
            .ToListAsync(cancellation);
        var key = returnId.ToString("N");
        var withdrawn = ReturnOverride.WithdrawnOf(key, entries);
        var result = found.Return.Result;
        return new ReturnDecision(key, found.OrderId, found.Wallet, result, withdrawn, result.Restored - withdrawn);
    }

    /// <summary>The returns of an order that gave spent points back, in their order.</summary>
    public static async Task<IReadOnlyList<(Guid Id, DateTimeOffset At, Points Restored)>> OfOrderAsync(
        PortalDb db,
        Guid purchaseId,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var returns = await db
            .Returns.AsNoTracking()
            .Where(each => each.PurchaseId == purchaseId && each.ReturnId != null)
            .OrderBy(each => each.At)
            .ToListAsync(cancellation);
        return
        [
            .. returns
                .Where(each => each.Result.Restored.IsPositive)
                .Select(each => (each.Id, each.At, each.Result.Restored)),
        ];
    }
}
