namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A text that says nothing in one of the portal's languages.</summary>
internal static class TextMissing
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var text in SaidText.Of(programme))
        {
            foreach (var language in (string[])["ru", "en"])
            {
                if (text.FiguresIn(language).Count == 0 && string.IsNullOrWhiteSpace(text.WordsIn(language)))
                {
                    yield return new($"{text.At}/{language}", $"There is no text in the language \"{language}\".");
                }
            }
        }
    }
}
