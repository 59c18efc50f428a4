using System.Globalization;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Follows JSON pointers (RFC 6901) through a programme file.</summary>
internal static class Pointers
{
    /// <summary>What a pointer points at and the path of it; null where nothing stands.</summary>
    public static (FileValue? Value, string Path) Follow(FileValue root, string pointer)
    {
        FileValue? here = root;
        var path = "$";
        foreach (var part in pointer.Split('/').Skip(1))
        {
            (here, path) = here switch
            {
                FileValue.List list => (Item(list, part), $"{path}[{part}]"),
                _ => (Field(here, Unescaped(part)), Paths.Field(path, Unescaped(part))),
            };
        }
        return (here, path);
    }

    private static FileValue? Field(FileValue? parent, string name) =>
        (parent as FileValue.Object)?.Fields.FirstOrDefault(field => field.Name == name)?.Value;

    private static FileValue? Item(FileValue.List list, string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == part
        && index < list.Items.Count
            ? list.Items[index]
            : null;

    private static string Unescaped(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
