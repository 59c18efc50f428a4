using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Finds the programme that the configuration names.</summary>
internal static class ProgrammeInForce
{
    /// <summary>The programme of <c>Loyalty:ProgrammeFile</c>, else the preset of <c>Loyalty:Programme</c>.</summary>
    /// <exception cref="StartRefusedException">No such file or preset, or faults in it: all of them, with line.</exception>
    public static Programme Read(IConfiguration configuration)
    {
        var file = configuration["Loyalty:ProgrammeFile"];
        if (!string.IsNullOrWhiteSpace(file))
        {
            return File.Exists(file)
                ? Checked(file, ProgrammeFile.Read(File.ReadAllText(file)))
                : throw new StartRefusedException($"Loyalty:ProgrammeFile: there is no file {file}.");
        }
        var preset = configuration["Loyalty:Programme"] ?? "stomatorg";
        return Presets.Names.Contains(preset)
            ? Checked($"preset {preset}", Presets.Read(preset))
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
