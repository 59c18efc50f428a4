using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>What must hold of every account at any time, whatever was posted.</summary>
public static class LedgerChecks
{
    /// <summary>Checks one account: numbers are dense, every point can be followed, entries add up to the balances.</summary>
    public static async Task AddsUpAsync(this Portal portal, Guid member)
    {
        var entries = await portal.EntriesAsync(member);
        var lots = await portal.QueryAsync(
            (db, stop) => db.Lots.AsNoTracking().Where(lot => lot.AccountId == member).ToListAsync(stop)
        );
        var account = await portal.QueryAsync(
            (db, stop) =>
                db
                    .Accounts.AsNoTracking()
                    .Include(each => each.Wallets)
                    .AsSplitQuery()
                    .FirstAsync(each => each.Id == member, stop)
        );
        Assert.Equal(
            Enumerable.Range(1, (int)account.LastNumber).Select(number => (long)number),
            entries.Select(entry => entry.Number).Concat(lots.Select(lot => lot.Number)).Order()
        );
        EveryPointCanBeFollowed(entries, lots);
        DebtsAreSettledInTime(entries);
        foreach (var wallet in account.Wallets)
        {
            var moved = entries.Where(entry => entry.Wallet == wallet.Id).Sum(entry => entry.Points);
            var left = lots.Where(lot => lot.Wallet == wallet.Id).Sum(lot => lot.Remaining);
            Assert.Equal(left - wallet.Debt, moved);
            Assert.True(wallet.Debt >= Points.Zero);
        }
    }

    /// <summary>The contract's identity, which holds when due work has run (store-api.md, ledger).</summary>
    public static async Task EntriesEqualBalancesAsync(this Portal portal, Guid member)
    {
        var entries = await portal.EntriesAsync(member);
        foreach (var wallet in (await portal.AccountAsync(member)).Wallets)
        {
            var (active, pending, held, debt) = wallet.Balance;
            var moved = entries.Where(entry => entry.Wallet == wallet.Id).Sum(entry => entry.Points);
            Assert.Equal(active + held + pending - debt, moved);
        }
    }

    private static void EveryPointCanBeFollowed(List<Entry> entries, List<Lot> lots)
    {
        var moves = entries.SelectMany(entry => entry.Lots).ToLookup(move => move.LotNumber);
        foreach (var lot in lots)
        {
            Assert.Equal(lot.Remaining, moves[lot.Number].Sum(move => move.Points));
            Assert.InRange(lot.Remaining.Hundredths, 0, lot.Earned.Hundredths);
            Assert.Equal(lot.Remaining.IsPositive, lot.IsOpen);
        }
    }

    /// <summary>A debt is settled after it was made, never before.</summary>
    private static void DebtsAreSettledInTime(List<Entry> entries)
    {
        foreach (var settled in entries.Where(entry => entry.Type == EntryType.DebtSettled))
        {
            Assert.Equal(-settled.Settled, settled.Lots.Sum(move => move.Points));
            var until = entries.Where(entry => entry.At <= settled.At).ToList();
            var made = until
                // A debt comes from a return, or with an account that was joined to this one.
                .Where(entry => entry.Type is EntryType.Annulled or EntryType.Adjusted)
                .Sum(entry => entry.Lots.Sum(move => move.Points) - entry.Points);
            Assert.True(
                until.Sum(entry => entry.Settled) <= made,
                $"Entry {settled.Number} settles at {settled.At:u} a debt that was made later."
            );
        }
    }
}
