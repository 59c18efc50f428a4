using System.Globalization;
using System.Text.Json;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>GET /api/v1/programme: what the rules are, for anybody.</summary>
internal sealed class ReadProgramme(
    Programme programme,
    SuspensionBook suspensions,
    TimeProvider time,
    IStringLocalizer<ComponentTexts> texts
)
{
    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public PostingAnswer Answer() =>
        ApiAnswers.Json(
            200,
            new ProgrammeAnswer(
                programme.Id,
                programme.Version,
                programme.Name.In(Language),
                programme.Currency,
                PointWordOf(programme.PointWord.In(Language)),
                programme.Precision,
                programme.Zone.Id,
                [.. programme.Tiers.List.Select(TierOf)],
                [.. programme.Wallets.Select(WalletOf)],
                [.. programme.Activities.Select(ActivityOf)],
                InForceOrNext is null ? [] : [Say(programme.Texts.SuspensionNotice)],
                SuspensionOf(InForceOrNext),
                programme.DemoValues,
                [.. programme.Questionnaire.Select(FieldOf)],
                new ProgrammeTextsAnswer(
                    Say(programme.Texts.Tagline),
                    [.. programme.Texts.HowItWorks.Select(step => new StepAnswer(Say(step.Title), Say(step.Text)))],
                    [.. programme.Texts.Faq.Select(asked => new FaqAnswer(Say(asked.Question), Say(asked.Answer)))]
                )
            )
        );

    private string Say(FiguredText text) => programme.Say(text, texts);

    private static QuestionnaireFieldAnswer FieldOf(QuestionnaireField asked) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(asked.Field.ToString()), asked.Required);

    private Suspension? InForceOrNext => suspensions.Current.NowOrNext(time.GetUtcNow());

    private static SuspensionAnswer? SuspensionOf(Suspension? suspension) =>
        suspension is { } set
            ? new SuspensionAnswer(set.Earning, set.Spending, set.ExpiryClock, set.From, set.To)
            : null;

    private static PointWordAnswer PointWordOf(PluralForms forms) => new(forms.One, forms.Few, forms.Many);

    private static ProgrammeTierAnswer TierOf(Tier tier) =>
        new(
            tier.Id,
            tier.Name.In(Language),
            tier.Sum,
            tier.Orders,
            Trimmed.Of(tier.Rate.Value),
            Trimmed.Of(tier.Cap.Value),
            [.. tier.Benefits.Select(each => each.In(Language))]
        );

    private ProgrammeWalletAnswer WalletOf(WalletRules wallet) =>
        new(
            wallet.Id,
            wallet.Name.In(Language),
            wallet.Channels,
            wallet.Cap switch
            {
                CapRules.Flat flat => new CapAnswer("percent", Trimmed.Of(flat.Share.Value), null, null),
                CapRules.Steps steps => new CapAnswer("steps", null, steps.Per, steps.Points),
                _ => new CapAnswer("tier", null, null, null),
            },
            wallet.Minimum?.Sum,
            wallet.StepOr(programme.Precision)
        );

    private static ProgrammeActivityAnswer ActivityOf(ActivityRules activity) =>
        new(
            activity.Type,
            activity.Name.In(Language),
            activity.Points,
            activity.Life is { } life ? new PeriodAnswer(life.Count, life.Unit.ToString().ToLowerInvariant()) : null
        );
}
