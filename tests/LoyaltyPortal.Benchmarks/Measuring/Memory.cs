using System.Diagnostics;

namespace LoyaltyPortal.Benchmarks.Measuring;

/// <summary>The memory of a process along its way, as the system counts it (resident set).</summary>
internal sealed class Memory
{
    private const double MiB = 1 << 20;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly List<double> samples = [];

    /// <summary>Samples until the process ends.</summary>
    public static async Task<Memory> WatchAsync(Process process)
    {
        var memory = new Memory();
        using var timer = new PeriodicTimer(Step);
        while (!process.HasExited)
        {
            process.Refresh();
            memory.samples.Add(process.WorkingSet64 / MiB);
            await timer.WaitForNextTickAsync();
        }
        return memory;
    }

    /// <summary>The most in MiB that was seen between two shares of the time, such as 0.9 and 1.</summary>
    public double Peak(double from, double to) =>
        samples.Where((_, i) => i >= (from * samples.Count) - 1 && i <= to * samples.Count).DefaultIfEmpty().Max();
}
