using System.Globalization;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>Pictures for people to look at: <c>LOYALTY_PICTURES=folder ./test browser</c>, of all scenes or of those named
/// with a comma between them in <c>LOYALTY_PICTURES_OF</c> (the beginning of a name is enough). Proves nothing by itself.</summary>
public sealed class PictureTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Setting = "LOYALTY_PICTURES";
    private static readonly string? Folder = Environment.GetEnvironmentVariable(Setting);

    [Fact(Explicit = false)]
    public async Task Every_page_has_its_pictures_taken()
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }

        var wanted = (Environment.GetEnvironmentVariable(Setting + "_OF") ?? "").Split(',');
        foreach (
            var scene in Scene.All.Where(scene =>
                Array.Exists(wanted, name => scene.Name.StartsWith(name, StringComparison.Ordinal))
            )
        )
        {
            await TakeAsync(scene, Look.Russian, [360, 768, 1280], [ColorScheme.Light, ColorScheme.Dark]);
            await TakeAsync(scene, Look.English, [360], [ColorScheme.Light]);
        }
    }

    private async Task TakeAsync(Scene scene, string language, int[] widths, ColorScheme[] lights)
    {
        var visitor = await scene.ArrangeAsync(this, new Look(Language: language));
        foreach (var width in widths)
        {
            await visitor.Page.SetViewportSizeAsync(width, 740);
            foreach (var light in lights)
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = light });
                var name = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scene.Name}-{width}-{light}-{language[..2]}.png"
                );
                await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, name), FullPage = true });
            }
        }

        await visitor.Page.Context.CloseAsync();
    }
}
