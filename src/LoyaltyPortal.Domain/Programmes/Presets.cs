using System.Text;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>The programmes that ship with the portal, one file each.</summary>
public static class Presets
{
    private const string Folder = "Presets/";
    private const string Ending = ".json";
    private const string Schema = "programme.schema";

    /// <summary>The names of the presets, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Presets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length])
            .Where(name => name != Schema)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static ProgrammeRead Read(string name) => ProgrammeFile.Read(Text(name));

    /// <summary>The text of a preset's file, which a shop may take as the start of its own.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static string Text(string name) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? Resource(name)
            : throw new ArgumentException($"There is no preset \"{name}\".", nameof(name));

    /// <summary>The JSON schema (2020-12) of programme files, for editors.</summary>
    public static string SchemaText() => Resource(Schema);

    private static string Resource(string name)
    {
        using var stream =
            typeof(Presets).Assembly.GetManifestResourceStream(Folder + name + Ending)
            ?? throw new InvalidOperationException($"The assembly carries no {name}{Ending}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
