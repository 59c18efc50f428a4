namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>All that is asked of a programme that can run: is it also one that members understand?</summary>
public static class ProgrammeChecks
{
    private static readonly IReadOnlyList<(string Name, Func<Programme, DateOnly, IEnumerable<Finding>> Find)> All =
    [
        ("rate-of-zero", (programme, _) => RateOfZero.Find(programme)),
        ("rate-earns-late", (programme, _) => RateEarnsLate.Find(programme)),
        ("ladder-step-without-gain", (programme, _) => LadderStepWithoutGain.Find(programme)),
        ("payment-factor-out-of-limits", (programme, _) => PaymentFactorOutOfLimits.Find(programme)),
        ("tier-without-gain", (programme, _) => TierWithoutGain.Find(programme)),
        ("tier-gives-less", (programme, _) => TierGivesLess.Find(programme)),
        ("tier-out-of-reach", (programme, _) => TierOutOfReach.Find(programme)),
        ("wallet-never-fed", (programme, _) => WalletNeverFed.Find(programme)),
        ("wallet-never-spent", (programme, _) => WalletNeverSpent.Find(programme)),
        ("cap-below-a-point", (programme, _) => CapBelowAPoint.Find(programme)),
        ("minimum-below-the-step", (programme, _) => MinimumBelowTheStep.Find(programme)),
        ("order-without-money", (programme, _) => OrderWithoutMoney.Find(programme)),
        ("kept-money-takes-all", (programme, _) => KeptMoneyTakesAll.Find(programme)),
        ("gift-off-the-step", (programme, _) => GiftOffTheStep.Find(programme)),
        ("gift-not-for-the-web", (programme, _) => GiftNotForTheWeb.Find(programme)),
        ("life-within-the-wait", (programme, _) => LifeWithinTheWait.Find(programme)),
        ("life-of-days", (programme, _) => LifeOfDays.Find(programme)),
        ("life-ends-before-claims", (programme, _) => LifeEndsBeforeClaims.Find(programme)),
        ("event-no-till-sends", (programme, _) => EventNoTillSends.Find(programme)),
        ("grace-of-no-day", (programme, _) => GraceOfNoDay.Find(programme)),
        ("shortfall-borne-by-the-shop", (programme, _) => ShortfallBorneByTheShop.Find(programme)),
        ("birthday-not-asked", (programme, _) => BirthdayNotAsked.Find(programme)),
        ("gate-that-asks-nothing", (programme, _) => GateThatAsksNothing.Find(programme)),
        ("promotion-is-over", PromotionIsOver.Find),
        ("promotions-compete", PromotionsCompete.Find),
        ("promotion-reaches-nobody", (programme, _) => PromotionReachesNobody.Find(programme)),
        ("promotion-without-effect", (programme, _) => PromotionWithoutEffect.Find(programme)),
        ("promotion-code-bars-points", (programme, _) => PromotionCodeBarsPoints.Find(programme)),
        ("text-missing", (programme, _) => TextMissing.Find(programme)),
        ("text-not-translated", (programme, _) => TextNotTranslated.Find(programme)),
        ("text-figures-differ", (programme, _) => TextFiguresDiffer.Find(programme)),
        ("text-figure-by-hand", (programme, _) => TextFigureByHand.Find(programme)),
        ("faq-is-silent", (programme, _) => FaqIsSilent.Find(programme)),
        ("demo-values-left", (programme, _) => DemoValuesLeft.Find(programme)),
    ];

    /// <summary>The names of all checks.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(check => check.Name)];

    /// <summary>Everything that the checks find, check by check.</summary>
    /// <param name="programme">A programme that can run.</param>
    /// <param name="today">Today in the programme's zone, for promotions.</param>
    public static IReadOnlyList<ProgrammeWarning> Run(Programme programme, DateOnly today) =>
        [
            .. All.SelectMany(check =>
                check.Find(programme, today).Select(found => new ProgrammeWarning(check.Name, found.At, found.Reason))
            ),
        ];
}
