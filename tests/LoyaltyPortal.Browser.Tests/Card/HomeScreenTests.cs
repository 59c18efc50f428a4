using System.Text.Json;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>The card as an app on the home screen.</summary>
public sealed class HomeScreenTests(Chromium chromium) : CardTest(chromium)
{
    /// <summary>Decodes a picture as the browser does: its size, and how covered its corner and its middle are (0 to 255).</summary>
    private const string Decode = """
        async (address) => {
            const picture = new Image();
            picture.src = address;
            await picture.decode();
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
            const context = canvas.getContext('2d');
            context.drawImage(picture, 0, 0);
            const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
            const middle = canvas.width / 2;
            return [canvas.width, canvas.height, at(0, 0)[3], ...at(middle - canvas.width / 8, middle + canvas.width / 8), ...at(middle, 1)];
        }
        """;

    [Fact]
    public async Task The_browser_finds_no_fault_with_the_app()
    {
        var (visitor, _) = await NewMemberAsync();
        await CardPage.OpenAndKeepAsync(visitor);
        var wire = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);

        var manifest = (await wire.SendAsync("Page.getAppManifest"))!.Value;
        var faults = (await wire.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");

        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        // Windows of tests keep nothing, and in such a one nothing is installed.
        Assert.DoesNotContain(
            faults.EnumerateArray().Select(each => each.GetProperty("errorId").GetString()),
            fault => fault != "in-incognito"
        );
    }

    [Fact]
    public async Task Its_pictures_are_as_large_as_it_says_and_fill_the_square_where_a_phone_cuts_the_corners()
    {
        var (visitor, _) = await NewMemberAsync();
        await CardPage.OpenAsync(visitor);
        var text = await visitor.Page.EvaluateAsync<string>(
            "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).text()"
        );
        var icons = JsonDocument.Parse(text).RootElement.GetProperty("icons").EnumerateArray().ToList();
        Assert.Equal(["192x192", "512x512", "512x512"], icons.Select(icon => icon.GetProperty("sizes").GetString()));

        foreach (var icon in icons)
        {
            var seen = await visitor.Page.EvaluateAsync<int[]>(Decode, icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{seen[0]}x{seen[1]}");
            Assert.Equal(icon.GetProperty("purpose").GetString() == "maskable" ? 255 : 0, seen[2]);
            // The mark is white on the brand's colour.
            Assert.Equal([255, 255, 255, 255], seen[3..7]);
            Assert.Equal([0x00, 0x69, 0x6e, 255], seen[7..11]);
        }
        var apple = await visitor.Page.EvaluateAsync<int[]>(
            Decode,
            await visitor.Page.Locator("link[rel=apple-touch-icon]").GetAttributeAsync("href")
        );
        Assert.Equal([180, 180, 255], apple[..3]);
    }

    [Fact]
    public async Task It_is_offered_where_the_browser_can_install_it_until_the_member_says_later()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await Expect(card.Install).ToBeHiddenAsync();

        await visitor.Page.EvaluateAsync(
            "() => { const can = new Event('beforeinstallprompt'); can.prompt = () => { window.asked = true; }; window.dispatchEvent(can); }"
        );
        await card.Install.Locator("[data-install-now]").ClickAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.asked"));
        await Expect(card.Install).ToBeHiddenAsync();

        const string Offer = "() => window.dispatchEvent(new Event('beforeinstallprompt'))";
        await visitor.Page.EvaluateAsync(Offer);
        await card.Install.Locator("[data-install-later]").ClickAsync();
        await Expect(card.Install).ToBeHiddenAsync();
        await visitor.Page.ReloadAsync();
        await Expect(card.ShowBright).ToBeVisibleAsync();
        await visitor.Page.EvaluateAsync(Offer);
        await Expect(card.Install).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_phone_that_never_offers_it_is_told_how()
    {
        var (visitor, _) = await NewMemberAsync();
        await visitor.Page.AddInitScriptAsync(
            "Object.defineProperty(navigator, 'standalone', { value: false }); Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });"
        );

        var card = await CardPage.OpenAsync(visitor);

        await Expect(card.Install).ToContainTextAsync("На экран „Домой“");
        await Expect(card.Install.Locator("[data-install-now]")).ToBeHiddenAsync();
    }
}
