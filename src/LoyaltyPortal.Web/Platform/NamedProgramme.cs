using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform;

/// <summary>The text of a programme that a command names: a preset's name or a file.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Text">The text of the file.</param>
internal sealed record NamedProgramme(string Name, string Text)
{
    /// <summary>The programme of that name; null when there is neither such a preset nor such a file.</summary>
    public static async Task<NamedProgramme?> FindAsync(string name, CancellationToken cancellation)
    {
        if (Presets.Names.Contains(name))
        {
            return new(name, Presets.Text(name));
        }
        return File.Exists(name) ? new(name, await File.ReadAllTextAsync(name, cancellation)) : null;
    }

    /// <summary>What to say when there is none.</summary>
    public static string Unknown(string name) =>
        $"There is no file {name}, and no preset of that name ({string.Join(", ", Presets.Names)}).";

    /// <summary>Reads it strictly.</summary>
    public ProgrammeRead Read() => ProgrammeFile.Read(Text);
}
