using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Rules;

/// <summary>A part of the rules, made from the programme in force and nothing else.</summary>
public abstract class RulesPart : ComponentBase
{
    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<RulesTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ComponentTexts> Shared { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ReasonTexts> Reasons { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    private protected WorkedExamples Examples => new(Programme);

    /// <summary>The word for points: 5 бонусов.</summary>
    protected string PointsWord => Programme.PointWord.In(Languages.Current).Many;

    protected static string In(LocalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(Languages.Current);
    }

    protected string Say(Money money) => Programme.Say(money, Culture);

    protected string Say(Points points) => Programme.Say(points, Culture);

    protected static string Say(Percent share) => Figures.Say(share, Culture);

    /// <summary>A length of time; for ever where there is none.</summary>
    protected string Say(Period? period) =>
        period is { } length ? PeriodWords.Say(length, Shared, Culture) : T["ForEver"];

    protected string Days(int count) => PeriodWords.Days(count, Shared, Culture);

    /// <summary>Places by their names, in one line.</summary>
    protected string Channels(IEnumerable<string> ids) =>
        string.Join(", ", ids.Select(id => Reasons[$"channel-{id}"].Value));

    /// <summary>Ways to pay by their names, in one line.</summary>
    protected string Methods(IEnumerable<string> ids) =>
        string.Join(", ", ids.Select(id => Reasons[$"method-{id}"].Value));

    /// <summary>Kinds of goods that a rule leaves out.</summary>
    protected IEnumerable<string> Left(Exclusions excludes)
    {
        ArgumentNullException.ThrowIfNull(excludes);
        yield return T["LeftServices"];
        if (excludes.GiftCards)
        {
            yield return T["LeftGiftCards"];
        }
        if (excludes.NoPoints)
        {
            yield return T["LeftNoPoints", PointsWord];
        }
        if (excludes.OnOffer)
        {
            yield return T["LeftOnOffer"];
        }
        if (excludes.OutletDiscounts)
        {
            yield return T["LeftOutletDiscounts"];
        }
        if (excludes.Skus.Count > 0)
        {
            yield return T["LeftSkus", string.Join(", ", excludes.Skus)];
        }
        if (excludes.Categories.Count > 0)
        {
            yield return T["LeftCategories", string.Join(", ", excludes.Categories)];
        }
    }
}
