using System.Globalization;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>A spot in a programme file, read as what should stand there. What is wrong is noted once and answered with
/// null; a spot whose field is missing answers null silently, because the missing field is noted already.</summary>
internal sealed class Place(FileValue? value, string path, Faults faults)
{
    private const decimal Most = 1_000_000_000_000m;

    public bool IsNull => value is FileValue.Null;

    public bool IsMissing => value is null;

    public bool IsEmptyList => value is FileValue.List { Items.Count: 0 };

    public bool IsObject => value is FileValue.Object;

    /// <summary>Whether it is there and nothing wrong was found in it so far. What hangs on something wrong is not judged:
    /// one mistake is told once.</summary>
    public bool IsSound => value is not null && !faults.Under(path);

    /// <summary>Notes a fault here.</summary>
    public void Refuse(string reason)
    {
        if (value is not null)
        {
            faults.Add(value.Offset, path, reason);
        }
    }

    /// <summary>Notes a fault of a field that is not there.</summary>
    public void Refuse(string missing, string reason)
    {
        if (value is not null)
        {
            faults.Add(value.Offset, Paths.Field(path, missing), reason);
        }
    }

    /// <summary>An object of a known shape: unknown, double and missing fields are noted.</summary>
    public Fields Object(Shape shape)
    {
        var fields = new Fields(this, shape);
        if (value is not FileValue.Object found)
        {
            Expected("an object");
            return fields;
        }
        foreach (var field in found.Fields)
        {
            var inside = Paths.Field(path, field.Name);
            if (!shape.All.Contains(field.Name))
            {
                faults.Add(field.Offset, inside, $"This field is unknown. Known here: {string.Join(", ", shape.All)}.");
            }
            else if (!fields.Put(field.Name, new Place(field.Value, inside, faults)))
            {
                faults.Add(field.Offset, inside, "This field stands here a second time.");
            }
        }
        foreach (var name in shape.Required.Where(name => fields[name].IsMissing))
        {
            faults.Add(found.Offset, Paths.Field(path, name), "This field is missing.");
        }
        return fields;
    }

    /// <summary>An object whose field names are the file's own, such as articles.</summary>
    public IReadOnlyList<(string Name, Place Place)> Entries()
    {
        var entries = new List<(string, Place)>();
        if (value is not FileValue.Object found)
        {
            Expected("an object");
            return entries;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in found.Fields)
        {
            var inside = Paths.Field(path, field.Name);
            if (!seen.Add(field.Name))
            {
                faults.Add(field.Offset, inside, "This field stands here a second time.");
            }
            else
            {
                entries.Add((field.Name, new Place(field.Value, inside, faults)));
            }
        }
        return entries;
    }

    /// <summary>The kind of an object that comes in several, read from its field <c>by</c>.</summary>
    public string? By(params string[] kinds)
    {
        if (value is not FileValue.Object found)
        {
            Expected("an object");
            return null;
        }
        var by = found.Fields.FirstOrDefault(field => field.Name == "by");
        if (by is null)
        {
            faults.Add(
                found.Offset,
                Paths.Field(path, "by"),
                $"This field is missing; it says one of {Listed(kinds)}."
            );
            return null;
        }
        return new Place(by.Value, Paths.Field(path, "by"), faults).OneOf(kinds);
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Place> List()
    {
        if (value is FileValue.List list)
        {
            return [.. list.Items.Select((item, index) => new Place(item, Paths.Item(path, index), faults))];
        }
        Expected("a list");
        return [];
    }

    /// <summary>The items of a list that needs at least one.</summary>
    public IReadOnlyList<Place> ListOfSome(string why)
    {
        var items = List();
        if (value is FileValue.List && items.Count == 0)
        {
            Refuse("This list is empty. " + why);
        }
        return items;
    }

    /// <summary>Texts that differ from each other; those that are wrong are noted and left out.</summary>
    public IReadOnlyList<string> DifferentTexts(Func<Place, string?> read) => Different(List(), read);

    /// <summary>The same for a list that needs at least one.</summary>
    public IReadOnlyList<string> DifferentTexts(Func<Place, string?> read, string why) =>
        Different(ListOfSome(why), read);

    private static List<string> Different(IReadOnlyList<Place> items, Func<Place, string?> read)
    {
        var texts = new List<string>();
        foreach (var item in items)
        {
            var text = read(item);
            if (text is null)
            {
                continue;
            }
            if (texts.Contains(text))
            {
                item.Refuse($"\"{text}\" stands in this list already.");
            }
            else
            {
                texts.Add(text);
            }
        }
        return texts;
    }

    /// <summary>A text that says something.</summary>
    public string? Text()
    {
        if (value is not FileValue.Text { Value: var text })
        {
            Expected("a text");
            return null;
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            Refuse("This text is empty.");
            return null;
        }
        if (text.Any(char.IsControl))
        {
            Refuse("This text has a line break, a tab or another control character in it.");
            return null;
        }
        return text;
    }

    /// <summary>A text of a certain form.</summary>
    public string? Text(Regex form, string inWords)
    {
        var text = Text();
        if (text is not null && !form.IsMatch(text))
        {
            Refuse($"Expected {inWords}, found \"{text}\".");
            return null;
        }
        return text;
    }

    /// <summary>One of the words of a choice.</summary>
    public T? Word<T>(Words<T> words)
        where T : struct => OneOf([.. words.Meanings.Keys]) is { } word ? words.Meanings[word] : null;

    /// <summary>One of the words of a choice, as the word itself.</summary>
    public string? Word(Words<string> words) => OneOf([.. words.Meanings.Keys]);

    /// <summary>True or false.</summary>
    public bool? Flag()
    {
        if (value is FileValue.Flag flag)
        {
            return flag.Value;
        }
        Expected("true or false");
        return null;
    }

    /// <summary>A whole number within limits.</summary>
    public int? Whole(int lowest, int highest)
    {
        if (Decimal(0) is not { } number)
        {
            return null;
        }
        return Within(number, lowest, highest) ? (int)number : null;
    }

    /// <summary>A sum of money, not negative.</summary>
    public Money? Money() => Decimal(2) is { } number && Within(number, 0, Most) ? Domain.Money.Of(number) : null;

    /// <summary>A number of points within the programme's precision, above zero unless said.</summary>
    public Points? Points(Points? precision, bool orNone = false)
    {
        if (Decimal(2) is not { } number || !Within(number, 0, Most))
        {
            return null;
        }
        if (number == 0 && !orNone)
        {
            Refuse("There must be more than 0 points.");
            return null;
        }
        var points = Domain.Points.Of(number);
        if (precision is { IsPositive: true } unit && points.FloorTo(unit) != points)
        {
            Refuse($"The programme counts points in steps of {unit}.");
            return null;
        }
        return points;
    }

    /// <summary>A share from 0 to 100 per cent.</summary>
    public Percent? Share()
    {
        if (Decimal(2) is not { } number)
        {
            return null;
        }
        if (number is < 0 or > 100)
        {
            Refuse($"A share lies between 0 and 100 per cent, and this is {Plain(number)}.");
            return null;
        }
        return Percent.Of(number);
    }

    /// <summary>A factor such as 0.4, kept as a share of the whole.</summary>
    public Percent? Factor() => Decimal(2) is { } number && Within(number, 0, 10) ? Percent.Of(number * 100) : null;

    /// <summary>A number with at most so many decimals.</summary>
    public decimal? Decimal(int decimals)
    {
        if (value is not FileValue.Number { Written: var written })
        {
            Expected(decimals == 0 ? "a whole number" : "a number");
            return null;
        }
        if (written.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            Refuse("Write this number out, without an exponent.");
            return null;
        }
        var point = written.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && written[(point + 1)..].TrimEnd('0').Length > decimals)
        {
            Refuse(
                decimals == 0 ? $"Expected a whole number, found {written}." : $"{written} has more than two decimals."
            );
            return null;
        }
        if (!decimal.TryParse(written, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            Refuse("This number is too large.");
            return null;
        }
        return number;
    }

    private string? OneOf(string[] words)
    {
        var text = Text();
        if (text is not null && !words.Contains(text, StringComparer.Ordinal))
        {
            Refuse($"\"{text}\" is unknown here. Expected one of {Listed(words)}.");
            return null;
        }
        return text;
    }

    private bool Within(decimal number, decimal lowest, decimal highest)
    {
        if (number >= lowest && number <= highest)
        {
            return true;
        }
        Refuse($"This number lies between {Plain(lowest)} and {Plain(highest)}, and {Plain(number)} does not.");
        return false;
    }

    private void Expected(string kind)
    {
        if (value is not null)
        {
            Refuse($"Expected {kind}, found {value.Kind}.");
        }
    }

    private static string Listed(string[] words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
