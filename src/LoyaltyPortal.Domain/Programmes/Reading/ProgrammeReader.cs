using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads a whole programme, section by section; what is wrong is noted on the way.</summary>
internal static class ProgrammeReader
{
    public static Programme Read(FileValue root, Faults faults, string version)
    {
        var file = new Place(root, "$", faults).Object(Vocabulary.Programme);
        if (file.Has("$schema"))
        {
            file["$schema"].Text();
        }
        RefuseOtherWorth(file["pointWorth"]);
        var precision = Precision(file["precision"]);
        var channels = new ChannelSection(file["channels"]);
        var wallets = new WalletSection(file["wallets"], channels, precision);
        var earning = new EarningSection(file["earning"], precision);
        var tiers = new TierSection(earning, wallets).Read(file["tiers"]);
        var extras = new ExtraSection(wallets, precision);
        return new()
        {
            Id = file["id"].Text(Forms.ProgrammeId(), "a short name in small latin letters") ?? "",
            Version = version,
            Name = TextSections.Local(file["name"]),
            Brand = TextSections.Brand(file["brand"]),
            Currency = file["currency"].Text(Forms.Currency(), "an ISO 4217 code such as RUB") ?? "",
            Zone = Zone(file["timeZone"]),
            Countries = Countries(file["countries"]),
            PointWord = TextSections.PointWord(file["pointWord"]),
            Precision = precision ?? Points.Whole(1),
            Rounding = file["rounding"].Word(Vocabulary.RoundingWord) ?? Rounding.Down,
            Channels = channels.Channels,
            Joining = Joining(file["joining"], file["questionnaire"]),
            Questionnaire = QuestionnaireSection.Read(file["questionnaire"]),
            Wallets = wallets.Wallets,
            Earning = earning.Rules,
            Tiers = tiers,
            Returns = ReturnSection.Read(file["returns"]),
            Activities = extras.Activities(file["activities"]),
            Promotions = new PromotionSection(channels, tiers.List, precision).Read(file["promotions"]),
            Birthday = extras.Birthday(file["birthday"]),
            ClaimDays = file["claimDays"].Whole(1, 365) ?? 1,
            DemoValues = DemoValues.Read(file["demoValues"], root),
            // Last: a text does not complain of a figure that is wrong in its own place.
            Texts = TextSections.Texts(file["texts"], new FiguredTexts(root, faults)),
        };
    }

    /// <summary>A point is one unit of the currency in all five programmes; the field lets a file mark that as its own
    /// assumption (programmes.md, first table, "1 point =").</summary>
    private static void RefuseOtherWorth(Place place)
    {
        if (place.Decimal(2) is { } worth && worth != 1)
        {
            place.Refuse("A point is worth 1 unit of the currency; nothing else is supported.");
        }
    }

    private static Points? Precision(Place place)
    {
        if (place.Decimal(2) is not { } precision)
        {
            return null;
        }
        if (precision is not (1 or 0.01m))
        {
            place.Refuse("Points are counted to 1 or to 0.01.");
            return null;
        }
        return Points.Of(precision);
    }

    private static ProgrammeZone Zone(Place place)
    {
        var id = place.Text(Forms.Zone(), "an IANA time zone such as Europe/Moscow");
        if (id is not null)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.Id == id && zone.HasIanaId)
            {
                return new(zone);
            }
            place.Refuse($"The time zone \"{id}\" is unknown; expected an IANA name such as Europe/Moscow.");
        }
        return new(TimeZoneInfo.Utc);
    }

    private static IReadOnlyList<string> Countries(Place place) =>
        place.DifferentTexts(
            item => item.Text(Forms.Country(), "an ISO 3166 code such as RU"),
            "Phone numbers of at least one country may join."
        );

    private static JoiningRules Joining(Place place, Place questionnaire)
    {
        var joining = place.Object(Vocabulary.Joining);
        var waits = joining["questionnaireBeforeSpending"].Flag();
        if (waits == true && questionnaire.IsEmptyList)
        {
            joining["questionnaireBeforeSpending"].Refuse("There is no questionnaire to wait for.");
        }
        return new(
            waits ?? false,
            joining["legalEntities"].Flag() ?? false,
            joining["memberFrom"].Word(Vocabulary.MemberFromWord) ?? MemberFrom.Registration,
            joining["plasticCards"].Flag() ?? false
        );
    }
}
