using System.Globalization;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads promotions.</summary>
internal sealed class PromotionSection(ChannelSection channels, IReadOnlyList<Tier> tiers, Points? precision)
{
    public IReadOnlyList<Promotion> Read(Place place)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. place.List().Select(item => Promotion(item, ids))];
    }

    private Promotion Promotion(Place place, HashSet<string> ids)
    {
        var promotion = place.Object(Vocabulary.Promotion);
        var id = promotion["id"].Text(Forms.Word(), "a short name in latin letters");
        if (id is not null && !ids.Add(id))
        {
            promotion["id"].Refuse($"There is a promotion \"{id}\" already.");
        }
        var (from, to) = (Day(promotion["from"]), Day(promotion["to"]));
        if (from > to)
        {
            promotion["to"].Refuse("The promotion ends before it starts.");
        }
        return new(
            id ?? "",
            TextSections.Local(promotion["name"]),
            from ?? DateOnly.MinValue,
            to ?? DateOnly.MaxValue,
            Scope(promotion),
            Reward(promotion["gives"]),
            PeriodSection.Read(promotion["life"]),
            promotion["combinable"].Flag() ?? false,
            promotion["pointsMayPay"].Flag() ?? true,
            promotion["returnsAnnul"].Flag() ?? true
        );
    }

    private PromotionScope Scope(Fields promotion) =>
        new(
            promotion["channels"].DifferentTexts(item => Known(item, channels.Ids, "channel")),
            promotion["tiers"].DifferentTexts(item => Known(item, [.. tiers.Select(tier => tier.Id)], "tier")),
            promotion["skus"].DifferentTexts(item => item.Text()),
            promotion["categories"].DifferentTexts(item => item.Text()),
            promotion["promoCode"].IsNull ? null : promotion["promoCode"].Text()
        );

    private PromotionReward Reward(Place place)
    {
        switch (place.By("multiplier", "points", "nothing"))
        {
            case "multiplier":
                var factor = place.Object(Vocabulary.RewardByMultiplier)["factor"];
                if (factor.Factor() is not { } times)
                {
                    return new PromotionReward.Nothing();
                }
                if (times <= Percent.Whole)
                {
                    factor.Refuse("A multiplier is more than 1; a promotion without points gives \"nothing\".");
                }
                return new PromotionReward.Multiplied(times);
            case "points":
                return new PromotionReward.Fixed(
                    place.Object(Vocabulary.RewardByPoints)["points"].Points(precision) ?? Points.Zero
                );
            case "nothing":
                place.Object(Vocabulary.RewardOfNothing);
                return new PromotionReward.Nothing();
            default:
                return new PromotionReward.Nothing();
        }
    }

    private static DateOnly? Day(Place place)
    {
        if (place.Text(Forms.Day(), "a day such as 2026-03-31") is not { } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        place.Refuse($"There is no day {text}.");
        return null;
    }

    private static string? Known(Place item, IReadOnlyCollection<string> known, string what)
    {
        var word = item.Text();
        if (word is not null && !known.Contains(word))
        {
            item.Refuse($"The programme has no {what} \"{word}\".");
        }
        return word;
    }
}
