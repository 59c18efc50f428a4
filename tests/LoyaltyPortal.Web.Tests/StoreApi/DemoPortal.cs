using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>A whole portal behind a real socket, in Development, on a database of its own without members. Its clock
/// stands still at <see cref="Start"/> until a test moves it, so dates and amounts can be told beforehand.</summary>
public class DemoPortal : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Noon in Moscow, whatever the machine's clock says.</summary>
    public static readonly DateTimeOffset Start = new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(3));

    private readonly bool ownsFile;

    public DemoPortal()
        : this(null) { }

    /// <summary>A portal on a database that another one has left; null for a new one.</summary>
    protected DemoPortal(string? file)
    {
        ownsFile = file is null;
        File = file ?? Path.Combine(Path.GetTempPath(), $"portal-{Path.GetRandomFileName()}.db");
        UseKestrel(0);
    }

    /// <summary>The database.</summary>
    public string File { get; }

    /// <summary>The name of the environment.</summary>
    protected virtual string Environment => "Development";

    /// <summary>A till that may do everything in Development.</summary>
    public Till Till { get; private set; } = null!;

    /// <summary>What is written in the database.</summary>
    public Books Books => new(Services.GetRequiredService<IPortalDbs>());

    public ValueTask InitializeAsync()
    {
        StartServer();
        Till = TillWith("lp_demo");
        return ValueTask.CompletedTask;
    }

    /// <summary>A till with another key.</summary>
    public Till TillWith(string key) => new(CreateClient(), key);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        if (!ownsFile)
        {
            return;
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var left in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(File) + "*"))
        {
            System.IO.File.Delete(left);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={File}");
        builder.UseSetting("Demo:Members", "false");
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        builder.ConfigureTestServices(services =>
        {
            var clock = new PortalClock(new StandingClock(Start));
            services.RemoveAll<PortalClock>().AddSingleton(clock);
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock);
        });
    }

    private sealed class StandingClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
