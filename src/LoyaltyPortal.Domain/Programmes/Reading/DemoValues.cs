using System.Globalization;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads the JSON pointers (RFC 6901) of the values that a shop does not publish.</summary>
internal static class DemoValues
{
    public static IReadOnlyList<string> Read(Place place, FileValue root) =>
        place.DifferentTexts(item =>
        {
            var pointer = item.Text();
            if (pointer is null)
            {
                return null;
            }
            if (!pointer.StartsWith('/'))
            {
                item.Refuse($"Expected a JSON pointer such as \"/activities/0/points\", found \"{pointer}\".");
                return null;
            }
            if (!PointsAtSomething(root, pointer))
            {
                item.Refuse($"\"{pointer}\" points at nothing in this file.");
                return null;
            }
            return pointer;
        });

    private static bool PointsAtSomething(FileValue root, string pointer)
    {
        FileValue? here = root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            here = here switch
            {
                FileValue.Object found => found.Fields.FirstOrDefault(field => field.Name == Unescaped(part))?.Value,
                FileValue.List list when Index(part) is { } index && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }
        return here is not null;
    }

    private static string Unescaped(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static int? Index(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == part
            ? index
            : null;
}
