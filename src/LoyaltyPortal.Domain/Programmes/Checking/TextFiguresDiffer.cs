namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A text that names other figures of the rules in one language than in the other.</summary>
internal static class TextFiguresDiffer
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var text in SaidText.Of(programme))
        {
            var (ru, en) = (text.FiguresIn("ru"), text.FiguresIn("en"));
            if (
                ru.Except(en, StringComparer.Ordinal).Concat(en.Except(ru, StringComparer.Ordinal)).ToList() is
                { Count: > 0 } differ
            )
            {
                yield return new(
                    text.At,
                    $"One language names a figure that the other does not: {string.Join(", ", differ)}."
                );
            }
        }
    }
}
