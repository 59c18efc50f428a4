using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Reading;

/// <summary>What a return of an order would do now.</summary>
/// <param name="Result">What the return itself would answer.</param>
/// <param name="Wallet">The wallet it is about.</param>
/// <param name="Before">Its balances now.</param>
/// <param name="After">Its balances afterwards.</param>
/// <param name="StandingBefore">The level now and what counts for it.</param>
/// <param name="StandingAfter">The level afterwards.</param>
/// <param name="Back">Spent points that would come back, by the lot they go to.</param>
/// <param name="BecomesDebt">Of the points taken off, those that were spent already and become a debt.</param>
/// <param name="Settled">Debt that points on the account would settle at once.</param>
/// <param name="Notes">What else is to be known of it: days of grace, points that had ended.</param>
public sealed record ReturnPreview(
    ReturnResult Result,
    string Wallet,
    Balance Before,
    Balance After,
    TierStanding StandingBefore,
    TierStanding StandingAfter,
    IReadOnlyList<PointsBack> Back,
    Points BecomesDebt,
    Points Settled,
    IReadOnlyList<Reason> Notes
);

/// <summary>Points that would come back.</summary>
/// <param name="Points">How many.</param>
/// <param name="StartsOn">The first day on which they can be spent.</param>
/// <param name="EndsOn">The last day; null for ever.</param>
public sealed record PointsBack(Points Points, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>Tells what a return would do by doing it to copies: what the posting itself runs, on rows that nobody
/// watches and that are thrown away.</summary>
public sealed class ReturnPreviews(PortalDb db, Programme programme, SuspensionBook suspensions, TimeProvider time)
{
    private const int Tries = 5;

    /// <summary>What a return of some pieces would do now; null when the member has no order of that number.</summary>
    /// <param name="accountId">The member's account.</param>
    /// <param name="orderId">The shop's order number.</param>
    /// <param name="lines">What would come back.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The preview; or what the return would be refused for.</returns>
    public async Task<Outcome<ReturnPreview>?> AskAsync(
        Guid accountId,
        string orderId,
        IReadOnlyList<ReturnedLine> lines,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        for (var attempt = 1; ; attempt++)
        {
            var account = await AccountLoading.ReadAsync(db, accountId, programme, now, cancellation);
            var order = await db
                .Purchases.AsNoTracking()
                .FirstOrDefaultAsync(each => each.OrderId == orderId && each.AccountId == accountId, cancellation);
            if (account is null || order is null)
            {
                return null;
            }
            var lots = OrderLots.Has(order)
                ? await OrderLots.Of(db, order).AsNoTracking().ToListAsync(cancellation)
                : [];
            // A posting in between would mix rows of two moments; the account's version tells.
            var version = await db
                .Accounts.Where(each => each.Id == accountId)
                .Select(each => each.Version)
                .FirstOrDefaultAsync(cancellation);
            if (version == account.Version || attempt == Tries)
            {
                account.Lots.AddRange(lots.ExceptBy(account.Lots.Select(lot => lot.Number), lot => lot.Number));
                return Tell(new Journal(account, programme, now, suspensions.Current), order, lines);
            }
        }
    }

    private Outcome<ReturnPreview> Tell(Journal journal, Purchase order, IReadOnlyList<ReturnedLine> lines)
    {
        var account = journal.Account;
        journal.BringToNow();
        var before = account.BalanceOf(order.Wallet, journal.Now, journal.Today);
        var standing = account.TierOn(journal.Today, programme);
        var due = account.NewEntries.Count;
        var posted = ReturnPosting.Post(journal, order, lines, journal.Now, programme);
        if (posted.Refusal is { } refusal)
        {
            return refusal;
        }
        var after = account.BalanceOf(order.Wallet, journal.Now, journal.Today);
        var written = account.NewEntries.Skip(due).ToList();
        var settled = written.Where(entry => entry.Wallet == order.Wallet).Sum(entry => entry.Settled);
        return new ReturnPreview(
            posted.Value,
            order.Wallet,
            before,
            after,
            standing,
            account.TierOn(journal.Today, programme),
            [.. posted.Value.Lots.Select(back => BackOf(account, back))],
            after.Debt - before.Debt + settled,
            settled,
            [
                .. written
                    .SelectMany(entry => entry.Explanation)
                    .Where(reason => reason.Code != ReasonCodes.AnnulledBecameDebt),
            ]
        );
    }

    private static PointsBack BackOf(Account account, RestoredLot back)
    {
        var lot = account.Lots.First(each => each.Number == back.LotNumber);
        return new PointsBack(back.Points, lot.StartsOn, back.EndsOn);
    }
}
