using LoyaltyPortal.Data.Bulk;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Many accounts at work in one transaction: locked and loaded with a question for each table, changed in
/// memory, written at once. Until they are written the database is asked nothing more about them.</summary>
/// <param name="db">The transaction's context.</param>
/// <param name="zone">The programme's zone.</param>
/// <param name="keys">New keys.</param>
public sealed class AccountBatch(PortalDb db, ProgrammeZone zone, SequentialKeys keys)
{
    private readonly Dictionary<Guid, Account> accounts = [];
    private readonly HashSet<Guid> used = [];
    private readonly LoadedRows loaded = new(db);

    /// <summary>The accounts at hand.</summary>
    public IReadOnlyCollection<Guid> Ids => accounts.Keys;

    /// <summary>Whether an account is at hand.</summary>
    public bool Has(Guid id) => accounts.ContainsKey(id);

    /// <summary>Accounts of members who have left, which are going to change all the same.</summary>
    public IEnumerable<Account> UsedClosed =>
        used.Select(id => accounts[id]).Where(account => account.Status == AccountStatus.Closed);

    /// <summary>Whether an account is at hand and somebody's.</summary>
    public bool HasMember(Guid id) =>
        accounts.TryGetValue(id, out var account) && account.Status != AccountStatus.Closed;

    /// <summary>An account that is going to change.</summary>
    public Account Use(Guid id)
    {
        var account = accounts[id];
        if (used.Add(id) && loaded.Holds(account))
        {
            account.Version++;
        }
        return account;
    }

    /// <summary>Takes in an account that the context is going to insert.</summary>
    public void Add(Account account) => accounts.Add(account.Id, account);

    /// <summary>Locks accounts in the order of their ids, so that two batches never wait for each other in a ring, and
    /// loads their rows. Those that do not exist are passed over.</summary>
    public async Task LockAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var sorted = ids.Order().ToArray();
        foreach (var account in await loaded.ReadAsync(await LockedAsync(sorted, cancellation), cancellation))
        {
            accounts[account.Id] = account;
        }
    }

    /// <summary>On SQLite the transaction has locked the whole database when it began.</summary>
    private async Task<IQueryable<Account>> LockedAsync(Guid[] sorted, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            return db.Accounts.FromSql(
                $"""SELECT * FROM "Accounts" WHERE "Id" = ANY({sorted}) ORDER BY "Id" FOR NO KEY UPDATE"""
            );
        }
        if (db.Database.IsSqlServer())
        {
            foreach (var id in sorted)
            {
                await AccountQueries.LockAsync(db, id, cancellation);
            }
        }
        return db.Accounts.Where(each => sorted.Contains(each.Id));
    }

    /// <summary>Loads orders; to be called when their buyers are locked.</summary>
    public Task<IReadOnlyList<Purchase>> LoadPurchasesAsync(
        IReadOnlyList<string> orderIds,
        CancellationToken cancellation
    ) => loaded.ReadAsync(db.Purchases.Where(each => orderIds.Contains(each.OrderId)), cancellation);

    /// <summary>Loads wallets, open lots, open holds and what counts for the level of all accounts, and the lots, closed
    /// ones too, that orders at hand made or spent.</summary>
    /// <param name="programme">The rules.</param>
    /// <param name="earliest">The earliest day whose level is asked for.</param>
    /// <param name="orders">The orders at hand.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task LoadPartsAsync(
        Programme programme,
        DateOnly earliest,
        IReadOnlyCollection<Purchase> orders,
        CancellationToken cancellation
    )
    {
        var ids = accounts.Keys.ToList();
        var from = AccountLoading.WindowStart(programme, earliest);
        foreach (var wallet in await ReadAsync(db.Wallets.Where(each => ids.Contains(each.AccountId))))
        {
            accounts[wallet.AccountId].Wallets.Add(wallet);
        }
        foreach (var lot in await ReadAsync(db.Lots.Where(each => ids.Contains(each.AccountId) && each.IsOpen)))
        {
            accounts[lot.AccountId].Lots.Add(lot);
        }
        foreach (
            var hold in await ReadAsync(
                db.Holds.Where(each =>
                    ids.Contains(each.AccountId)
                    && (each.Status == HoldStatus.Held || each.Status == HoldStatus.AwaitingConfirmation)
                )
            )
        )
        {
            accounts[hold.AccountId].Holds.Add(hold);
        }
        foreach (
            var day in await ReadAsync(
                db.QualifyingDays.Where(each => ids.Contains(each.AccountId) && each.PaidDay >= from)
            )
        )
        {
            accounts[day.AccountId].QualifyingDays.Add(day);
        }
        await LoadClosedLotsAsync(orders, cancellation);

        Task<IReadOnlyList<T>> ReadAsync<T>(IQueryable<T> query)
            where T : class => loaded.ReadAsync(query, cancellation);
    }

    private async Task LoadClosedLotsAsync(IReadOnlyCollection<Purchase> orders, CancellationToken cancellation)
    {
        if (!orders.Any(OrderLots.Has))
        {
            return;
        }
        foreach (var lot in await loaded.ReadAsync(OrderLots.Of(db, orders).Where(lot => !lot.IsOpen), cancellation))
        {
            accounts[lot.AccountId].Lots.Add(lot);
        }
    }

    /// <summary>Writes what is new and what has changed: of the accounts with their parts and entries, of the loaded
    /// orders, and what the context was given to insert.</summary>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting; the transaction is then to be rolled back.</param>
    public async Task SaveAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var added = db
            .ChangeTracker.Entries()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        db.ChangeTracker.Clear();
        added.UnionWith(used.SelectMany(id => PartsOf(accounts[id])).Where(part => !loaded.Holds(part)));
        added.UnionWith(FigureSums.DeltasOf(used.SelectMany(id => accounts[id].NewEntries), zone, keys));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await BulkInsert.RunAsync(db, [.. added.OfType<object>()], cancellation);
        loaded.TrackChanged();
        await db.SaveChangesAsync(cancellation);
        // Webhooks are not told of old orders, but of what comes about by the calendar from now on.
        await WebhookWatching.MarkAsync(db, used, now, cancellation);
    }

    private static IEnumerable<object> PartsOf(Account account) =>
        account
            .Wallets.Concat<object>(account.Lots)
            .Concat(account.Holds)
            .Concat(account.QualifyingDays)
            .Concat(account.NewEntries)
            .Concat(account.NewEntries.SelectMany(entry => entry.Lots));
}
