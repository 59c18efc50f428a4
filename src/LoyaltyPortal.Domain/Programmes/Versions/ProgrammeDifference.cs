using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoyaltyPortal.Domain.Programmes.Versions;

/// <summary>A value that differs between two versions of a programme.</summary>
/// <param name="Path">Where, as a JSON path; what has a name of its own is told by it: <c>$.tiers.list[vip].rate</c>.</param>
/// <param name="Before">What stood there, as the file writes it; null for nothing.</param>
/// <param name="After">What stands there now; null for nothing.</param>
public sealed record ProgrammeDifference(string Path, string? Before, string? After);

/// <summary>Compares the files of two versions of a programme, value by value.</summary>
public static class ProgrammeDifferences
{
    /// <summary>By these fields a thing in a list is known; what lies elsewhere in the list is still the same thing.</summary>
    private static readonly string[] Names = ["id", "field", "type", "event", "question"];

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What differs, in the order of the later file, what is gone at its place in the earlier one. Line ends, spaces
    /// and the order of fields make no difference; the order of a list does where its things have no names.</summary>
    /// <param name="before">The text of a file that was accepted.</param>
    /// <param name="after">The text of a later one.</param>
    public static IReadOnlyList<ProgrammeDifference> Between(string before, string after)
    {
        using var old = JsonDocument.Parse(ProgrammeFile.Bytes(before));
        using var young = JsonDocument.Parse(ProgrammeFile.Bytes(after));
        var found = new List<ProgrammeDifference>();
        Compare("$", old.RootElement, young.RootElement, found);
        return found;
    }

    private static void Compare(string path, JsonElement before, JsonElement after, List<ProgrammeDifference> found)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            CompareParts(path, Fields(before), Fields(after), found);
        }
        else if (IsListOfNamed(before, out var old) && IsListOfNamed(after, out var young))
        {
            CompareParts(path, old, young, found);
        }
        else if (!JsonElement.DeepEquals(before, after))
        {
            found.Add(new(path, Written(before), Written(after)));
        }
    }

    private static void CompareParts(
        string path,
        IReadOnlyList<(string Step, JsonElement Value)> before,
        IReadOnlyList<(string Step, JsonElement Value)> after,
        List<ProgrammeDifference> found
    )
    {
        var old = before.ToDictionary(part => part.Step, part => part.Value);
        foreach (var (step, value) in after)
        {
            if (old.Remove(step, out var earlier))
            {
                Compare(path + step, earlier, value, found);
            }
            else
            {
                found.Add(new(path + step, null, Written(value)));
            }
        }
        found.AddRange(
            before
                .Where(part => old.ContainsKey(part.Step))
                .Select(part => new ProgrammeDifference(path + part.Step, Written(part.Value), null))
        );
    }

    private static List<(string, JsonElement)> Fields(JsonElement value) =>
        [.. value.EnumerateObject().Select(field => ("." + field.Name, field.Value))];

    /// <summary>The things of a list by their names; not so where one has none, or two have the same.</summary>
    private static bool IsListOfNamed(JsonElement list, out IReadOnlyList<(string, JsonElement)> named)
    {
        named = [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }
        var things = list.EnumerateArray().Select(thing => (Name: NameOf(thing), Thing: thing)).ToList();
        if (things.Any(each => each.Name is null) || things.DistinctBy(each => each.Name).Count() < things.Count)
        {
            return false;
        }
        named = [.. things.Select(each => ($"[{each.Name}]", each.Thing))];
        return true;
    }

    private static string? NameOf(JsonElement thing) =>
        thing.ValueKind != JsonValueKind.Object
            ? null
            : Names
                .Select(name =>
                    thing.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                        ? value.GetString()
                        : null
                )
                .FirstOrDefault(name => name is not null);

    private static string Written(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Plain);
}
