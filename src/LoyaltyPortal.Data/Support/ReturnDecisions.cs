using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
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
        if (found is null)
        {
            return null;
        }
        var entries = await db
            .Entries.AsNoTracking()
            .Include(each => each.Lots)
            .Where(each => each.AccountId == accountId && each.OrderId == found.OrderId)
            .ToListAsync(cancellation);
        var filled = entries
            .Where(each => each.Type == EntryType.Restored)
            .SelectMany(each => each.Lots)
            .Select(each => each.LotNumber)
            .ToHashSet();
        // Where the order came from another account, its entries stayed there, and the lots have other numbers here.
        if (!found.Return.Result.Lots.All(each => filled.Contains(each.LotNumber)))
        {
            return null;
        }
        var key = returnId.ToString("N");
        var withdrawn = ReturnOverride.WithdrawnOf(key, entries);
        var result = found.Return.Result;
        return new ReturnDecision(key, found.OrderId, found.Wallet, result, withdrawn, result.Restored - withdrawn);
    }

    /// <summary>The returns of an order on which staff may decide, in their order.</summary>
    public static async Task<IReadOnlyList<(Guid Id, DateTimeOffset At, Points Restored)>> OfOrderAsync(
        PortalDb db,
        Guid accountId,
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
        var open = new List<(Guid, DateTimeOffset, Points)>();
        foreach (var each in returns.Where(each => each.Result.Restored.IsPositive))
        {
            if (await FindAsync(db, accountId, each.Id, cancellation) is not null)
            {
                open.Add((each.Id, each.At, each.Result.Restored));
            }
        }
        return open;
    }
}
