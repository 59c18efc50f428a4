namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads what earns points besides purchases.</summary>
internal sealed class ExtraSection(WalletSection wallets, Points? precision)
{
    public IReadOnlyList<ActivityRules> Activities(Place place)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        return [.. place.List().Select(item => Activity(item, types))];
    }

    public BirthdayGift? Birthday(Place place)
    {
        if (place.IsNull)
        {
            return null;
        }
        var birthday = place.Object(Vocabulary.Birthday);
        return new(
            birthday["points"].Points(precision) ?? Points.Zero,
            wallets.Named(birthday["wallet"]),
            PeriodSection.Read(birthday["life"])
        );
    }

    private ActivityRules Activity(Place place, HashSet<string> types)
    {
        var activity = place.Object(Vocabulary.Activity);
        var type = activity["type"].Text(Forms.Word(), "a short name in latin letters");
        if (type is not null && !types.Add(type))
        {
            activity["type"].Refuse($"There is an activity \"{type}\" already.");
        }
        return new(
            type ?? "",
            TextSections.Local(activity["name"]),
            activity["points"].Points(precision) ?? Points.Zero,
            wallets.Named(activity["wallet"]),
            PeriodSection.Read(activity["life"]),
            activity["once"].Word(Vocabulary.OnceWord) ?? OncePer.Reference,
            activity["referencePrefix"].IsNull ? null : activity["referencePrefix"].Text()
        );
    }
}
