using System.Diagnostics;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>Runs a program; what it printed when it ended well.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public static async Task<string> RunAsync(string program, string folder, params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', args)} ended with {process.ExitCode}:\n{await output}{await error}"
            );
    }
}
