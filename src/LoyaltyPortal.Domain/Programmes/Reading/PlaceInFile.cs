namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Finds the line of what a JSON pointer points at, so that a warning about a rule can say where it stands.</summary>
internal static class PlaceInFile
{
    /// <summary>Path and line of a pointer; of what it would lie in where the file leaves it out.</summary>
    public static (string Path, int Line) Of(FileValue root, byte[] utf8, string pointer)
    {
        var (value, path) = Pointers.Follow(root, pointer);
        var inside = pointer;
        while (value is null && inside.Length > 0)
        {
            inside = inside[..inside.LastIndexOf('/')];
            value = Pointers.Follow(root, inside).Value;
        }
        return (path, 1 + utf8.AsSpan(0, (value ?? root).Offset).Count((byte)'\n'));
    }
}
