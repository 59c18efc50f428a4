using System.Buffers.Binary;
using System.Text.Json;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>What a phone asks before it puts the card on its home screen.</summary>
public sealed class HomeScreenTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Theory]
    [InlineData("ru", "Бонусная программа «Стоматорг»", "Стоматорг", "Карта")]
    [InlineData("en", "Stomatorg Bonus", "Stomatorg Bonus", "Card")]
    public async Task The_manifest_is_the_programmes(string language, string name, string shortName, string card)
    {
        using var client = portal.CreateClient();
        using var answer = await client.GetAsync(Path($"/manifest.webmanifest?lang={language}"), Stop);

        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(1), answer.Headers.CacheControl!.MaxAge);
        var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.Equal(name, manifest.GetProperty("name").GetString());
        Assert.Equal(shortName, manifest.GetProperty("short_name").GetString());
        Assert.Equal(language, manifest.GetProperty("lang").GetString());
        Assert.Equal("/card", manifest.GetProperty("start_url").GetString());
        Assert.Equal("/", manifest.GetProperty("scope").GetString());
        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        Assert.Equal("#00696e", manifest.GetProperty("theme_color").GetString());
        var first = manifest.GetProperty("shortcuts")[0];
        Assert.Equal((card, "/card"), (first.GetProperty("name").GetString(), first.GetProperty("url").GetString()));
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("")]
    [InlineData("<script>")]
    public async Task A_language_nobody_speaks_is_answered_in_Russian(string language)
    {
        using var client = portal.CreateClient();
        var text = await client.GetStringAsync(
            Path("/manifest.webmanifest?lang=" + Uri.EscapeDataString(language)),
            Stop
        );

        Assert.Equal("ru", JsonDocument.Parse(text).RootElement.GetProperty("lang").GetString());
    }

    [Theory]
    [InlineData("/icons/mark-192.png", 192)]
    [InlineData("/icons/mark-512.png", 512)]
    [InlineData("/icons/tile-512.png", 512)]
    [InlineData("/icons/tile-180.png", 180)]
    public async Task Pictures_are_as_large_as_their_names_say_and_kept_for_ever(string path, int size)
    {
        using var client = portal.CreateClient();
        using var answer = await client.GetAsync(Path(path), Stop);

        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var file = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], file[..8]);
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)));
        Assert.Equal(size, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        Assert.True(file.Length < 30_000, $"{file.Length} bytes");
    }

    [Fact]
    public async Task Other_pictures_are_not_drawn_for_anybody_who_asks()
    {
        using var client = portal.CreateClient();
        using var answer = await client.GetAsync(Path("/icons/mark-20000.png"), Stop);

        Assert.Equal(404, (int)answer.StatusCode);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
