using LoyaltyPortal.Web.Features.StoreApi.Backtests;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Backtests;

/// <summary>An import file on disk, and the command that replays it, told at noon of 1 March 2027 in Moscow.</summary>
internal sealed class BacktestFile : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"backtest-{Path.GetRandomFileName()}.ndjson");

    public BacktestFile(string lines) => File.WriteAllText(path, lines);

    /// <summary>Runs the command; returns the table's rows as they stand: a name of 34 characters, then the columns.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string a, string b, params string[] options) =>
        [
            .. (await OutputAsync(a, b, options))
                .Split('\n')
                .SkipWhile(line => !line.StartsWith(new string(' ', 34), StringComparison.Ordinal))
                .Where(line => line.Length > 0),
        ];

    /// <summary>The rows with single spaces.</summary>
    public async Task<IReadOnlyList<string>> TableAsync(string a, string b, params string[] options) =>
        [
            .. (await RowsAsync(a, b, options)).Select(line =>
                string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            ),
        ];

    /// <summary>Runs the command; returns all it says.</summary>
    public async Task<string> OutputAsync(string a, string b, params string[] options)
    {
        var output = new StringWriter { NewLine = "\n" };
        var code = await BacktestCommand.RunAsync(
            [path, a, b],
            options,
            output,
            new StandingClock(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, code);
        return output.ToString();
    }

    public void Dispose() => File.Delete(path);

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(3));
    }
}
