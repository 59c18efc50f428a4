using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Baskets;

namespace LoyaltyPortal.Web.Features.Calculator;

/// <summary>What a basket would bring.</summary>
/// <param name="Quote">What the store API would quote.</param>
/// <param name="Payable">The most that points may pay: for a member what can be spent now, for a visitor the cap.</param>
/// <param name="PayableReasons">Why that much and not more.</param>
public sealed record Calculated(Quote Quote, Points Payable, IReadOnlyList<Reason> PayableReasons)
{
    /// <summary>Points of the purchase and of promotions together.</summary>
    public Points Earned => Quote.Earn.Points + Quote.Promotions.Sum(gain => gain.Points);
}

/// <summary>Quotes baskets for a visitor, or for the member who is signed in. Writes nothing.</summary>
internal sealed class Calculation(PortalDb db, Programme programme, SuspensionBook suspensions, TimeProvider time)
{
    private readonly DateTimeOffset now = Clock.Now(time);

    /// <summary>Today where the programme runs.</summary>
    public DateOnly Today => programme.Zone.DayOf(now);

    /// <summary>The account of the member who is signed in, as it stands now; null for a visitor.</summary>
    public async Task<Account?> FindAsync(Guid? accountId, CancellationToken cancellation)
    {
        if (accountId is not { } id)
        {
            return null;
        }
        var account = await AccountLoading.ReadAsync(db, id, programme, now, cancellation);
        return account is { Status: AccountStatus.Closed } ? null : account;
    }

    public async Task<Calculated> QuoteAsync(Account? account, BasketRead.Basket basket, CancellationToken cancellation)
    {
        var stopped = suspensions.Current;
        var journal = account is null ? null : new Journal(account, programme, now, stopped);
        var earlier = account is null
            ? Money.Zero
            : await Ladders.EarlierThatDayAsync(db, account.Id, now, except: null, programme, cancellation);
        var quote = Quote.For(journal, basket.Request, programme, now, stopped, earlier, basket.Supposed);
        return account is not null ? new Calculated(quote, quote.Max, quote.MaxReasons)
            : stopped.StopSpendingAt(now)
                ? new Calculated(quote, Points.Zero, [Reason.Of(ReasonCodes.SpendingSuspended)])
            : new Calculated(quote, quote.Offer.Cap, quote.Offer.Reasons);
    }
}
