using System.Collections.Concurrent;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>One browser for all tests, and the portal that most of them share: with its demo members and one in debt.
/// A test that moves the clock or counts what there is starts a portal of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A member of the shared portal who spent points and gave the goods back that had earned them.</summary>
    public const string Debtor = "+79000000004";

    /// <summary>A member of the shared portal who has bought much, often and dearly.</summary>
    public const string Regular = "+79000000005";

    private const float Patience = 20_000;

    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> sessions = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Portal? shared;
    private int phones;

    /// <summary>The portal that tests share.</summary>
    public Portal Shared
    {
        get
        {
            SkipWithoutBrowser();
            return shared!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } chromium)
        {
            return;
        }

        shared = Portal.Start(new Portal.Beginning(HasDemoMembers: true));
        await shared.Shop.EnrolAsync(Debtor);
        await shared.Shop.PutIntoDebtAsync(Debtor);
        await shared.Shop.EnrolAsync(Regular);
        await shared.Shop.BuyOftenAsync(Regular);
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await LaunchAsync(playwright, chromium);
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright, string chromium, params string[] more) =>
        playwright.Chromium.LaunchAsync(
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
                    .. more,
                ],
            }
        );

    /// <summary>A window whose camera shows a film (Y4M), in a browser of its own, which the caller closes.</summary>
    public async Task<Visitor> OpenWithCameraAsync(Shop shop, string film)
    {
        SkipWithoutBrowser();
        var own = await LaunchAsync(
            playwright!,
            Array.Find(Places, File.Exists)!,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-video-capture={film}"
        );
        var context = await own.NewContextAsync(
            new BrowserNewContextOptions { BaseURL = shop.Address, Locale = Look.Russian }
        );
        context.SetDefaultTimeout(Patience);
        return new Visitor(await context.NewPageAsync(), shop, new Look());
    }

    /// <summary>A phone that nobody has used yet.</summary>
    public string NewPhone() => $"+7916{Interlocked.Increment(ref phones):D7}";

    /// <summary>The cookies of a member of the shared portal, signed in once for all tests.</summary>
    public Task<string> SessionAsync(string phone) =>
        sessions.GetOrAdd(phone, _ => new Lazy<Task<string>>(() => SignInAsync(phone))).Value;

    /// <summary>A new window that shares nothing with the others.</summary>
    public async Task<Visitor> OpenAsync(Shop shop, Look look, string? session)
    {
        SkipWithoutBrowser();
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = shop.Address,
                Locale = look.Language,
                ViewportSize = new ViewportSize { Width = look.Width, Height = 740 },
                ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = look.HasScript,
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = session,
            }
        );
        context.SetDefaultTimeout(Patience);
        return new Visitor(await context.NewPageAsync(), shop, look);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (shared is not null)
        {
            await shared.DisposeAsync();
        }
    }

    private void SkipWithoutBrowser() =>
        Assert.SkipWhen(browser is null, "There is no chromium on this machine: apt-get install chromium.");

    private async Task<string> SignInAsync(string phone)
    {
        var visitor = await OpenAsync(Shared.Shop, new Look(), session: null);
        await PhonePage.SignInAsync(visitor, phone);
        var session = await visitor.Page.Context.StorageStateAsync();
        await visitor.Page.Context.DisposeAsync();
        return session;
    }
}
