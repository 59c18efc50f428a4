using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Spending;

/// <summary>Points that a shop asks to keep for an order.</summary>
/// <param name="Id">The id the hold will have.</param>
/// <param name="OrderId">The shop's order number.</param>
/// <param name="Channel">A channel of the programme.</param>
/// <param name="Store">The shop's own name of the store.</param>
/// <param name="PromoCode">A promo code, if any.</param>
/// <param name="Lines">The basket.</param>
/// <param name="Points">How many points.</param>
/// <param name="Lasts">How long they are kept.</param>
/// <param name="CardIsOpen">Whether the member has the page with the card open: it asks there instead of by a code.</param>
public sealed record HoldRequest(
    Guid Id,
    string OrderId,
    Channel Channel,
    string? Store,
    string? PromoCode,
    IReadOnlyList<BasketLine> Lines,
    Points Points,
    TimeSpan Lasts,
    bool CardIsOpen = false
);

/// <summary>Keeps points for an order.</summary>
public static class HoldPosting
{
    /// <summary>Makes a hold, or refuses with <c>redemption-not-allowed</c>, the most that is allowed and why.</summary>
    public static Outcome<Hold> Post(Journal journal, HoldRequest request)
    {
        journal.BringToNow();
        var programme = journal.Programme;
        var tier = journal.Account.TierOn(journal.Today, programme).Tier;
        var offer = SpendOffer.For(
            new SpendCase(request.Channel.Id, journal.Today, tier, request.PromoCode, request.Lines),
            programme
        );
        var (max, reasons) = MaxFor(journal, offer);
        if (request.Points.Hundredths % offer.Step.Hundredths != 0)
        {
            return Refusal.NotAllowed(max, [Reason.Of(ReasonCodes.OffTheStep).With("step", offer.Step)]);
        }
        if (request.Points > max)
        {
            return Refusal.NotAllowed(max, [Reason.Of(ReasonCodes.OverTheLimit).With("max", max), .. reasons]);
        }
        var hold = new Hold
        {
            Id = request.Id,
            AccountId = journal.Account.Id,
            Wallet = offer.Wallet.Id,
            OrderId = request.OrderId,
            Channel = request.Channel.Id,
            Store = request.Store,
            Points = request.Points,
            CreatedAt = journal.Now,
            ExpiresAt = journal.Now + request.Lasts,
            Confirmation = ConfirmationOf(request),
            Status =
                request.Channel.Confirmation == SpendConfirmation.None
                    ? HoldStatus.Held
                    : HoldStatus.AwaitingConfirmation,
        };
        journal.Account.Holds.Add(hold);
        return hold;
    }

    private static SpendConfirmation ConfirmationOf(HoldRequest request) =>
        request is { CardIsOpen: true, Channel.Confirmation: SpendConfirmation.Sms }
            ? SpendConfirmation.Portal
            : request.Channel.Confirmation;

    /// <summary>Why a member can spend nothing now, whatever is in the basket; null where nothing stands in the way.</summary>
    public static Reason? ObstacleOf(Journal journal)
    {
        var account = journal.Account;
        if (journal.Programme.LeavesOut(account.Kind))
        {
            return Reason.Of(ReasonCodes.LegalEntity);
        }
        if (journal.Suspensions.StopSpendingAt(journal.Now))
        {
            return Reason.Of(ReasonCodes.SpendingSuspended);
        }
        if (
            account.Status == AccountStatus.AwaitingQuestionnaire
            && journal.Programme.Joining.QuestionnaireBeforeSpending
        )
        {
            return Reason.Of(ReasonCodes.QuestionnaireMissing);
        }
        return account.Status == AccountStatus.Blocked ? Reason.Of(ReasonCodes.Blocked) : null;
    }

    /// <summary>The most a member can spend of an offer now, and why not more.</summary>
    internal static (Points Max, IReadOnlyList<Reason> Reasons) MaxFor(Journal journal, SpendOffer offer)
    {
        if (ObstacleOf(journal) is { } obstacle)
        {
            return (Points.Zero, [obstacle]);
        }
        var active = journal.Account.BalanceOf(offer.Wallet.Id, journal.Now, journal.Today).Active;
        var max = offer.MaxFor(active);
        return max < offer.Cap
            ? (max, [.. offer.Reasons, Reason.Of(ReasonCodes.BalanceLimits).With("active", active)])
            : (max, offer.Reasons);
    }
}
