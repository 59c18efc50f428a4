using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>The queries that load one account, compiled once: every posting and every page asks them. Wallets and open
/// holds, of which there are one or two, and days come with the account's row; lots do not, they would multiply days.</summary>
internal sealed class AccountQueries
{
    private static readonly CompiledQueries<AccountQueries> Compiled = new();

    /// <summary>The queries for a context's database.</summary>
    public static AccountQueries Of(PortalDb db) => Compiled.For(db);

    /// <summary>Takes the account's row lock on every database; false when there is no such account.</summary>
    public static async Task<bool> LockAsync(PortalDb db, Guid accountId, CancellationToken cancellation) =>
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Accounts" SET "Version" = "Version" + 1 WHERE "Id" = {accountId}""",
            cancellation
        ) == 1;

    /// <summary>The account with wallets, open holds and what counts for the level from a day of payment on, untracked;
    /// none or one.</summary>
    public Func<PortalDb, Guid, DateOnly, IAsyncEnumerable<Account>> Read { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account, DateOnly from) =>
                db
                    .Accounts.AsNoTracking()
                    .Include(each => each.Wallets)
                    .Include(each =>
                        each.Holds.Where(hold =>
                            hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation
                        )
                    )
                    .Include(each => each.QualifyingDays.Where(day => day.PaidDay >= from))
                    .AsSingleQuery()
                    .Where(each => each.Id == account)
        );

    /// <summary>The same, tracked.</summary>
    public Func<PortalDb, Guid, DateOnly, IAsyncEnumerable<Account>> Track { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account, DateOnly from) =>
                db
                    .Accounts.Include(each => each.Wallets)
                    .Include(each =>
                        each.Holds.Where(hold =>
                            hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation
                        )
                    )
                    .Include(each => each.QualifyingDays.Where(day => day.PaidDay >= from))
                    .AsSingleQuery()
                    .Where(each => each.Id == account)
        );

    /// <summary>The version of the account's row; none or one.</summary>
    public Func<PortalDb, Guid, IAsyncEnumerable<long>> Version { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account) => db.Accounts.Where(each => each.Id == account).Select(each => each.Version)
        );

    /// <summary>Open lots, untracked.</summary>
    public Func<PortalDb, Guid, IAsyncEnumerable<Lot>> ReadOpenLots { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account) =>
                db.Lots.AsNoTracking().Where(each => each.AccountId == account && each.IsOpen)
        );

    /// <summary>Open lots, tracked.</summary>
    public Func<PortalDb, Guid, IAsyncEnumerable<Lot>> TrackOpenLots { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account) => db.Lots.Where(each => each.AccountId == account && each.IsOpen)
        );
}
