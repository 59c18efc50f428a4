using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Spending;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>A basket to be quoted.</summary>
/// <param name="Channel">A channel of the programme.</param>
/// <param name="PaymentMethod">How it will be paid, if known.</param>
/// <param name="PromoCode">A promo code, if any.</param>
/// <param name="Lines">The lines.</param>
public sealed record QuoteRequest(
    Channel Channel,
    string? PaymentMethod,
    string? PromoCode,
    IReadOnlyList<BasketLine> Lines
);

/// <summary>What a basket would earn and what points could pay, as of now; nothing is written.</summary>
/// <param name="Earn">What it would earn if no points were spent.</param>
/// <param name="Promotions">What promotions would add.</param>
/// <param name="Activation">The dates of those points as far as they are known.</param>
/// <param name="Tier">The level it is computed at: the lowest without a member.</param>
/// <param name="Offer">The cap.</param>
/// <param name="Max">What the member can spend now; 0 without a member.</param>
/// <param name="MaxReasons">Why that much and not more.</param>
/// <param name="LineMax">Per line its share of <paramref name="Max"/>, to 0.01.</param>
public sealed record Quote(
    EarnDecision Earn,
    IReadOnlyList<PromotionGain> Promotions,
    Activation Activation,
    Tier Tier,
    SpendOffer Offer,
    Points Max,
    IReadOnlyList<Reason> MaxReasons,
    IReadOnlyList<Points> LineMax
)
{
    /// <summary>Quotes a basket for a member, or for anybody where <paramref name="journal"/> is null.</summary>
    public static Quote For(
        Journal? journal,
        QuoteRequest basket,
        Programme programme,
        DateTimeOffset now,
        Suspensions suspensions,
        Money earlierThatDay
    )
    {
        journal?.BringToNow();
        var today = programme.Zone.DayOf(now);
        var account = journal?.Account;
        var earlier =
            (account?.QualifyingDays.Where(row => row.PaidDay < today).Sum(row => row.Sum) ?? Money.Zero)
            + earlierThatDay;
        var tier = account?.TierAtPayment(today, earlier, programme) ?? programme.Tiers.List[0];
        var lines = basket.Lines.Select(line => new PurchaseLine(line, Points.Zero, Points.Zero, 0)).ToList();
        var earnCase = new EarnCase(
            basket.Channel,
            basket.PaymentMethod,
            account?.Kind ?? AccountKind.Person,
            tier,
            earlier,
            today,
            basket.PromoCode,
            lines,
            suspensions.StopEarningAt(now)
        );
        var earn = EarnDecision.For(earnCase, programme);
        var activation = Activation.Of(
            programme.Earning,
            kind =>
                kind == OrderEvent.Paid || (kind == OrderEvent.Received && basket.Channel.ReceivedWhenPaid)
                    ? today
                    : null
        );
        var offer = SpendOffer.For(
            new SpendCase(basket.Channel.Id, today, tier, basket.PromoCode, basket.Lines),
            programme
        );
        var (max, reasons) = journal is null
            ? (Points.Zero, [Reason.Of(ReasonCodes.NoMember)])
            : HoldPosting.MaxFor(journal, offer);
        return new Quote(
            earn,
            PromotionGain.For(earnCase, earn, programme),
            activation,
            tier,
            offer,
            max,
            reasons,
            offer.Share(max, basket.Lines)
        );
    }
}
