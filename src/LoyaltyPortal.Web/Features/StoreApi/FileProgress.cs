using System.Diagnostics;
using System.Globalization;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The bar of a command that reads a file line by line: on a terminal one that moves, else a line every few
/// seconds.</summary>
internal sealed class FileProgress(TextWriter output, long length)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private TimeSpan told;

    /// <summary>How long the command has run.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>What a line must start with to take the bar's place.</summary>
    public string Start => isTerminal ? "\r\u001b[K" : string.Empty;

    /// <summary>Draws the bar when it is time for it.</summary>
    public async Task NoteAsync(long position, int lines)
    {
        if (watch.Elapsed - told > TimeSpan.FromSeconds(isTerminal ? 0.2 : 5))
        {
            told = watch.Elapsed;
            await BarAsync(position, lines);
        }
    }

    /// <summary>Draws the full bar and ends its line.</summary>
    public async Task FinishAsync(int lines)
    {
        await BarAsync(length, lines);
        await output.WriteLineAsync();
    }

    /// <summary>How many lines and how fast, for the report.</summary>
    public string Told(int lines) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{lines} lines in {watch.Elapsed.TotalSeconds:F1} s ({lines / watch.Elapsed.TotalSeconds:F0} a second)"
        );

    private async Task BarAsync(long position, int lines)
    {
        var share = length == 0 ? 1 : Math.Min(1, position / (double)length);
        var filled = (int)(share * 30);
        var rate = lines / Math.Max(0.001, watch.Elapsed.TotalSeconds);
        await output.WriteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Start}[{new string('#', filled)}{new string('.', 30 - filled)}] {share:P0}, {rate:F0} lines a second{(isTerminal ? "" : Environment.NewLine)}"
            )
        );
    }
}
