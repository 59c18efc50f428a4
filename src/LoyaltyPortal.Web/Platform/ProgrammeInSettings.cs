using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Finds the programme that the settings name.</summary>
internal static class ProgrammeInSettings
{
    /// <summary>The programme of <c>Loyalty:ProgrammeFile</c>, else the preset of <c>Loyalty:Programme</c>.</summary>
    /// <exception cref="StartRefusedException">No such file or preset, or faults in it: all of them, with line.</exception>
    public static ConfiguredProgramme Read(IConfiguration configuration)
    {
        var file = configuration["Loyalty:ProgrammeFile"];
        if (!string.IsNullOrWhiteSpace(file))
        {
            return File.Exists(file)
                ? Checked(ProgrammeOrigin.File, file, File.ReadAllText(file))
                : throw new StartRefusedException($"Loyalty:ProgrammeFile: there is no file {file}.");
        }
        var preset = configuration["Loyalty:Programme"] ?? "stomatorg";
        return Presets.Names.Contains(preset)
            ? Checked(ProgrammeOrigin.Preset, preset, Presets.Text(preset))
            : throw new StartRefusedException(
                $"Loyalty:Programme is \"{preset}\"; it must be one of {string.Join(", ", Presets.Names)}."
            );
    }

    private static ConfiguredProgramme Checked(ProgrammeOrigin origin, string name, string text) =>
        ProgrammeFile.Read(text) switch
        {
            ProgrammeRead.Accepted accepted => new(accepted.Programme, text, origin, Path.GetFileName(name)),
            ProgrammeRead.Refused refused => throw new StartRefusedException(
                $"The programme ({(origin == ProgrammeOrigin.Preset ? $"preset {name}" : name)}) is wrong:{Environment.NewLine}"
                    + string.Join(Environment.NewLine, refused.Faults.Select(fault => $"  {fault}"))
            ),
            _ => throw new InvalidOperationException("A file is accepted or refused."),
        };
}
