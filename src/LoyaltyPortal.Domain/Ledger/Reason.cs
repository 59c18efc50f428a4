using System.Globalization;

namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Why something is as it is: a stable code and the figures it speaks of. The sentence is made where it is
/// shown, in the reader's language; the record itself is stored and never recomputed.</summary>
/// <param name="Code">A code of <see cref="ReasonCodes"/>.</param>
/// <param name="Args">Figures by name, each with its kind: see <see cref="Figure"/>.</param>
public sealed record Reason(string Code, IReadOnlyDictionary<string, string> Args)
{
    private static readonly Dictionary<string, string> NoArgs = [];

    /// <summary>A reason without figures.</summary>
    public static Reason Of(string code) => new(code, NoArgs);

    /// <summary>The same reason with one more figure.</summary>
    public Reason With(string name, string figure) =>
        this with
        {
            Args = new Dictionary<string, string>(Args, StringComparer.Ordinal) { [name] = figure },
        };

    /// <summary>The same reason with points.</summary>
    public Reason With(string name, Points points) => With(name, Figure.Of(points));

    /// <summary>The same reason with money.</summary>
    public Reason With(string name, Money money) => With(name, Figure.Of(money));

    /// <summary>The same reason with a share.</summary>
    public Reason With(string name, Percent percent) => With(name, Figure.Of(percent));

    /// <summary>The same reason with a day.</summary>
    public Reason With(string name, DateOnly day) => With(name, Figure.Of(day));

    /// <summary>The same reason with a count.</summary>
    public Reason With(string name, int count) => With(name, Figure.Of(count));

    /// <summary>The same reason with a text that somebody else wrote, such as a product's name.</summary>
    public Reason WithText(string name, string text) => With(name, Figure.Text(text));

    /// <summary>The same reason with the name of a tier.</summary>
    public Reason WithTier(string name, string tierId) => With(name, Figure.Tier(tierId));

    /// <summary>The points of that name; zero where it speaks of none.</summary>
    public Points PointsOf(string name) => new(NumberOf(Figure.PointsKind, name) ?? 0);

    /// <summary>The count of that name; null where it speaks of none.</summary>
    public int? CountOf(string name) => (int?)NumberOf(Figure.CountKind, name);

    private long? NumberOf(char kind, string name) =>
        Args.GetValueOrDefault(name) is [var first, ':', .. var value] && first == kind
            ? long.Parse(value, CultureInfo.InvariantCulture)
            : null;
}

/// <summary>A figure inside a <see cref="Reason"/> as text: a letter for its kind, a colon, its exact value.</summary>
public static class Figure
{
    /// <summary>Points, in hundredths.</summary>
    public const char PointsKind = 'p';

    /// <summary>Money, in hundredths.</summary>
    public const char MoneyKind = 'm';

    /// <summary>A share, in millionths.</summary>
    public const char PercentKind = 'r';

    /// <summary>A calendar day.</summary>
    public const char DayKind = 'd';

    /// <summary>A count.</summary>
    public const char CountKind = 'n';

    /// <summary>A text as somebody wrote it.</summary>
    public const char TextKind = 'x';

    /// <summary>The id of a tier.</summary>
    public const char TierKind = 't';

    /// <summary>Points.</summary>
    public static string Of(Points points) => Number(PointsKind, points.Hundredths);

    /// <summary>Money.</summary>
    public static string Of(Money money) => Number(MoneyKind, money.Hundredths);

    /// <summary>A share.</summary>
    public static string Of(Percent percent) => Number(PercentKind, percent.Millionths);

    /// <summary>A count.</summary>
    public static string Of(int count) => Number(CountKind, count);

    /// <summary>A day.</summary>
    public static string Of(DateOnly day) => $"{DayKind}:{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>A text.</summary>
    public static string Text(string text) => $"{TextKind}:{text}";

    /// <summary>A tier.</summary>
    public static string Tier(string tierId) => $"{TierKind}:{tierId}";

    private static string Number(char kind, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{value}");
}
