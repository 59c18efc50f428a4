using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Features.StoreApi.Backtests;

/// <summary>The command <c>backtest FILE PROGRAMME-A PROGRAMME-B</c>: replays an import file under two programmes in memory
/// and prints what each would have cost and given. Needs no database and writes nothing.</summary>
internal static class BacktestCommand
{
    /// <summary>The command's words and options, for help.</summary>
    public const string Words = "FILE PROGRAMME-A PROGRAMME-B [--spend=PERCENT]";

    private const string SpendOption = "--spend=";

    /// <summary>Runs the command; the exit code is 0 when the table was printed, 2 when something named is not there or
    /// cannot run.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        IReadOnlyList<string> options,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (args.Count != 3 || SpendOf(options) is not { } spend)
        {
            await output.WriteLineAsync($"Usage: backtest {Words}");
            await output.WriteLineAsync("A programme is a preset's name or a file; PERCENT lies between 0 and 100.");
            return 2;
        }
        if (!File.Exists(args[0]))
        {
            await output.WriteLineAsync($"There is no file {args[0]}.");
            return 2;
        }
        var phones = PhoneNumbers.LoadBuiltIn();
        var columns = new List<(string Name, BacktestSide Side)>();
        foreach (var name in args.Skip(1))
        {
            if (await ReadAsync(name, output, cancellation) is not { } programme)
            {
                return 2;
            }
            columns.Add((Path.GetFileNameWithoutExtension(name), new(programme, spend, phones, time)));
        }
        await ReplayAsync(args[0], columns, output, time, cancellation);
        await TellAssumptionsAsync(columns, spend, output);
        foreach (var line in BacktestTable.Lines(columns))
        {
            await output.WriteLineAsync(line);
        }
        return 0;
    }

    private static async Task ReplayAsync(
        string path,
        List<(string Name, BacktestSide Side)> columns,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        await using var file = File.OpenRead(path);
        using var reader = new StreamReader(file);
        var progress = new FileProgress(output, file.Length);
        var run = new BacktestRun([.. columns.Select(column => column.Side)], time);
        await run.RunAsync(reader, () => progress.NoteAsync(file.Position, run.Lines), cancellation);
        await progress.FinishAsync(run.Lines);
        await output.WriteLineAsync($"{progress.Told(run.Lines)}, under each of two programmes");
        if (run.Span is { } span)
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Times from {span.First:yyyy-MM-dd HH:mm zzz} to {span.Last:yyyy-MM-dd HH:mm zzz}; balances and levels as of the day after."
                )
            );
        }
    }

    /// <summary>What a file cannot tell, so that nobody reads the figures for more than they are.</summary>
    private static async Task TellAssumptionsAsync(
        List<(string Name, BacktestSide Side)> columns,
        Percent spend,
        TextWriter output
    )
    {
        await output.WriteLineAsync(
            spend > Percent.Zero
                ? $"Members spend {spend} % of what they may at each purchase."
                : "Members spend no points: a file tells of none. --spend=PERCENT lets them spend a share of what they may."
        );
        if (columns.Exists(column => column.Side.Programme.Birthday is not null))
        {
            await output.WriteLineAsync("Birthday gifts are left out: a file tells no birth dates.");
        }
        await output.WriteLineAsync();
    }

    private static async Task<Programme?> ReadAsync(string name, TextWriter output, CancellationToken cancellation)
    {
        if (await NamedProgramme.FindAsync(name, cancellation) is not { } named)
        {
            await output.WriteLineAsync(NamedProgramme.Unknown(name));
            return null;
        }
        if (named.Read() is ProgrammeRead.Refused refused)
        {
            await output.WriteLineAsync($"{name} cannot run:");
            foreach (var fault in refused.Faults)
            {
                await output.WriteLineAsync($"  {fault}");
            }
            return null;
        }
        return ((ProgrammeRead.Accepted)named.Read()).Programme;
    }

    /// <summary>The share to spend, zero unless said; null when it is none or another option stands there.</summary>
    private static Percent? SpendOf(IReadOnlyList<string> options)
    {
        if (options.Count == 0)
        {
            return Percent.Zero;
        }
        return
            options is [var option]
            && option.StartsWith(SpendOption, StringComparison.Ordinal)
            && decimal.TryParse(
                option[SpendOption.Length..],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
            && percent is >= 0 and <= 100
            && decimal.Round(percent, 4) == percent
            ? Percent.Of(percent)
            : null;
    }
}
