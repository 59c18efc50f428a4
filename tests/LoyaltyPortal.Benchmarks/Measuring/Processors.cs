using System.Diagnostics;
using System.Globalization;

namespace LoyaltyPortal.Benchmarks.Measuring;

/// <summary>Processor time of the parties of a measurement: where the time goes when all share the same cores.</summary>
/// <param name="Portal">The portal, seconds.</param>
/// <param name="Database">All processes of the database server, seconds.</param>
/// <param name="Driver">This program, seconds.</param>
internal readonly record struct Processors(double Portal, double Database, double Driver)
{
    private const double TicksPerSecond = 100;

    public static Processors Now(Process portal)
    {
        portal.Refresh();
        using var self = Process.GetCurrentProcess();
        return new Processors(
            portal.TotalProcessorTime.TotalSeconds,
            DatabaseSeconds(),
            self.TotalProcessorTime.TotalSeconds
        );
    }

    public static Processors operator -(Processors after, Processors before) =>
        new(after.Portal - before.Portal, after.Database - before.Database, after.Driver - before.Driver);

    public static Processors operator +(Processors one, Processors other) =>
        new(one.Portal + other.Portal, one.Database + other.Database, one.Driver + other.Driver);

    /// <summary>The shares of one operation in microseconds.</summary>
    public string Per(int operations) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"portal {Portal / operations * 1e6:F0}, database {Database / operations * 1e6:F0}, driver {Driver / operations * 1e6:F0} µs of processor each"
        );

    private static double DatabaseSeconds()
    {
        var ticks = Directory
            .EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && IsPostgres(process))
            .Sum(TicksOf);
        return ticks / TicksPerSecond;
    }

    private static bool IsPostgres(string process) =>
        Read(process, "comm").StartsWith("postgres", StringComparison.Ordinal);

    /// <summary>User and system time of a process and of its ended children.</summary>
    private static long TicksOf(string process)
    {
        var text = Read(process, "stat");
        return text.Length == 0
            ? 0
            : text[(text.LastIndexOf(')') + 2)..]
                .Split(' ')[11..15]
                .Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
    }

    /// <summary>A file of a process; empty when the process has ended.</summary>
    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
