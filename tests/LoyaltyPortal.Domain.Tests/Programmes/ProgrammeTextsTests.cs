using System.Text.RegularExpressions;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>What programmes say in their own words, with the figures of their own rules.</summary>
public partial class ProgrammeTextsTests
{
    private const string Tagline =
        "Часть каждой покупки для клиники возвращается бонусами: 1 бонус — это {/pointWorth|money}";

    /// <summary>Numbers that are no figures of the rules: one point, a hundred to take a share of, a name, a leap day.</summary>
    private static readonly string[] Plain = ["1", "100", "5", "28", "29"];

    public static TheoryData<string> Programmes => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_programme_answers_ten_to_twenty_questions(string name)
    {
        var texts = Fixture.Programme(name).Texts;
        Assert.InRange(texts.Faq.Count, 10, 20);
        Assert.Equal(3, texts.HowItWorks.Count);
        Assert.Distinct(texts.Faq.Select(asked => WordsOf(asked.Question.Ru)));
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void No_figure_of_the_rules_is_typed_into_a_text(string name) =>
        Assert.All(
            All(Fixture.Programme(name).Texts),
            text =>
                Assert.All(
                    Number().Matches(WordsOf(text.Ru) + " " + WordsOf(text.En)),
                    number => Assert.Contains(number.Value, Plain)
                )
        );

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Both_languages_name_the_same_figures(string name) =>
        Assert.All(All(Fixture.Programme(name).Texts), text => Assert.Equal(FiguresOf(text.Ru), FiguresOf(text.En)));

    [Theory]
    [InlineData("{/claimDays|days}", "7 Days")]
    [InlineData("{/earning/life|period}", "90 Days")]
    [InlineData("{/tiers/list/1/sum|money}", "100000")]
    [InlineData("{/tiers/list/1/rate|percent}", "5")]
    [InlineData("{/activities/1/points|points}", "50")]
    [InlineData("{/tiers/list/1/orders}", "3")]
    [InlineData("{/tiers/list/1/orders|заказ|заказа|заказов}", "3 заказ заказа заказов")]
    [InlineData("{/tiers/list/1/name}", "Постоянный клиент")]
    [InlineData("{/currency}", "RUB")]
    public void A_text_takes_its_figures_from_the_file(string placeholder, string said)
    {
        var json = Fixture.Text("stomatorg").Replace(Tagline, placeholder, StringComparison.Ordinal);
        Assert.Equal(said, Said(Fixture.Accepted(json).Texts.Tagline.Ru[0]));
    }

    [Fact]
    public void A_text_says_what_the_rules_say_after_they_change()
    {
        var json = Fixture
            .Text("stomatorg")
            .Replace("{ \"days\": 90 }", "{ \"months\": 3 }", StringComparison.Ordinal)
            .Replace(Tagline, "{/earning/life|period}", StringComparison.Ordinal);
        Assert.Equal("3 Months", Said(Fixture.Accepted(json).Texts.Tagline.Ru[0]));
    }

    [Fact]
    public void A_figure_knows_whether_the_shop_publishes_it()
    {
        var programme = Fixture.Programme("lusio");
        Assert.True(programme.IsDemoValue("/tiers/list/1/rate"));
        Assert.True(programme.IsDemoValue("/pointWorth"));
        Assert.True(programme.IsDemoValue("/tiers"));
        Assert.False(programme.IsDemoValue("/tiers/rollingDays"));
        Assert.False(programme.IsDemoValue("/pointWord"));
    }

    private static string Said(TextPart part) =>
        part switch
        {
            TextPart.Words words => words.Text,
            TextPart.Figure { Value: TextFigure.Length { Value: var period } } => $"{period.Count} {period.Unit}",
            TextPart.Figure { Value: TextFigure.Sum { Value: var money } } => money.ToString(),
            TextPart.Figure { Value: TextFigure.Share { Value.Value: var share } } => $"{share:0}",
            TextPart.Figure { Value: TextFigure.Amount { Value: var points } } => points.ToString(),
            TextPart.Figure { Value: TextFigure.Number { Value: var number, Forms: null } } => $"{number}",
            TextPart.Figure { Value: TextFigure.Number { Value: var number, Forms: { } forms } } =>
                $"{number} {forms.One} {forms.Few} {forms.Many}",
            _ => "",
        };

    private static IEnumerable<FiguredText> All(ProgrammeTexts texts) =>
        [
            texts.Tagline,
            texts.SuspensionNotice,
            .. texts.HowItWorks.SelectMany(step => new[] { step.Title, step.Text }),
            .. texts.Faq.SelectMany(asked => new[] { asked.Question, asked.Answer }),
        ];

    private static string WordsOf(IReadOnlyList<TextPart> parts) =>
        string.Concat(parts.OfType<TextPart.Words>().Select(words => words.Text));

    private static IEnumerable<string> FiguresOf(IReadOnlyList<TextPart> parts) =>
        parts.OfType<TextPart.Figure>().Select(figure => figure.At).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
