using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>The queries that load one account, compiled once: every posting and every page asks them. Wallets and open
/// holds, of which there are one or two, come with the account's row; lots and days do not, they would multiply.</summary>
internal sealed class AccountQueries
{
    private static readonly CompiledQueries<AccountQueries> Compiled = new();

    /// <summary>The queries for a context's database.</summary>
    public static AccountQueries Of(PortalDb db) => Compiled.For(db);

    /// <summary>The account with wallets and open holds, untracked; none or one.</summary>
    public Func<PortalDb, Guid, IAsyncEnumerable<Account>> Read { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account) =>
                db
                    .Accounts.AsNoTracking()
                    .Include(each => each.Wallets)
                    .Include(each =>
                        each.Holds.Where(hold =>
                            hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation
                        )
                    )
                    .AsSingleQuery()
                    .Where(each => each.Id == account)
        );

    /// <summary>The account with wallets and open holds, tracked; none or one.</summary>
    public Func<PortalDb, Guid, IAsyncEnumerable<Account>> Track { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account) =>
                db
                    .Accounts.Include(each => each.Wallets)
                    .Include(each =>
                        each.Holds.Where(hold =>
                            hold.Status == HoldStatus.Held || hold.Status == HoldStatus.AwaitingConfirmation
                        )
                    )
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

    /// <summary>What counts for the level from a day of payment on, untracked.</summary>
    public Func<PortalDb, Guid, DateOnly, IAsyncEnumerable<QualifyingDay>> ReadDays { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account, DateOnly from) =>
                db.QualifyingDays.AsNoTracking().Where(each => each.AccountId == account && each.PaidDay >= from)
        );

    /// <summary>What counts for the level from a day of payment on, tracked.</summary>
    public Func<PortalDb, Guid, DateOnly, IAsyncEnumerable<QualifyingDay>> TrackDays { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, Guid account, DateOnly from) =>
                db.QualifyingDays.Where(each => each.AccountId == account && each.PaidDay >= from)
        );
}
