using System.Text.Json;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Features.Demo;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features;

/// <summary>The portal starts with each programme that ships, and with a shop's own file.</summary>
public sealed class EveryProgrammeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-every-").FullName;

    public static TheoryData<string> Programmes => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task It_starts_with_members_who_have_points_to_spend(string name)
    {
        await using var portal = Start("Loyalty:Programme", name);
        using var client = portal.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "lp_demo");

        foreach (var path in new[] { "/", "/rules", "/faq", "/join", "/sign-in" })
        {
            using var page = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
            Assert.True(page.IsSuccessStatusCode, $"{path}: {page.StatusCode}");
        }
        using var buyer = await ReadAsync(client, "/api/v1/members?phone=%2B79000000002");
        Assert.All(
            buyer.RootElement.GetProperty("wallets").EnumerateArray(),
            wallet => Assert.True(wallet.GetProperty("active").GetDecimal() > 0, wallet.ToString())
        );
        using var programme = await ReadAsync(client, "/api/v1/programme");
        Assert.Equal(name, programme.RootElement.GetProperty("id").GetString());
        Assert.All(
            programme.RootElement.GetProperty("wallets").EnumerateArray(),
            wallet => Assert.NotEmpty(wallet.GetProperty("name").GetString()!)
        );
        var texts = programme.RootElement.GetProperty("texts");
        Assert.InRange(texts.GetProperty("faq").GetArrayLength(), 10, 20);
        Assert.DoesNotContain('{', texts.GetProperty("tagline").GetString()!);
    }

    [Fact]
    public async Task A_shop_runs_on_its_own_file()
    {
        var file = Write(
            Presets.Text("lusio").Replace("\"id\": \"lusio\"", "\"id\": \"own-shop\"", StringComparison.Ordinal)
        );
        await using var portal = Start("Loyalty:ProgrammeFile", file);
        using var client = portal.CreateClient();
        using var programme = await ReadAsync(client, "/api/v1/programme");
        Assert.Equal("own-shop", programme.RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public void A_wrong_file_stops_the_start_with_path_line_and_reason()
    {
        var file = Write(
            Presets.Text("lusio").Replace("\"currency\": \"RUB\"", "\"currency\": \"руб\"", StringComparison.Ordinal)
        );
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Loyalty:ProgrammeFile", file)]).Build();
        var refused = Assert.Throws<StartRefusedException>(() => ProgrammeInSettings.Read(settings));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 6, $.currency: Expected an ISO 4217 code", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_that_is_not_there_stops_the_start_with_the_names_of_those_that_are()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Loyalty:Programme", "nobody")]).Build();
        var refused = Assert.Throws<StartRefusedException>(() => ProgrammeInSettings.Read(settings));
        Assert.Contains("autostars, delimano, lusio, perfone, stomatorg", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void The_demo_shop_of_every_programme_sells_its_own_goods(string name)
    {
        var goods = DemoGoods.Of(((ProgrammeRead.Accepted)Presets.Read(name)).Programme);
        Assert.Equal(DemoGoods.Large + 1, goods.Goods.Count);
        Assert.NotEqual("A-1", goods.Goods[0].Sku);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private WebApplicationFactory<Program> Start(string setting, string value) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting(
                "ConnectionStrings:Portal",
                $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False"
            );
            host.UseSetting(setting, value);
            host.UseSetting("Logging:LogLevel:Default", "None");
        });

    private string Write(string json)
    {
        var file = Path.Combine(folder, "programme.json");
        File.WriteAllText(file, json);
        return file;
    }

    private static async Task<JsonDocument> ReadAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancelled));
}
