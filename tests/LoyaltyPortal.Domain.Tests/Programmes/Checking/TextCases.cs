using LoyaltyPortal.Domain.Programmes;
using static LoyaltyPortal.Domain.Tests.Programmes.Checking.CheckCase;

namespace LoyaltyPortal.Domain.Tests.Programmes.Checking;

/// <summary>What the checks find in texts.</summary>
internal static class TextCases
{
    public static IEnumerable<(string Check, CheckCase Case)> All =>
        [
            (
                "text-missing",
                new(WithTagline("Бонусы", "Points"), WithTagline("Бонусы", " "), "/texts/tagline/en", "language \"en\"")
            ),
            (
                "text-missing",
                new(
                    Stomatorg,
                    WithTier(Stomatorg, 1, tier => tier with { Name = new("", "Regular") }),
                    "/tiers/list/1/name/ru",
                    "language \"ru\""
                )
            ),
            (
                "text-not-translated",
                new(
                    WithTagline("Бонусы", "Points"),
                    WithTagline("Points", "Points"),
                    "/texts/tagline/ru",
                    "the same in both"
                )
            ),
            (
                "text-not-translated",
                new(
                    Stomatorg,
                    WithActivity(Stomatorg, 0, each => each with { Name = new("Анкета", "Анкета") }),
                    "/activities/0/name/en",
                    "Russian letters"
                )
            ),
            (
                "text-figures-differ",
                new(
                    Stomatorg,
                    Stomatorg with
                    {
                        Texts = Stomatorg.Texts with
                        {
                            Tagline = Stomatorg.Texts.Tagline with { En = [new TextPart.Words("Points are money.")] },
                        },
                    },
                    "/texts/tagline",
                    "/pointWorth"
                )
            ),
            (
                "text-figure-by-hand",
                new(
                    WithTagline("1 балл за покупку", "1 point a purchase"),
                    WithTagline("1 балл за покупку", "7 points a purchase"),
                    "/texts/tagline/en",
                    "\"7 points\" is written by hand"
                )
            ),
            (
                "text-figure-by-hand",
                new(
                    WithTagline("Клуб 5 — скидки", "Club"),
                    WithTagline("Через 14 дней", "Later"),
                    "/texts/tagline/ru",
                    "\"14 дней\""
                )
            ),
            (
                "faq-is-silent",
                new(Stomatorg, WithoutAnswers("/earning/life"), "/texts/faq", "No answer names how long points live")
            ),
            ("faq-is-silent", new(Stomatorg, WithoutAnswers("/claimDays"), "/texts/faq", "when a claim is answered")),
            ("faq-is-silent", new(Stomatorg, WithoutAnswers("/returns"), "/texts/faq", "restored points live")),
        ];

    /// <summary>Without the answers that take a figure from a rule.</summary>
    private static Programme WithoutAnswers(string rule) =>
        Stomatorg with
        {
            Texts = Stomatorg.Texts with
            {
                Faq =
                [
                    .. Stomatorg.Texts.Faq.Where(asked =>
                        !asked
                            .Answer.Ru.OfType<TextPart.Figure>()
                            .Any(figure => figure.At.StartsWith(rule, StringComparison.Ordinal))
                    ),
                ],
            },
        };
}
