using System.Text;
using System.Text.Json;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Turns JSON text into values that know where they stand. <c>JsonDocument</c> does not tell lines and keeps
/// only the last of two fields with one name.</summary>
internal sealed class FileTree
{
    private string path = "$";

    /// <summary>The root value, or null with the fault noted when the text is not JSON.</summary>
    public static FileValue? Parse(byte[] utf8, Faults faults)
    {
        var tree = new FileTree();
        var reader = new Utf8JsonReader(utf8);
        try
        {
            reader.Read();
            var root = tree.Value(ref reader);
            tree.path = "$";
            reader.Read();
            return root;
        }
        catch (JsonException wrong)
        {
            var offset = Offset(utf8, wrong);
            faults.Add(offset, tree.path, NotJson(utf8, offset, wrong));
        }
        catch (InvalidOperationException)
        {
            faults.Add(
                (int)reader.TokenStartIndex,
                tree.path,
                "This text has half a character in it (\\ud800 to \\udfff)."
            );
        }
        return null;
    }

    private FileValue Value(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new FileValue.Object(offset, Fields(ref reader)),
            JsonTokenType.StartArray => new FileValue.List(offset, Items(ref reader)),
            JsonTokenType.String => new FileValue.Text(offset, reader.GetString()!),
            JsonTokenType.Number => new FileValue.Number(offset, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => new FileValue.Flag(offset, Value: true),
            JsonTokenType.False => new FileValue.Flag(offset, Value: false),
            _ => new FileValue.Null(offset),
        };
    }

    private List<FileField> Fields(ref Utf8JsonReader reader)
    {
        var parent = path;
        var fields = new List<FileField>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var offset = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            path = Paths.Field(parent, name);
            reader.Read();
            fields.Add(new(offset, name, Value(ref reader)));
            path = parent;
        }
        return fields;
    }

    private List<FileValue> Items(ref Utf8JsonReader reader)
    {
        var parent = path;
        var items = new List<FileValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            path = Paths.Item(parent, items.Count);
            items.Add(Value(ref reader));
            path = parent;
        }
        return items;
    }

    private static int Offset(byte[] utf8, JsonException wrong)
    {
        var offset = 0;
        for (var line = 0L; line < wrong.LineNumber; line++)
        {
            offset += Array.IndexOf(utf8, (byte)'\n', offset) - offset + 1;
        }
        return Math.Min(offset + (int)(wrong.BytePositionInLine ?? 0), utf8.Length);
    }

    private static string NotJson(byte[] utf8, int offset, JsonException wrong)
    {
        var found = offset < utf8.Length ? (char)utf8[offset] : '\0';
        var before = Encoding.UTF8.GetString(utf8.AsSpan(0, offset)).TrimEnd();
        if (found == '/')
        {
            return "A comment is not allowed in this file.";
        }
        if (found is '}' or ']' && before.EndsWith(','))
        {
            return $"There is a comma before the closing {found}.";
        }
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "This is not JSON: " + (end < 0 ? wrong.Message : wrong.Message[..end]);
    }
}
