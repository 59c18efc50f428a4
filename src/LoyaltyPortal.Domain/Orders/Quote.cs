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

/// <summary>How somebody without an account would stand.</summary>
/// <param name="Tier">The level.</param>
/// <param name="Earlier">Total of earlier paid orders, for ladders.</param>
public sealed record SupposedStanding(Tier Tier, Money Earlier)
{
    /// <summary>Somebody who has bought nothing yet: the lowest level.</summary>
    public static SupposedStanding Newcomer(Programme programme) => new(programme.Tiers.List[0], Money.Zero);
}

/// <summary>What a basket would earn and what points could pay, as of now; nothing is written.</summary>
/// <param name="Earn">What it would earn if no points were spent.</param>
/// <param name="Promotions">What promotions would add.</param>
/// <param name="Activation">The dates of those points as far as they are known.</param>
/// <param name="Tier">The level it is computed at: without a member the one supposed, else the lowest.</param>
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
    /// <param name="journal">The member's account; it is brought to now here.</param>
    /// <param name="basket">The basket.</param>
    /// <param name="programme">The rules.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="suspensions">What the operator stopped, and when.</param>
    /// <param name="earlierThatDay">The member's paid orders of the same day, for ladders.</param>
    /// <param name="supposed">How a visitor would stand; null for a newcomer. A member stands as the account says.</param>
    public static Quote For(
        Journal? journal,
        QuoteRequest basket,
        Programme programme,
        DateTimeOffset now,
        Suspensions suspensions,
        Money earlierThatDay,
        SupposedStanding? supposed = null
    )
    {
        journal?.BringToNow();
        var today = programme.Zone.DayOf(now);
        var account = journal?.Account;
        var visitor = supposed ?? SupposedStanding.Newcomer(programme);
        var earlier =
            (account?.QualifyingDays.Where(row => row.PaidDay < today).Sum(row => row.Sum) ?? visitor.Earlier)
            + earlierThatDay;
        var tier = account?.TierAtPayment(today, earlier, programme) ?? visitor.Tier;
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
        if (activation is { StartsOn: { } starts, EndsOn: { } ends })
        {
            // As the lot will have it: with the days of clocks that are stopped, as far as they are known.
            var given = suspensions.DaysGivenTo(starts, ends, programme.Zone);
            activation = activation with { EndsOn = ends.AddDays(given) };
        }
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
