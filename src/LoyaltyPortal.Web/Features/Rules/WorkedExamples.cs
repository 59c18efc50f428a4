using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Spending;

namespace LoyaltyPortal.Web.Features.Rules;

/// <summary>Examples for the rules page, computed by what computes every purchase: they cannot say anything else.</summary>
internal sealed class WorkedExamples(Programme inForce)
{
    /// <summary>Without promotions, which come and go: they are told apart.</summary>
    private readonly Programme programme = inForce with { Promotions = [] };

    private const int StepRows = 4;

    private readonly Channel earning = inForce.Channels.First(channel => channel.Earns);

    /// <summary>A sum of the programme's own size: a tenth of what the second level takes, or some smallest baskets.</summary>
    public Money Sum =>
        programme switch
        {
            { Tiers.List: [_, { Sum: { IsPositive: true } sum }, ..] } => new(sum.Hundredths / 10),
            { Wallets: [{ Minimum.Sum: { IsPositive: true } least }, ..] } => new(least.Hundredths * 5),
            _ => Money.Whole(1000),
        };

    /// <summary>The level of the examples: the second, where there is one.</summary>
    public Tier Tier => programme.Tiers.List[Math.Min(1, programme.Tiers.List.Count - 1)];

    /// <summary>The rate of a level when a purchase is paid in this way; null where products have points of their own.</summary>
    public Percent? Rate(Tier tier, string? method) => Earn(tier, method, Goods(Sum), Points.Zero).Rate;

    /// <summary>What a purchase of that sum earns when so many points were spent on it.</summary>
    public Points Earned(Money sum, Points spent) => Earn(Tier, Method, Goods(sum), spent).Points;

    /// <summary>What so many pieces earn that have points of their own.</summary>
    public Points Earned(Points perPiece, int pieces) =>
        Earn(Tier, Method, Goods(Money.Whole(pieces), pieces, perPiece), Points.Zero).Points;

    /// <summary>The most that points may pay of goods of that sum.</summary>
    public Points Cap(WalletRules wallet, Tier tier, Money sum) =>
        SpendOffer.For(new SpendCase(wallet.Channels[0], default, tier, null, [Goods(sum)]), programme).Cap;

    /// <summary>The first rows of a step table: from which sum how many points may be spent.</summary>
    public IEnumerable<(Money From, Points Most)> StepTable(WalletRules wallet, CapRules.Steps steps) =>
        Enumerable
            .Range(1, StepRows)
            .Select(count => new Money(steps.Per.Hundredths * count))
            .Select(from => (from, Cap(wallet, Tier, from)));

    private string? Method => earning.EarnsPaidBy is [var method, ..] ? method : null;

    private EarnDecision Earn(Tier tier, string? method, BasketLine line, Points spent) =>
        EarnDecision.For(
            new EarnCase(
                earning,
                method,
                AccountKind.Person,
                tier,
                tier.Sum,
                default,
                PromoCode: null,
                [new PurchaseLine(line, spent, Points.Zero, 0)],
                Suspended: false
            ),
            programme
        );

    private static BasketLine Goods(Money price, int pieces = 1, Points? pointsPerPiece = null) =>
        new(
            "1",
            "1",
            null,
            null,
            pieces,
            new Money(price.Hundredths / pieces),
            Money.Zero,
            LineMarks.None,
            pointsPerPiece
        );
}
