using System.Diagnostics;
using System.Text;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>The database that a portal uses.</summary>
/// <param name="Provider">As in <c>Database:Provider</c>.</param>
/// <param name="Connection">The connection string.</param>
internal sealed record Database(string Provider, string Connection)
{
    public static Database Sqlite(string file) => new("Sqlite", $"Data Source={file}");

    public static Database PostgreSql(string connection) => new("PostgreSql", connection);

    public IReadOnlyList<string> Arguments =>
        [$"--Database:Provider={Provider}", $"--ConnectionStrings:Portal={Connection}"];
}

/// <summary>A portal that serves: the published program as a process of its own, on a loopback port.</summary>
internal sealed class Portal : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Portal(Process process) => this.process = process;

    public Uri Address { get; private set; } = default!;

    public Process Process => process;

    /// <summary>Starts a portal and waits until it serves.</summary>
    /// <param name="published">The program.</param>
    /// <param name="database">Its database, migrated at the start.</param>
    /// <param name="environment">Development or Production.</param>
    /// <param name="variables">More environment.</param>
    public static async Task<Portal> StartAsync(
        PublishedPortal published,
        Database database,
        string environment,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var start = StartInfo(published, [.. database.Arguments, "--urls=http://127.0.0.1:0"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var portal = new Portal(new Process { StartInfo = start, EnableRaisingEvents = true });
        portal.process.OutputDataReceived += (_, line) => portal.Read(line.Data);
        portal.process.ErrorDataReceived += (_, line) => portal.Read(line.Data);
        portal.process.Exited += (_, _) => portal.address.TrySetException(portal.Failure());
        portal.process.Start();
        portal.process.BeginOutputReadLine();
        portal.process.BeginErrorReadLine();
        portal.Address = await portal.address.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return portal;
    }

    /// <summary>Runs one of the portal's commands to its end; what it printed.</summary>
    public static Task<string> CommandAsync(PublishedPortal published, Database database, params string[] command) =>
        Command.RunAsync("dotnet", published.Folder, [published.Program, .. command, .. database.Arguments]);

    /// <summary>A key of the store API, made by the portal's own command.</summary>
    public static async Task<string> NewKeyAsync(PublishedPortal published, Database database) =>
        (await CommandAsync(published, database, "create-key", "benchmark")).Split('\n').First(IsKey).Trim();

    public static ProcessStartInfo StartInfo(PublishedPortal published, IReadOnlyList<string> args) =>
        new("dotnet", [published.Program, .. args])
        {
            WorkingDirectory = published.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private static bool IsKey(string line) => line.StartsWith("lp_", StringComparison.Ordinal);

    private InvalidOperationException Failure() => new($"The portal ended:\n{log}");

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (log)
        {
            log.AppendLine(line);
        }
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
