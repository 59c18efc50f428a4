namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Collects what is wrong with a file, to tell all of it at once.</summary>
internal sealed class Faults(byte[] utf8)
{
    private readonly List<(int Offset, string Path, string Reason)> found = [];

    public bool Any => found.Count > 0;

    /// <summary>Notes a fault at a byte of the text.</summary>
    public void Add(int offset, string path, string reason) => found.Add((offset, path, reason));

    /// <summary>Whether something is wrong at a path or inside of it.</summary>
    public bool Under(string path) => found.Exists(fault => IsIn(fault.Path, path));

    /// <summary>Whether something is wrong at a path, inside of it, or with what it lies in.</summary>
    public bool About(string path) => found.Exists(fault => IsIn(fault.Path, path) || IsIn(path, fault.Path));

    /// <summary>All faults in the order of the file.</summary>
    public IReadOnlyList<ProgrammeFault> InOrder() =>
        [
            .. found
                .OrderBy(fault => fault.Offset)
                .Select(fault => new ProgrammeFault(fault.Path, LineOf(fault.Offset), fault.Reason)),
        ];

    private static bool IsIn(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal)
        && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private int LineOf(int offset) => 1 + utf8.AsSpan(0, offset).Count((byte)'\n');
}
