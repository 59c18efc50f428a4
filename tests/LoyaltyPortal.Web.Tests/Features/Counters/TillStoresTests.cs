using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Features.Till;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Counters;

/// <summary>Stores that the operator has named.</summary>
public sealed class TillStoresTests(TillStoresTests.Portal portal) : IClassFixture<TillStoresTests.Portal>
{
    [Fact]
    public async Task A_sale_carries_the_name_of_its_store_and_another_store_cannot_take_it_back()
    {
        using var north = await Counter.OpenAsync(portal, store: "n");
        using var south = await Counter.OpenAsync(portal, store: "s");
        var sale = await north.Browser.GoAsync($"{Counter.Sale}?price-1=500");
        await north.PressAsync(sale);
        var number = Counter.NumberIn(sale);

        Assert.Equal("store", (await portal.Till.Get($"/api/v1/purchases/{number}")).Is(200).Text("channel"));
        var path = $"/staff/till/return?order={number}&q-1=1";
        Assert.Contains("name=\"Pass\"", (await north.Browser.GoAsync(path)).Text, StringComparison.Ordinal);
        var refused = (await south.Browser.GoAsync(path)).Text;
        Assert.Contains("Эта продажа — другого магазина", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Pass\"", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Север", "store", "id")]
    [InlineData("n", "", "store", "name")]
    [InlineData("n", "Север", "boutique", "store, outlet, web, app")]
    [InlineData("other", "Север", "store", "same id")]
    public void A_wrong_store_stops_the_start_and_says_why(string id, string name, string channel, string said)
    {
        var settings = Settings(
            ("0:id", id),
            ("0:name", name),
            ("0:channel", channel),
            ("1:id", "other"),
            ("1:name", "Юг"),
            ("1:channel", "outlet")
        );

        var refused = Assert.Throws<StartRefusedException>(() => StoresOf(settings));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_named_there_is_one_for_each_channel_that_hands_goods_over()
    {
        Assert.Equal(["store", "outlet"], StoresOf(Settings()).All.Select(store => store.Id));
        Assert.All(StoresOf(Settings()).All, store => Assert.Null(store.Name));
    }

    private TillStores StoresOf(IConfiguration settings) =>
        new(
            settings,
            portal.Services.GetRequiredService<Programme>(),
            portal.Services.GetRequiredService<IHostEnvironment>()
        );

    private static IConfiguration Settings(params (string Key, string Value)[] stores) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                stores.Select(each => KeyValuePair.Create($"Till:Stores:{each.Key}", (string?)each.Value))
            )
            .Build();

    public sealed class Portal() : PresetPortal("lusio")
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Till:Stores:0:id", "n");
            builder.UseSetting("Till:Stores:0:name", "Север");
            builder.UseSetting("Till:Stores:0:channel", "store");
            builder.UseSetting("Till:Stores:1:id", "s");
            builder.UseSetting("Till:Stores:1:name", "Юг");
            builder.UseSetting("Till:Stores:1:channel", "store");
        }
    }
}
