using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>What one loyalty programme says: everything the engine, the rules page and the till need to know of it.
/// Read from a file by <c>ProgrammeFile</c>; immutable.</summary>
public sealed record Programme
{
    /// <summary>Short name, such as <c>stomatorg</c>.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the file's text, the first 16 hex digits. Stored with each posting.</summary>
    public required string Version { get; init; }

    /// <summary>The name members know.</summary>
    public required LocalText Name { get; init; }

    /// <summary>Colours of the brand.</summary>
    public required Brand Brand { get; init; }

    /// <summary>ISO 4217 code. One point is worth one unit of it.</summary>
    public required string Currency { get; init; }

    /// <summary>Where all day arithmetic happens.</summary>
    public required ProgrammeZone Zone { get; init; }

    /// <summary>Countries whose phone numbers may join, ISO 3166 alpha-2, the default first.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>What a point is called.</summary>
    public required PointWord PointWord { get; init; }

    /// <summary>The smallest amount that is earned, spent or restored: 1 or 0.01.</summary>
    public required Points Precision { get; init; }

    /// <summary>How earned points are rounded to <see cref="Precision"/>, once per purchase.</summary>
    public required Rounding Rounding { get; init; }

    /// <summary>Where purchases may come from.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>Who becomes a member and when.</summary>
    public JoiningRules Joining { get; init; } = JoiningRules.Plain;

    /// <summary>What the questionnaire asks, in its order.</summary>
    public required IReadOnlyList<QuestionnaireField> Questionnaire { get; init; }

    /// <summary>What members may choose as their interests; empty where interests are not asked.</summary>
    public IReadOnlyList<InterestChoice> Interests =>
        [.. Questionnaire.Where(asked => asked.Field == PersonalField.Interests).SelectMany(asked => asked.Choices)];

    /// <summary>The wallets of an account, the main one first.</summary>
    public required IReadOnlyList<WalletRules> Wallets { get; init; }

    /// <summary>What a purchase earns and when that is usable.</summary>
    public required EarningRules Earning { get; init; }

    /// <summary>The levels, lowest first, never empty.</summary>
    public required TierRules Tiers { get; init; }

    /// <summary>What a return takes and gives back.</summary>
    public required ReturnRules Returns { get; init; }

    /// <summary>What earns points besides purchases.</summary>
    public required IReadOnlyList<ActivityRules> Activities { get; init; }

    /// <summary>Promotions with their own terms, past ones too.</summary>
    public IReadOnlyList<Promotion> Promotions { get; init; } = [];

    /// <summary>What members get on their birthday; null for nothing.</summary>
    public BirthdayGift? Birthday { get; init; }

    /// <summary>When a claim is answered at the latest, in days after delivery.</summary>
    public required int ClaimDays { get; init; }

    /// <summary>JSON pointers of the values that the shop does not publish (programmes.md: <i>demo value</i>).</summary>
    public required IReadOnlyList<string> DemoValues { get; init; }

    /// <summary>What the programme tells people in its own words.</summary>
    public required ProgrammeTexts Texts { get; init; }

    /// <summary>Whether the value at a JSON pointer, something in it or what it lies in is not published by the shop.</summary>
    public bool IsDemoValue(string at) =>
        DemoValues.Any(demo =>
            demo == at
            || at.StartsWith(demo + "/", StringComparison.Ordinal)
            || demo.StartsWith(at + "/", StringComparison.Ordinal)
        );

    /// <summary>Whether accounts of that kind take no part: they earn and spend nothing (programmes.md, "Joining",
    /// delimano).</summary>
    public bool LeavesOut(AccountKind kind) => kind == AccountKind.LegalEntity && !Joining.LegalEntities;

    /// <summary>The channel of that name, or null.</summary>
    public Channel? ChannelOf(string id) => Channels.FirstOrDefault(channel => channel.Id == id);

    /// <summary>The wallet that purchases of a channel earn into and spend from.</summary>
    public WalletRules WalletOf(string channel) => Wallets.First(wallet => wallet.Channels.Contains(channel));

    /// <summary>The promotion of that name; null when it has left the programme since.</summary>
    public Promotion? Promotion(string id) => Promotions.FirstOrDefault(promotion => promotion.Id == id);

    /// <summary>The wallet of that name.</summary>
    public WalletRules Wallet(string id) => Wallets.First(wallet => wallet.Id == id);
}

/// <summary>A text in each language of the portal.</summary>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LocalText(string Ru, string En)
{
    /// <summary>The text for a two-letter language; Russian unless it is <c>en</c>.</summary>
    public string In(string language) => language == "en" ? En : Ru;
}

/// <summary>The plural forms of the word for points. English uses <c>One</c> and <c>Many</c>.</summary>
/// <param name="One">1 бонус, 21 бонус; 1 point.</param>
/// <param name="Few">2 бонуса; also after a fraction in Russian.</param>
/// <param name="Many">5 бонусов, 0 бонусов; 2 points.</param>
public sealed record PluralForms(string One, string Few, string Many);

/// <summary>What a point is called in each language.</summary>
/// <param name="Ru">Russian forms.</param>
/// <param name="En">English forms.</param>
public sealed record PointWord(PluralForms Ru, PluralForms En)
{
    /// <summary>The forms for a two-letter language; Russian unless it is <c>en</c>.</summary>
    public PluralForms In(string language) => language == "en" ? En : Ru;
}

/// <summary>Colours of the brand as <c>#rrggbb</c>.</summary>
/// <param name="Light">Accent on a light page.</param>
/// <param name="Dark">Accent on a dark page.</param>
public sealed record Brand(string Light, string Dark);

/// <summary>Where purchases come from.</summary>
/// <param name="Id">One of the contract's channel words (store-api.md).</param>
/// <param name="ReceivedWhenPaid">Goods are handed over at payment (programmes.md, "Exact arithmetic", 5).</param>
/// <param name="Earns">Whether goods earn anything here.</param>
/// <param name="EarnsPaidBy">Payment methods that earn; empty for all.</param>
/// <param name="Confirmation">Who confirms that points are spent here.</param>
public sealed record Channel(
    string Id,
    bool ReceivedWhenPaid,
    bool Earns,
    IReadOnlyList<string> EarnsPaidBy,
    SpendConfirmation Confirmation
);

/// <summary>Who confirms a redemption (programmes.md, "Spending").</summary>
public enum SpendConfirmation
{
    /// <summary>Nobody: the member is signed in, or the operator answers for it.</summary>
    None,

    /// <summary>The member, by a code sent to the phone.</summary>
    Sms,

    /// <summary>The member, on the page with the card, which was open when the points were asked for. A channel never says
    /// this: it stands in for a code.</summary>
    Portal,
}
