using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads texts that take their figures from the same file: <c>{/claimDays|days}</c>. After the pointer stands how
/// the figure is said: <c>money</c>, <c>percent</c>, <c>points</c>, <c>days</c>, <c>period</c> (of an object with days,
/// months or years), or the forms of the word that follows it (<c>заказ|заказа|заказов</c>, <c>order|orders</c>). A pointer
/// alone takes a number, a text or a name in the text's own language.</summary>
internal sealed partial class FiguredTexts(FileValue root, Faults faults)
{
    /// <summary>The text in each language; each placeholder that cannot be filled is noted.</summary>
    public FiguredText Read(Place place)
    {
        var text = place.Object(Vocabulary.LocalText);
        return new(Parts(text["ru"], "ru"), Parts(text["en"], "en"));
    }

    private List<TextPart> Parts(Place place, string language)
    {
        var parts = new List<TextPart>();
        var text = place.Text() ?? "";
        var end = 0;
        foreach (var found in Placeholder().EnumerateMatches(text))
        {
            AddWords(place, parts, text[end..found.Index]);
            end = found.Index + found.Length;
            var inside = text[(found.Index + 1)..(end - 1)];
            if (Part(place, inside, language) is { } part)
            {
                parts.Add(part);
            }
        }
        AddWords(place, parts, text[end..]);
        return parts;
    }

    private static void AddWords(Place place, List<TextPart> parts, string words)
    {
        if (words.AsSpan().ContainsAny('{', '}'))
        {
            place.Refuse("A brace in this text has no pair; a figure is written as {/claimDays|days}.");
        }
        else if (words.Length > 0)
        {
            parts.Add(new TextPart.Words(words));
        }
    }

    private TextPart? Part(Place place, string inside, string language)
    {
        var (pointer, format) = inside.Split('|') is [var first, .. var rest] ? (first, rest) : ("", []);
        var (value, path) = Pointers.Follow(root, pointer);
        if (faults.About(path))
        {
            return null;
        }
        if (!pointer.StartsWith('/') || value is null)
        {
            place.Refuse($"{{{inside}}} points at nothing in this file.");
            return null;
        }
        if (format is [] && Named(value, language) is { } name)
        {
            return new TextPart.Words(name);
        }
        if (Figure(value, format, language) is { } figure)
        {
            return new TextPart.Figure(pointer, figure);
        }
        place.Refuse($"{{{inside}}} finds {value.Kind} there, which cannot be said so.");
        return null;
    }

    private static string? Named(FileValue value, string language) =>
        value switch
        {
            FileValue.Text text => text.Value,
            FileValue.Object names
                when names.Fields.FirstOrDefault(field => field.Name == language)?.Value is FileValue.Text name =>
                name.Value,
            _ => null,
        };

    private static TextFigure? Figure(FileValue value, string[] format, string language) =>
        (value, format) switch
        {
            (FileValue.Object, ["period"]) => LengthOf(value),
            (FileValue.Number, ["money"]) => new TextFigure.Sum(Money.Of(NumberOf(value))),
            (FileValue.Number, ["percent"]) => new TextFigure.Share(Percent.Of(NumberOf(value))),
            (FileValue.Number, ["points"]) => new TextFigure.Amount(Points.Of(NumberOf(value))),
            (FileValue.Number, ["days"]) => DaysOf(NumberOf(value)),
            (FileValue.Number, []) => new TextFigure.Number(NumberOf(value), Forms: null),
            (FileValue.Number, [var one, var few, var many]) when language == "ru" => new TextFigure.Number(
                NumberOf(value),
                new(one, few, many)
            ),
            (FileValue.Number, [var one, var many]) when language == "en" => new TextFigure.Number(
                NumberOf(value),
                new(one, many, many)
            ),
            _ => null,
        };

    private static TextFigure.Length? LengthOf(FileValue value) =>
        value is FileValue.Object { Fields: [{ Name: var unit, Value: FileValue.Number count }] }
        && Vocabulary.PeriodWord.Meanings.TryGetValue(unit, out var meaning)
            ? new(new((int)NumberOf(count), meaning))
            : null;

    private static TextFigure.Length? DaysOf(decimal count) =>
        count is >= 0 and <= 36_500 && decimal.IsInteger(count) ? new(new((int)count, PeriodUnit.Days)) : null;

    // What is pointed at was read before and found sound.
    private static decimal NumberOf(FileValue value) =>
        decimal.Parse(((FileValue.Number)value).Written, NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
