using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Components;

/// <summary>
/// Says a stored reason in the reader's language. A sentence names its figures: <c>{points}</c> is written by its kind,
/// <c>{count|день|дня|дней}</c> is followed by the form of a word, and what stands in <c>[...]</c> is left out when a
/// figure in it is not known.
/// </summary>
public sealed partial class ReasonSentences(Programme programme, IStringLocalizer<ReasonTexts> texts, TimeProvider time)
{
    public string Say(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var text = texts[reason.Code];
        return text.ResourceNotFound ? reason.Code : Fill(text.Value, reason.Args);
    }

    /// <summary>A channel by the name people know it by.</summary>
    public string ChannelName(string channel) => Known("channel", channel);

    private string Fill(string text, IReadOnlyDictionary<string, string> figures)
    {
        var whole = Optional()
            .Replace(
                text,
                part =>
                    Place().Matches(part.Value).All(place => figures.ContainsKey(place.Groups["name"].Value))
                        ? part.Groups["text"].Value
                        : ""
            );
        return Place()
            .Replace(
                whole,
                place =>
                    figures.TryGetValue(place.Groups["name"].Value, out var figure)
                        ? Written(place.Groups["name"].Value, figure, place.Groups["forms"].Value)
                        : "…"
            );
    }

    private string Written(string name, string figure, string forms)
    {
        var culture = CultureInfo.CurrentCulture;
        if (figure is not [var kind, ':', ..])
        {
            return figure;
        }

        var value = figure[2..];
        return kind switch
        {
            Figure.PointsKind => programme.Say(new Points(Whole(value)), culture),
            Figure.MoneyKind => programme.Say(new Money(Whole(value)), culture),
            Figure.PercentKind => Figures.Say(new Percent(Whole(value)), culture),
            Figure.DayKind => Day(value, culture),
            Figure.CountKind => Counted(Whole(value), forms, culture),
            Figure.TierKind => TierName(value, culture),
            _ => Known(name, value),
        };
    }

    private static long Whole(string value) => long.Parse(value, CultureInfo.InvariantCulture);

    private string Day(string value, CultureInfo culture) =>
        DayWords.Date(
            DateOnly.Parse(value, CultureInfo.InvariantCulture),
            programme.Zone.DayOf(time.GetUtcNow()),
            culture
        );

    private static string Counted(long count, string forms, CultureInfo culture)
    {
        var number = Figures.Number(count, culture);
        return forms.Split('|') switch
        {
            [var one, var few, var many] =>
                $"{number}{Figures.NoBreakSpace}{new PluralForms(one, few, many).After(count, culture)}",
            [var one, var many] =>
                $"{number}{Figures.NoBreakSpace}{new PluralForms(one, many, many).After(count, culture)}",
            _ => number,
        };
    }

    // Words of the contract have names for people: an activity in the programme, a channel or a payment in the texts.
    private string Known(string name, string word)
    {
        if (name == "activity" && programme.Activities.FirstOrDefault(each => each.Type == word) is { } activity)
        {
            return activity.Name.In(CultureInfo.CurrentCulture.TwoLetterISOLanguageName);
        }

        if (name == "promotion" && programme.Promotion(word) is { } promotion)
        {
            return promotion.Name.In(CultureInfo.CurrentCulture.TwoLetterISOLanguageName);
        }

        var text = name is "channel" or "method" ? texts[$"{name}-{word}"] : null;
        return text is { ResourceNotFound: false } ? text.Value : word;
    }

    // A level may have left the programme since; its id is still better than nothing.
    private string TierName(string id, CultureInfo culture) =>
        programme.Tiers.List.FirstOrDefault(tier => tier.Id == id)?.Name.In(culture.TwoLetterISOLanguageName) ?? id;

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Optional();

    [GeneratedRegex(
        @"\{(?<name>[a-zA-Z]+)(\|(?<forms>[^}]*))?\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Place();
}
