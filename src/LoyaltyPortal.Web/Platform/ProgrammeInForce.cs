using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Finds the programme that the configuration names.</summary>
internal static class ProgrammeInForce
{
    /// <summary>The programme of <c>Loyalty:ProgrammeFile</c>, else the preset of <c>Loyalty:Programme</c>.</summary>
    /// <exception cref="StartRefusedException">No such file or preset, or faults in it: all of them, with line.</exception>
    public static Programme Read(IConfiguration configuration) => Read(Find(configuration));

    /// <summary>Reads a text that was found.</summary>
    /// <exception cref="StartRefusedException">There are faults in it: all of them, with line.</exception>
    public static Programme Read(ProgrammeSource source) =>
        Checked(source.IsPreset ? $"preset {source.Name}" : source.Name, ProgrammeFile.Read(source.Text));

    /// <summary>The text that the configuration names.</summary>
    /// <exception cref="StartRefusedException">No such file or preset.</exception>
    public static ProgrammeSource Find(IConfiguration configuration)
    {
        var file = configuration["Loyalty:ProgrammeFile"];
        if (!string.IsNullOrWhiteSpace(file))
        {
            return File.Exists(file)
                ? new ProgrammeSource(IsPreset: false, file, File.ReadAllText(file))
                : throw new StartRefusedException($"Loyalty:ProgrammeFile: there is no file {file}.");
        }
        var preset = configuration["Loyalty:Programme"] ?? "stomatorg";
        return Presets.Names.Contains(preset)
            ? new ProgrammeSource(IsPreset: true, preset, Presets.Text(preset))
            : throw new StartRefusedException(
                $"Loyalty:Programme is \"{preset}\"; it must be one of {string.Join(", ", Presets.Names)}."
            );
    }

    private static Programme Checked(string source, ProgrammeRead read) =>
        read switch
        {
            ProgrammeRead.Accepted accepted => accepted.Programme,
            ProgrammeRead.Refused refused => throw new StartRefusedException(
                $"The programme ({source}) is wrong:{Environment.NewLine}"
                    + string.Join(Environment.NewLine, refused.Faults.Select(fault => $"  {fault}"))
            ),
            _ => throw new InvalidOperationException("A file is accepted or refused."),
        };
}

/// <summary>Where the programme in force was read from, and what stood there then: the file may have changed since.</summary>
/// <param name="IsPreset">Whether it ships with the portal.</param>
/// <param name="Name">The preset's name or the file's path.</param>
/// <param name="Text">The text of the file.</param>
public sealed record ProgrammeSource(bool IsPreset, string Name, string Text);
