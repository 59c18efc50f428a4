using System.Text.RegularExpressions;

namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A figure written into a sentence by hand where a rule could be named: the text would go on saying it when the
/// rule has changed.</summary>
internal static partial class TextFigureByHand
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var text in SaidText.Of(programme).Where(text => text.IsSentence))
        {
            foreach (var language in (string[])["ru", "en"])
            {
                var found = Figure().Match(text.WordsIn(language));
                if (found.Success)
                {
                    yield return new(
                        $"{text.At}/{language}",
                        $"\"{found.Value}\" is written by hand; a figure such as {{/claimDays|days}} follows the rules."
                    );
                }
            }
        }
    }

    // From 2 on: "1 point is worth ..." explains a word and is no rule.
    [GeneratedRegex(
        @"\b(?!1\b)[0-9][0-9 .,\u00A0]*(%|₽|руб|балл|бонус|дн(ей|я)|месяц|год|лет|percent|roubles|points?\b|bonus|days?\b|months?\b|years?\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Figure();
}
