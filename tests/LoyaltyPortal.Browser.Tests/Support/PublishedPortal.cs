using System.Diagnostics;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>The portal as an operator has it: published, so that its static files are as small as they get, in a process
/// of its own, with the demo's members.</summary>
public sealed class PublishedPortal : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-published-").FullName;
    private Process? process;

    private PublishedPortal() { }

    public Shop Shop { get; private set; } = null!;

    public static async Task<PublishedPortal> StartAsync()
    {
        var portal = new PublishedPortal();
        try
        {
            await portal.PublishAsync();
            portal.Shop = new Shop(await portal.RunAsync());
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was built for the tests is published, not built again.</summary>
    private async Task PublishAsync()
    {
        using var publish = Start(
            Repository(),
            "publish",
            Path.Combine("src", "LoyaltyPortal.Web"),
            "--no-build",
            "--configuration",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "--output",
            folder
        );
        var told = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, told);
    }

    private async Task<string> RunAsync()
    {
        process = Start(
            folder,
            Path.Combine(folder, "LoyaltyPortal.Web.dll"),
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Portal=Data Source={Path.Combine(folder, "portal.db")}"
        );
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Read to its end: whoever writes to a pipe that nobody empties stops.
        process.OutputDataReceived += (_, told) =>
        {
            if (told.Data is null)
            {
                address.TrySetException(new InvalidOperationException("The published portal did not start."));
            }
            else if (told.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                address.TrySetResult(told.Data[(at + Listening.Length)..].Trim());
            }
        };
        process.BeginOutputReadLine();
        return await address.Task;
    }

    private static Process Start(string place, params string[] words) =>
        Process.Start(
            new ProcessStartInfo("dotnet", words)
            {
                WorkingDirectory = place,
                RedirectStandardOutput = true,
                UseShellExecute = false,
                Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
            }
        )!;

    private static string Repository()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(place.FullName, "LoyaltyPortal.sln")))
        {
            place = place.Parent ?? throw new InvalidOperationException("This is not run from the repository.");
        }

        return place.FullName;
    }

    public async ValueTask DisposeAsync()
    {
        Shop?.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
