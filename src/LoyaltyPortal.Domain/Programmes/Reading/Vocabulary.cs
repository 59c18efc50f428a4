using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Every field name and every word that a programme file may contain.</summary>
internal static class Vocabulary
{
    public static readonly Shape Programme = new Shape(
        "programme",
        "id",
        "name",
        "brand",
        "currency",
        "timeZone",
        "countries",
        "pointWord",
        "pointWorth",
        "precision",
        "rounding",
        "channels",
        "joining",
        "questionnaire",
        "wallets",
        "earning",
        "tiers",
        "returns",
        "activities",
        "promotions",
        "birthday",
        "claimDays",
        "demoValues",
        "texts"
    ).Or("$schema");

    public static readonly Shape LocalText = new("localText", "ru", "en");
    public static readonly Shape Brand = new("brand", "light", "dark");
    public static readonly Shape PointWord = new("pointWord", "ru", "en");
    public static readonly Shape RussianForms = new("russianForms", "one", "few", "many");
    public static readonly Shape EnglishForms = new("englishForms", "one", "many");

    public static readonly Shape Channel = new(
        "channel",
        "id",
        "receivedWhenPaid",
        "earns",
        "earnsPaidBy",
        "confirmation"
    );

    public static readonly Shape Joining = new(
        "joining",
        "questionnaireBeforeSpending",
        "legalEntities",
        "memberFrom",
        "plasticCards"
    );

    public static readonly Shape QuestionnaireField = new Shape("questionnaireField", "field", "required").Or(
        "choices"
    );

    public static readonly Shape InterestChoice = new("interestChoice", "id", "name");

    public static readonly Shape Wallet = new(
        "wallet",
        "id",
        "name",
        "channels",
        "cap",
        "excludes",
        "minimum",
        "keepMoney",
        "promoCodeOrPoints"
    );

    public static readonly Shape CapByTier = new("capByTier", "by");
    public static readonly Shape CapByShare = new("capByShare", "by", "share");
    public static readonly Shape CapBySteps = new("capBySteps", "by", "per", "points");
    public static readonly Shape Minimum = new("minimum", "sum", "over");

    public static readonly Shape Exclusions = new(
        "exclusions",
        "giftCards",
        "noPoints",
        "onOffer",
        "outletDiscounts",
        "skus",
        "categories"
    );

    public static readonly Shape Earning = new("earning", "rate", "excludes", "activation", "life");
    public static readonly Shape RateByTier = new("rateByTier", "by");
    public static readonly Shape RateByLadder = new("rateByLadder", "by", "steps", "factors", "lowest", "highest");
    public static readonly Shape RateByProduct = new("rateByProduct", "by", "products");
    public static readonly Shape LadderStep = new("ladderStep", "from", "rate");
    public static readonly Shape AfterEvent = new("afterEvent", "event", "days");
    public static readonly Shape Period = new Shape("period").Or("days", "months", "years");

    public static readonly Shape Tiers = new("tiers", "rollingDays", "counting", "list");
    public static readonly Shape Tier = new Shape("tier", "id", "name", "sum", "orders", "benefits").Or("rate", "cap");

    public static readonly Shape Returns = new Shape("returns", "restoreAfterDays", "onShortfall").Or("graceDays");

    public static readonly Shape Activity = new(
        "activity",
        "type",
        "name",
        "points",
        "wallet",
        "life",
        "once",
        "referencePrefix"
    );

    public static readonly Shape Promotion = new(
        "promotion",
        "id",
        "name",
        "from",
        "to",
        "channels",
        "tiers",
        "skus",
        "categories",
        "promoCode",
        "gives",
        "life",
        "combinable",
        "pointsMayPay",
        "returnsAnnul"
    );

    public static readonly Shape RewardByMultiplier = new("rewardByMultiplier", "by", "factor");
    public static readonly Shape RewardByPoints = new("rewardByPoints", "by", "points");
    public static readonly Shape RewardOfNothing = new("rewardOfNothing", "by");

    public static readonly Shape Birthday = new("birthday", "points", "wallet", "life");

    public static readonly Shape Texts = new("texts", "tagline", "howItWorks", "faq", "suspensionNotice");
    public static readonly Shape TitledText = new("titledText", "title", "text");
    public static readonly Shape QuestionAnswered = new("questionAnswered", "question", "answer");

    /// <summary>The contract's channel words (store-api.md).</summary>
    public static readonly Words<string> ChannelWord = Same(
        "channelWord",
        "store",
        "outlet",
        "web",
        "app",
        "tv",
        "catalogue",
        "phone",
        "boutique"
    );

    /// <summary>The contract's payment methods (store-api.md).</summary>
    public static readonly Words<string> PaymentMethod = Same(
        "paymentMethod",
        "online",
        "cash",
        "card",
        "instalments",
        "other"
    );

    /// <summary>Factors of payment forms: a field for each that has one.</summary>
    public static readonly Shape Factors = new Shape("factors").Or([.. PaymentMethod.Meanings.Keys]);

    public static readonly Words<Rounding> RoundingWord = new(
        "rounding",
        ("down", Rounding.Down),
        ("halfAwayFromZero", Rounding.HalfAwayFromZero)
    );

    public static readonly Words<SpendConfirmation> ConfirmationWord = new(
        "confirmation",
        ("none", SpendConfirmation.None),
        ("sms", SpendConfirmation.Sms)
    );

    public static readonly Words<MemberFrom> MemberFromWord = new(
        "memberFrom",
        ("registration", MemberFrom.Registration),
        ("firstPaidOrder", MemberFrom.FirstPaidOrder)
    );

    public static readonly Words<PersonalField> PersonalFieldWord = new(
        "personalField",
        ("givenName", PersonalField.GivenName),
        ("familyName", PersonalField.FamilyName),
        ("birthDate", PersonalField.BirthDate),
        ("sex", PersonalField.Sex),
        ("city", PersonalField.City),
        ("email", PersonalField.Email),
        ("interests", PersonalField.Interests),
        ("children", PersonalField.Children)
    );

    public static readonly Words<OrderEvent> EventWord = new(
        "orderEvent",
        ("paid", OrderEvent.Paid),
        ("received", OrderEvent.Received),
        ("completed", OrderEvent.Completed)
    );

    public static readonly Words<CountingDay> CountingWord = new(
        "counting",
        ("paid", CountingDay.Paid),
        ("accrual", CountingDay.Accrual)
    );

    public static readonly Words<Shortfall> ShortfallWord = new(
        "onShortfall",
        ("debt", Shortfall.Debt),
        ("clamp", Shortfall.Clamp)
    );

    public static readonly Words<OncePer> OnceWord = new(
        "once",
        ("reference", OncePer.Reference),
        ("product", OncePer.Product),
        ("member", OncePer.Member)
    );

    public static readonly Words<PeriodUnit> PeriodWord = new(
        "periodUnit",
        ("days", PeriodUnit.Days),
        ("months", PeriodUnit.Months),
        ("years", PeriodUnit.Years)
    );

    private static Words<string> Same(string name, params string[] words) =>
        new(name, [.. words.Select(word => (word, word))]);
}
