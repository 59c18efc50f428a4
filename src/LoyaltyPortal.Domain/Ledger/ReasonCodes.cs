namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Every reason the portal gives, by its stable code. Each has a sentence in both languages.</summary>
public static class ReasonCodes
{
    /// <summary>Points for a purchase.</summary>
    public const string Purchase = "purchase";

    /// <summary>Points for an activity.</summary>
    public const string Activity = "activity";

    /// <summary>Points spent on an order.</summary>
    public const string Redemption = "redemption";

    /// <summary>Spent points came back with a return.</summary>
    public const string ReturnRestored = "return-restored";

    /// <summary>Points of returned goods were taken off.</summary>
    public const string ReturnAnnulled = "return-annulled";

    /// <summary>Spent points came back with a cancelled order.</summary>
    public const string CancelRestored = "cancel-restored";

    /// <summary>Points of a cancelled order were taken off.</summary>
    public const string CancelAnnulled = "cancel-annulled";

    /// <summary>The points were not spent in time.</summary>
    public const string LotEnded = "lot-ended";

    /// <summary>Points settled a debt.</summary>
    public const string DebtSettled = "debt-settled";

    /// <summary>Part of what was annulled had ended before.</summary>
    public const string AnnulledHadEnded = "annulled-had-ended";

    /// <summary>Part of what was annulled had been spent: a debt.</summary>
    public const string AnnulledBecameDebt = "annulled-became-debt";

    /// <summary>Part of what was annulled had been spent; the shop bears it.</summary>
    public const string AnnulledWasClamped = "annulled-was-clamped";

    /// <summary>The lot had ended, so the points live some days from the return.</summary>
    public const string RestoredWithGrace = "restored-with-grace";

    /// <summary>The rate of the member's tier.</summary>
    public const string RateByTier = "rate-by-tier";

    /// <summary>The rate by the total of earlier orders.</summary>
    public const string RateByLadder = "rate-by-ladder";

    /// <summary>A fixed number of points per product.</summary>
    public const string PointsPerProduct = "points-per-product";

    /// <summary>The sum that points are computed from.</summary>
    public const string EarningBase = "earning-base";

    /// <summary>Nothing is earned on what points paid.</summary>
    public const string PointsPaidPart = "points-paid-part";

    /// <summary>Rounded down to the precision.</summary>
    public const string RoundedDown = "rounded-down";

    /// <summary>Rounded to the precision, half away from zero.</summary>
    public const string RoundedHalfUp = "rounded-half-up";

    /// <summary>A line that is a service.</summary>
    public const string LineService = "line-service";

    /// <summary>A line of a promotion without points.</summary>
    public const string LineNoPoints = "line-no-points";

    /// <summary>A line that is a gift card.</summary>
    public const string LineGiftCard = "line-gift-card";

    /// <summary>A line under a special offer or sale.</summary>
    public const string LineOnOffer = "line-on-offer";

    /// <summary>A discounted line of an outlet.</summary>
    public const string LineOutletDiscount = "line-outlet-discount";

    /// <summary>A product on the programme's list of exclusions.</summary>
    public const string LineExcluded = "line-excluded";

    /// <summary>A product without points of its own.</summary>
    public const string LineWithoutPoints = "line-without-points";

    /// <summary>A line that earns.</summary>
    public const string LineEarns = "line-earns";

    /// <summary>Usable so many days after an event that has happened.</summary>
    public const string UsableAfterPaid = "usable-after-paid";

    /// <summary>Usable so many days after the goods were received.</summary>
    public const string UsableAfterReceived = "usable-after-received";

    /// <summary>Usable so many days after the order was completed.</summary>
    public const string UsableAfterCompleted = "usable-after-completed";

    /// <summary>Waits until the goods are received.</summary>
    public const string WaitsForReceived = "waits-for-received";

    /// <summary>Waits until the order is completed.</summary>
    public const string WaitsForCompleted = "waits-for-completed";

    /// <summary>Waits for payment.</summary>
    public const string WaitsForPaid = "waits-for-paid";

    /// <summary>Lives so many days from activation.</summary>
    public const string LivesDays = "lives-days";

    /// <summary>Lives so many months from activation.</summary>
    public const string LivesMonths = "lives-months";

    /// <summary>Lives so many years from activation.</summary>
    public const string LivesYears = "lives-years";

    /// <summary>Never ends.</summary>
    public const string NeverEnds = "never-ends";

    /// <summary>The purchase names no member.</summary>
    public const string NoMember = "no-member";

    /// <summary>The order is not paid yet.</summary>
    public const string Unpaid = "unpaid";

    /// <summary>Orders of this channel earn nothing.</summary>
    public const string ChannelEarnsNothing = "channel-earns-nothing";

    /// <summary>Orders of this channel earn only with another form of payment.</summary>
    public const string PaymentEarnsNothing = "payment-earns-nothing";

    /// <summary>A legal entity earns and spends nothing.</summary>
    public const string LegalEntity = "legal-entity";

    /// <summary>Earning is suspended at the time of payment.</summary>
    public const string EarningSuspended = "earning-suspended";

    /// <summary>Spending is suspended now.</summary>
    public const string SpendingSuspended = "spending-suspended";

    /// <summary>Points can be spent only after the questionnaire.</summary>
    public const string QuestionnaireMissing = "questionnaire-missing";

    /// <summary>Points that a promotion gave.</summary>
    public const string Promotion = "promotion";

    /// <summary>What a promotion gives, and for which sum.</summary>
    public const string PromotionGives = "promotion-gives";

    /// <summary>A line of a named promotion without points.</summary>
    public const string LinePromotionWithoutPoints = "line-promotion-without-points";

    /// <summary>A line of a named promotion whose goods points cannot pay.</summary>
    public const string LinePromotionNotPayable = "line-promotion-not-payable";

    /// <summary>A gift for the member's birthday.</summary>
    public const string Birthday = "birthday";

    /// <summary>The member left; what was on the account is forfeited.</summary>
    public const string AccountClosed = "account-closed";

    /// <summary>Support gave or took points.</summary>
    public const string SupportAdjusted = "support-adjusted";

    /// <summary>Points that came from another account of the same person.</summary>
    public const string MergedIn = "merged-in";

    /// <summary>Points that went to another account of the same person.</summary>
    public const string MergedOut = "merged-out";

    /// <summary>A debt that came from another account of the same person.</summary>
    public const string MergedDebtIn = "merged-debt-in";

    /// <summary>A debt that went to another account of the same person.</summary>
    public const string MergedDebtOut = "merged-debt-out";

    /// <summary>Support joined another account of the same person to this one.</summary>
    public const string SupportMerged = "support-merged";

    /// <summary>Support was asked for another phone, which waits.</summary>
    public const string SupportAskedPhone = "support-asked-phone";

    /// <summary>Support gave the member another phone.</summary>
    public const string SupportChangedPhone = "support-changed-phone";

    /// <summary>Support stopped a change of phone that waited.</summary>
    public const string SupportStoppedPhone = "support-stopped-phone";

    /// <summary>Support completed an order.</summary>
    public const string SupportCompletedOrder = "support-completed-order";

    /// <summary>Support gave points a later end.</summary>
    public const string SupportExtendedLot = "support-extended-lot";

    /// <summary>Support decided on a return in another way than the rules do.</summary>
    public const string SupportOverrodeReturn = "support-overrode-return";

    /// <summary>Support answered a claim.</summary>
    public const string SupportAnsweredClaim = "support-answered-claim";

    /// <summary>Support sent a claim in the member's stead.</summary>
    public const string SupportSentClaim = "support-sent-claim";

    /// <summary>Support changed the member's own data in the member's stead.</summary>
    public const string SupportChangedData = "support-changed-data";

    /// <summary>Support blocked the account.</summary>
    public const string SupportBlocked = "support-blocked";

    /// <summary>Support let the account go on.</summary>
    public const string SupportUnblocked = "support-unblocked";

    /// <summary>Support says that the account is a legal entity's.</summary>
    public const string SupportSetLegalEntity = "support-set-legal-entity";

    /// <summary>Support says that the account is a person's.</summary>
    public const string SupportSetPerson = "support-set-person";

    /// <summary>The account is blocked.</summary>
    public const string Blocked = "account-blocked";

    /// <summary>No line of the basket earns.</summary>
    public const string NothingEarns = "nothing-earns";

    /// <summary>The most that points may pay: a share of the lines that points may pay.</summary>
    public const string CapShare = "cap-share";

    /// <summary>The most that points may pay: the share of the tier.</summary>
    public const string CapByTier = "cap-by-tier";

    /// <summary>The most that points may pay: so many per full sum.</summary>
    public const string CapSteps = "cap-steps";

    /// <summary>Some money must be paid per order.</summary>
    public const string KeepMoney = "keep-money";

    /// <summary>The basket is too small for points.</summary>
    public const string BasketTooSmall = "basket-too-small";

    /// <summary>A promo code and points exclude each other.</summary>
    public const string PromoAndPoints = "promo-and-points";

    /// <summary>Fewer points are active than the cap allows.</summary>
    public const string BalanceLimits = "balance-limits";

    /// <summary>No line of the basket may be paid with points.</summary>
    public const string NothingPayable = "nothing-payable";

    /// <summary>The card's static code was shown, which is for earning only.</summary>
    public const string EarningOnly = "earning-only";

    /// <summary>Points are spent in whole steps.</summary>
    public const string OffTheStep = "off-the-step";

    /// <summary>More points than allowed.</summary>
    public const string OverTheLimit = "over-the-limit";

    /// <summary>The member has no order of that number, as far as the shop has told.</summary>
    public const string OrderUnknown = "order-unknown";

    /// <summary>The order was called off.</summary>
    public const string OrderCancelled = "order-cancelled";

    /// <summary>All goods of the order came back.</summary>
    public const string OrderReturned = "order-returned";

    /// <summary>Some goods of the order came back.</summary>
    public const string OrderReturnedPartly = "order-returned-partly";

    /// <summary>What the order earned.</summary>
    public const string OrderEarned = "order-earned";

    /// <summary>The order earned nothing.</summary>
    public const string OrderEarnedNothing = "order-earned-nothing";

    /// <summary>What returns took of the order's points.</summary>
    public const string OrderAnnulled = "order-annulled";

    /// <summary>Points of the order that cannot be spent yet.</summary>
    public const string OrderPending = "order-pending";

    /// <summary>Points of the order that can be spent.</summary>
    public const string OrderActive = "order-active";

    /// <summary>Points of the order that were spent.</summary>
    public const string OrderSpent = "order-spent";

    /// <summary>Points of the order that ended before they were spent.</summary>
    public const string OrderEnded = "order-ended";
}
