using System.Diagnostics;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The card that is shown in a store.</summary>
public sealed class CardPage(Visitor visitor)
{
    public const string Path = "/card";

    private const string Reader = "/usr/bin/zbarimg";

    private const int MostLooks = 9;

    public ILocator Holder => visitor.Page.Locator(".pass-holder");

    public ILocator Number => visitor.Page.Locator(".pass-number");

    public ILocator Picture => visitor.Page.Locator(".pass-code .pass-live");

    /// <summary>Opens the code alone on the whole screen.</summary>
    public ILocator ShowBright => visitor.Page.Locator("[data-bright]");

    /// <summary>The code alone on the whole screen.</summary>
    public ILocator Bright => visitor.Page.Locator("dialog.bright");

    /// <summary>What there is of the card without signal.</summary>
    public ILocator Shell => visitor.Page.Locator(".shell:not([hidden])");

    /// <summary>The offer to put the card on the home screen.</summary>
    public ILocator Install => visitor.Page.Locator("[data-install]");

    public static async Task<CardPage> OpenAsync(Visitor visitor)
    {
        await visitor.GoAsync(Path);
        return new CardPage(visitor);
    }

    /// <summary>Opens the card and waits until the phone has all it needs for the time without signal.</summary>
    public static async Task<CardPage> OpenAndKeepAsync(Visitor visitor)
    {
        var card = await OpenAsync(visitor);
        await visitor.Page.WaitForFunctionAsync(
            """
            async () => localStorage.getItem('card-copy') !== null
                && (await navigator.serviceWorker.ready).active.state === 'activated'
            """
        );
        return card;
    }

    /// <summary>What the phone keeps of the card; null for nothing.</summary>
    public Task<string?> CopyAsync() => visitor.Page.EvaluateAsync<string?>("localStorage.getItem('card-copy')");

    /// <summary>What a scanner reads from the screen; the reader is not the portal's own.</summary>
    public async Task<string> ScanAsync()
    {
        Assert.SkipUnless(File.Exists(Reader), "There is no zbarimg on this machine: apt-get install zbar-tools.");
        var text = await LookAsync(1);
        // As a scanner does, it looks again from a little nearer: the page's next code may just be coming, and this reader fails
        // at some codes at one size that it reads at another.
        for (var looked = 1; text.Length == 0 && looked < MostLooks; looked++)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            text = await LookAsync(1 + (0.23 * looked));
        }
        return text;
    }

    private async Task<string> LookAsync(double nearer)
    {
        var picture = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".png");
        try
        {
            await File.WriteAllBytesAsync(picture, await PictureAsync(nearer));
            using var reader = Process.Start(
                new ProcessStartInfo(Reader, ["--quiet", "--raw", "--nodbus", picture])
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            var text = await reader.StandardOutput.ReadToEndAsync();
            await reader.WaitForExitAsync();
            return text.TrimEnd('\n');
        }
        finally
        {
            File.Delete(picture);
        }
    }

    /// <summary>The page as it is seen from so much nearer: the browser draws it anew in that size.</summary>
    private async Task<byte[]> PictureAsync(double nearer)
    {
        var page = visitor.Page;
        var (width, height) = (
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
            await page.EvaluateAsync<int>("document.documentElement.scrollHeight")
        );
        var session = await page.Context.NewCDPSessionAsync(page);
        var answer = await session.SendAsync(
            "Page.captureScreenshot",
            new Dictionary<string, object>
            {
                ["format"] = "png",
                ["captureBeyondViewport"] = true,
                ["clip"] = new Dictionary<string, object>
                {
                    ["x"] = 0,
                    ["y"] = 0,
                    ["width"] = width,
                    ["height"] = height,
                    ["scale"] = nearer,
                },
            }
        );
        await session.DetachAsync();
        return answer!.Value.GetProperty("data").GetBytesFromBase64();
    }
}
