namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A text that is the same in both languages, or an English one in Russian letters. Names without Russian letters,
/// such as a brand's, may be the same.</summary>
internal static class TextNotTranslated
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var text in SaidText.Of(programme))
        {
            var (ru, en) = (text.WordsIn("ru"), text.WordsIn("en"));
            if (en.Any(IsRussian))
            {
                yield return new($"{text.At}/en", "The English text has Russian letters in it.");
            }
            else if (text.IsSentence && ru.Any(char.IsLetter) && !ru.Any(IsRussian))
            {
                yield return new(
                    $"{text.At}/ru",
                    ru == en ? "The text is the same in both languages." : "The Russian text has no Russian letters."
                );
            }
        }
    }

    private static bool IsRussian(char letter) => letter is >= '\u0400' and <= '\u04FF';
}
