using LoyaltyPortal.Browser.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserHost))]

namespace LoyaltyPortal.Browser.Tests;

/// <summary>The whole portal on a port of its own with its demo members, and one browser for all tests.</summary>
public sealed class BrowserHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-browser-").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string? memberState;

    /// <summary>A demo member with purchases of a year.</summary>
    public const string Buyer = "+79000000002";

    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } chromium)
        {
            return;
        }

        UseKestrel(0);
        StartServer();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        await using var visitor = await VisitorAsync();
        await visitor.SignInAsync(Buyer);
        memberState = await visitor.Page.Context.StorageStateAsync();
    }

    /// <summary>Somebody who has never been here.</summary>
    public async Task<Visitor> VisitorAsync(Look? look = null) => await OpenAsync(look ?? new Look(), state: null);

    /// <summary>The buyer, signed in.</summary>
    public async Task<Visitor> BuyerAsync(Look? look = null) => await OpenAsync(look ?? new Look(), memberState);

    private async Task<Visitor> OpenAsync(Look look, string? state)
    {
        Assert.SkipWhen(browser is null, "There is no chromium on this machine: apt-get install chromium.");
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address,
                Locale = look.Language,
                ViewportSize = new ViewportSize { Width = look.Width, Height = 740 },
                ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = look.HasScript,
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = state,
            }
        );
        return new Visitor(await context.NewPageAsync(), look);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting(
            "ConnectionStrings:Portal",
            $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False"
        );
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    public override async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What a visitor looks with.</summary>
public sealed record Look(int Width = 360, bool IsDark = false, bool HasScript = true, string Language = "ru-RU");
