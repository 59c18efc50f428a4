using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>The whole portal on a port of its own, with a database of its own.</summary>
public sealed class Portal : WebApplicationFactory<Program>
{
    /// <summary>A demo member who has just joined.</summary>
    public const string Newcomer = "+79000000001";

    /// <summary>A demo member with purchases of a year.</summary>
    public const string Buyer = "+79000000002";

    /// <summary>A demo member who has spent and returned.</summary>
    public const string Returner = "+79000000003";

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-browser-").FullName;
    private readonly Beginning beginning;

    private Portal(Beginning beginning) => this.beginning = beginning;

    /// <summary>How a portal starts.</summary>
    /// <param name="HasDemoMembers">With the three people of the demo, or with nobody.</param>
    /// <param name="Programme">The preset in force.</param>
    /// <param name="Environment">Development has what a developer needs and nobody else may have.</param>
    /// <param name="Replace">Parts that a test swaps for its own.</param>
    /// <param name="Database">The database of another node, which lives longer; null for one of its own.</param>
    public sealed record Beginning(
        bool HasDemoMembers = false,
        string Programme = "stomatorg",
        string Environment = "Development",
        Action<IServiceCollection>? Replace = null,
        string? Database = null
    );

    /// <summary>What the shop's systems and a developer do with the portal.</summary>
    public Shop Shop { get; private set; } = null!;

    /// <summary>The file of its database.</summary>
    public string Database => beginning.Database ?? Path.Combine(folder, "portal.db");

    /// <summary>The time it is for the portal.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public static Portal Start(Beginning beginning)
    {
        var portal = new Portal(beginning);
        portal.UseKestrel(0);
        portal.StartServer();
        portal.Shop = new Shop(portal.ClientOptions.BaseAddress.ToString().TrimEnd('/'));
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(beginning.Environment);
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Database};Pooling=False");
        builder.UseSetting("Demo:Members", beginning.HasDemoMembers ? "true" : "false");
        builder.UseSetting("Loyalty:Programme", beginning.Programme);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Error");
        builder.ConfigureTestServices(services => beginning.Replace?.Invoke(services));
    }

    public override async ValueTask DisposeAsync()
    {
        Shop?.Dispose();
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
