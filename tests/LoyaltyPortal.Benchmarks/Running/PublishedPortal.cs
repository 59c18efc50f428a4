namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>The portal as an operator has it: published, so its static files are compressed.</summary>
internal sealed class PublishedPortal : IDisposable
{
    private readonly TemporaryFolder? temporary;

    private PublishedPortal(string folder, TemporaryFolder? temporary)
    {
        Folder = folder;
        this.temporary = temporary;
    }

    public string Folder { get; }

    public string Program => Path.Combine(Folder, "LoyaltyPortal.Web.dll");

    /// <summary>The named folder, or a temporary one published to now.</summary>
    public static async Task<PublishedPortal> FindAsync(Options options)
    {
        if (options.Portal is { } named)
        {
            return new PublishedPortal(named, null);
        }
        var temporary = new TemporaryFolder();
        var project = Path.Combine(Repository(), "src", "LoyaltyPortal.Web");
        Console.WriteLine("publishing the portal ...");
        await Command.RunAsync("dotnet", Repository(), "publish", project, "-c", "Release", "-o", temporary.Path);
        return new PublishedPortal(temporary.Path, temporary);
    }

    public void Dispose() => temporary?.Dispose();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoyaltyPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This is not run from the repository.");
        }
        return folder.FullName;
    }
}
