using LoyaltyPortal.Domain.Programmes.Reading;

namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A warning with its line.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.tiers.list[1].sum</c>.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Warning">What and why.</param>
public sealed record PlacedWarning(string Path, int Line, ProgrammeWarning Warning)
{
    /// <summary>Line, path, reason and the check's name in one line.</summary>
    public override string ToString() => $"line {Line}, {Path}: {Warning.Reason} [{Warning.Check}]";
}

/// <summary>A value that the shop does not publish.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Value">What stands there instead, as the file writes it; null for a list or an object.</param>
public sealed record PlacedDemoValue(string Path, int Line, string? Value);

/// <summary>Asks the checks of a programme that was read from a file.</summary>
public static class CheckedFile
{
    /// <summary>The warnings of a file that was accepted, in the order of the file.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="programme">The programme that was read from it.</param>
    /// <param name="today">Today in the programme's zone.</param>
    public static IReadOnlyList<PlacedWarning> Warnings(string json, Programme programme, DateOnly today)
    {
        var (root, utf8) = Parse(json);
        return
        [
            .. ProgrammeChecks
                .Run(programme, today)
                .Select(warning =>
                {
                    var (path, line) = PlaceInFile.Of(root, utf8, warning.At);
                    return new PlacedWarning(path, line, warning);
                })
                .OrderBy(placed => placed.Line),
        ];
    }

    /// <summary>The values that the shop does not publish, in the order of the file.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="programme">The programme that was read from it.</param>
    public static IReadOnlyList<PlacedDemoValue> DemoValues(string json, Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var (root, utf8) = Parse(json);
        return
        [
            .. programme
                .DemoValues.Select(pointer =>
                {
                    var (path, line) = PlaceInFile.Of(root, utf8, pointer);
                    return new PlacedDemoValue(path, line, Written(Pointers.Follow(root, pointer).Value));
                })
                .OrderBy(placed => placed.Line),
        ];
    }

    private static (FileValue Root, byte[] Utf8) Parse(string json)
    {
        var utf8 = ProgrammeFile.Bytes(json);
        var root =
            FileTree.Parse(utf8, new Faults(utf8))
            ?? throw new ArgumentException("The file is not the one the programme was read from.", nameof(json));
        return (root, utf8);
    }

    private static string? Written(FileValue? value) =>
        value switch
        {
            FileValue.Text text => text.Value,
            FileValue.Number number => number.Written,
            FileValue.Flag flag => flag.Kind,
            FileValue.Null none => none.Kind,
            _ => null,
        };
}
