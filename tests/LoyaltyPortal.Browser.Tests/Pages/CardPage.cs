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

    public ILocator Holder => visitor.Page.Locator(".pass-holder");

    public ILocator Number => visitor.Page.Locator(".pass-number");

    public ILocator Picture => visitor.Page.Locator(".pass-code svg");

    public static async Task<CardPage> OpenAsync(Visitor visitor)
    {
        await visitor.GoAsync(Path);
        return new CardPage(visitor);
    }

    /// <summary>What a scanner reads from the screen; the reader is not the portal's own.</summary>
    public async Task<string> ScanAsync()
    {
        Assert.SkipUnless(File.Exists(Reader), "There is no zbarimg on this machine: apt-get install zbar-tools.");
        var picture = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".png");
        try
        {
            await visitor.Page.ScreenshotAsync(new() { Path = picture, FullPage = true });
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
}
