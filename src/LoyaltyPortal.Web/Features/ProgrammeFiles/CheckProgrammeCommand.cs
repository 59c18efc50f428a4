using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Checking;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.ProgrammeFiles;

/// <summary>The command <c>check-programme FILE</c>: tells every fault of a programme file, or, where it can run, what
/// members would misread in it. Needs no database.</summary>
internal static class CheckProgrammeCommand
{
    /// <summary>Runs the command; the exit code is 0 when nothing was found, 1 with warnings, 2 when the programme cannot
    /// run or is not there.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (args.Count != 1)
        {
            await output.WriteLineAsync("Usage: check-programme FILE (or the name of a preset)");
            return 2;
        }
        if (await NamedProgramme.FindAsync(args[0], cancellation) is not { } named)
        {
            await output.WriteLineAsync(NamedProgramme.Unknown(args[0]));
            return 2;
        }
        switch (named.Read())
        {
            case ProgrammeRead.Accepted { Programme: var programme }:
                return await TellAsync(named, programme, output, programme.Zone.DayOf(time.GetUtcNow()));
            case ProgrammeRead.Refused refused:
                await output.WriteLineAsync($"{named.Name} cannot run: {Counted(refused.Faults.Count, "fault")}.");
                foreach (var fault in refused.Faults)
                {
                    await output.WriteLineAsync($"  {fault}");
                }
                return 2;
            default:
                throw new InvalidOperationException("A file is accepted or refused.");
        }
    }

    private static async Task<int> TellAsync(
        NamedProgramme named,
        Programme programme,
        TextWriter output,
        DateOnly today
    )
    {
        var warnings = CheckedFile.Warnings(named.Text, programme, today);
        await output.WriteLineAsync(
            warnings.Count == 0
                ? $"{named.Name} can run; {ProgrammeChecks.Names.Count} checks found nothing to warn of."
                : $"{named.Name} can run; {Counted(warnings.Count, "warning")}:"
        );
        foreach (var warning in warnings)
        {
            await output.WriteLineAsync($"  {warning}");
        }
        return warnings.Count == 0 ? 0 : 1;
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
