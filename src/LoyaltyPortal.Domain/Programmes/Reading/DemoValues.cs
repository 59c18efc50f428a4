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
            if (Pointers.Follow(root, pointer).Value is null)
            {
                item.Refuse($"\"{pointer}\" points at nothing in this file.");
                return null;
            }
            return pointer;
        });
}
