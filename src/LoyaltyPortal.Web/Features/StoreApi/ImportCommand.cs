using System.Globalization;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The command <c>import FILE</c>: posts a file of any length, with progress and a report of refused lines.</summary>
public static class ImportCommand
{
    /// <summary>Runs the command; the exit code is 0 when no line was refused, 1 when some were, 2 without a file.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        if (args.Count != 1 || !File.Exists(args[0]))
        {
            await output.WriteLineAsync(args.Count == 1 ? $"There is no file {args[0]}." : "Usage: import FILE");
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ImportRun>();
        var channels = scope.ServiceProvider.GetRequiredService<Programme>().Channels.Select(channel => channel.Id);
        var caller = new ApiCaller("import", ApiScopes.All, [.. channels], null);

        var progress = new ImportProgress(output, new FileInfo(args[0]).Length);
        await using var file = File.OpenRead(args[0]);
        using var reader = new StreamReader(file);
        await foreach (var results in import.RunAsync(caller, LinesOf(reader), cancellation))
        {
            await progress.NoteAsync(results, file.Position);
        }
        return await progress.FinishAsync();
    }

    private static async IAsyncEnumerable<string> LinesOf(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Tells how far an import is, and at the end what came of it.</summary>
    private sealed class ImportProgress(TextWriter output, long length)
    {
        private readonly FileProgress progress = new(output, length);
        private readonly SortedDictionary<string, int> refusedByCode = new(StringComparer.Ordinal);
        private int accepted;
        private int repeated;
        private int refused;

        /// <summary>Counts a committed batch; refused lines are told at once.</summary>
        public async Task NoteAsync(IReadOnlyList<LineResult> results, long position)
        {
            foreach (var line in results)
            {
                switch (line.Result)
                {
                    case ImportedLine.Accepted:
                        accepted++;
                        break;
                    case ImportedLine.Repeated:
                        repeated++;
                        break;
                    default:
                        await RefusedAsync(line);
                        break;
                }
            }
            await progress.NoteAsync(position, accepted + repeated + refused);
        }

        /// <summary>The report; returns the exit code.</summary>
        public async Task<int> FinishAsync()
        {
            var lines = accepted + repeated + refused;
            await progress.FinishAsync(lines);
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{progress.Told(lines)}: {accepted} accepted, {repeated} repeated, {refused} refused"
                )
            );
            foreach (var (code, count) in refusedByCode)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count} {code}"));
            }
            return refused == 0 ? 0 : 1;
        }

        private async Task RefusedAsync(LineResult line)
        {
            refused++;
            var report = line.Told();
            refusedByCode[report.Code] = refusedByCode.GetValueOrDefault(report.Code) + 1;
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{progress.Start}line {report.Line} refused: {report.Code}: {report.Text}"
                )
            );
        }
    }
}
