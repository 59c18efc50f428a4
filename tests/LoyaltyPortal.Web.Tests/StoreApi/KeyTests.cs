using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Web.Features.StoreApi;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>Who may call: keys, what they allow, and for which channel and store they speak.</summary>
public sealed class KeyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Nobody = "00000000-0000-0000-0000-000000000001";

    private Till Till => portal.Till;

    public static TheoryData<string, string, string> ScopesByRoute() =>
        new()
        {
            { "GET", "/api/v1/members?phone=%2B79001234567", "members:read" },
            { "GET", $"/api/v1/members/{Nobody}/ledger", "members:read" },
            { "GET", "/api/v1/purchases/none", "purchases:write" },
            { "POST", "/api/v1/members", "members:write" },
            { "POST", "/api/v1/quotes", "purchases:write" },
            { "POST", "/api/v1/redemptions", "redemptions:write" },
            { "POST", $"/api/v1/redemptions/{Nobody}/cancel", "redemptions:write" },
            { "POST", "/api/v1/purchases", "purchases:write" },
            { "POST", "/api/v1/purchases/none/events", "purchases:write" },
            { "POST", "/api/v1/purchases/none/returns", "purchases:write" },
            { "POST", "/api/v1/activities", "activities:write" },
            { "POST", "/api/v1/imports", "purchases:write" },
            { "POST", "/api/v1/imports", "members:write" },
            { "POST", "/api/v1/imports", "activities:write" },
        };

    [Theory]
    [MemberData(nameof(ScopesByRoute))]
    public async Task A_key_without_the_scope_is_refused_and_one_with_it_is_not(
        string method,
        string path,
        string scope
    )
    {
        var without = Till.NewName("lp_without");
        await portal.Books.AddKeyAsync(without, scopes: [.. ApiScopes.All.Except([scope])]);

        (await Call(without, method, path)).IsRefused(403, "scope-missing");

        // Nothing good is asked for, but it is understood.
        Assert.NotEqual(403, (await Call("lp_demo", method, path)).Status);
    }

    [Theory]
    [MemberData(nameof(ScopesByRoute))]
    public async Task Without_a_good_key_nobody_is_let_in(string method, string path, string scope)
    {
        Assert.NotEmpty(scope);
        await portal.Books.AddKeyAsync($"lp_revoked_{method}{path}{scope}");
        await portal.Books.RevokeAsync($"lp_revoked_{method}{path}{scope}");

        foreach (
            var key in new[] { null, "lp_", "lp_unknown", "lp_demo2", "LP_DEMO", $"lp_revoked_{method}{path}{scope}" }
        )
        {
            var answer = await Call(key, method, path);
            answer.IsRefused(401, "unauthorized");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Theory]
    [InlineData("key")]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("phone")]
    public async Task A_key_in_the_address_is_refused_even_beside_a_good_one(string name)
    {
        var path = $"/api/v1/members?cardNumber=12345678&{name}=lp_demo";

        (await Call(null, "GET", path)).IsRefused(401, "unauthorized");
        (await Call("lp_demo", "GET", path)).IsRefused(401, "unauthorized");
    }

    [Fact]
    public async Task A_key_is_borne_not_given_in_another_scheme()
    {
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes("lp_demo:"));
        foreach (var header in new[] { $"Basic {basic}", "lp_demo", "Bearer", "Bearer ", "Token lp_demo" })
        {
            using var request = new Till(portal.CreateClient(), key: null).Request(
                HttpMethod.Get,
                "/api/v1/purchases/none"
            );
            request.Headers.TryAddWithoutValidation("Authorization", header);

            (await Till.Send(request)).IsRefused(401, "unauthorized");
        }
        using var lower = new HttpRequestMessage(HttpMethod.Get, "/api/v1/purchases/none");
        lower.Headers.Authorization = new AuthenticationHeaderValue("bearer", "lp_demo");
        (await Till.Send(lower)).IsRefused(404, "order-unknown");
    }

    [Fact]
    public async Task A_key_of_another_channel_speaks_for_no_web_order()
    {
        var till = await TillOf(channels: ["store"]);
        var order = Order.Of(1_000).By(await Till.NewShopperWith(100)).PlacedAt(await Till.Now());
        (await Till.Buy(order)).Is(201);

        (await till.Buy(Order.Of(1_000).PlacedAt(await Till.Now()))).IsRefused(403, "channel-forbidden");
        (await till.Quote(order)).IsRefused(403, "channel-forbidden");
        (await till.Redeem(order, 10)).IsRefused(403, "channel-forbidden");
        (await till.Enrol(Till.NewPhone())).IsRefused(403, "channel-forbidden");
        (await till.Purchase(order)).IsRefused(403, "channel-forbidden");
        (await till.Tell(order, "paid", await Till.Now())).IsRefused(403, "channel-forbidden");
        (await till.Return(order, await Till.Now(), ("1", 1))).IsRefused(403, "channel-forbidden");
        (await Till.Tell(order, "paid", await Till.Now())).Is(200);
    }

    [Fact]
    public async Task A_key_of_a_store_speaks_for_that_store_alone()
    {
        var now = await Till.Now();
        var till = await TillOf(channels: ["web"], store: "Arbat");
        var own = Order.Of(1_000).PlacedAt(now).With("store", "Arbat");
        var others = Order.Of(1_000).PlacedAt(now).With("store", "Nevsky");
        (await Till.Buy(others)).Is(201);

        (await till.Buy(own)).Is(201);
        (await till.Purchase(own)).Is(200);
        (await till.Buy(Order.Of(1_000).PlacedAt(now).With("store", "Nevsky"))).IsRefused(403, "store-forbidden");
        (await till.Buy(Order.Of(1_000).PlacedAt(now))).IsRefused(403, "store-forbidden");
        (await till.Purchase(others)).IsRefused(403, "store-forbidden");
        (await till.Tell(others, "paid", now)).IsRefused(403, "store-forbidden");
        (await till.Enrol(Till.NewPhone())).Is(201);
    }

    [Fact]
    public async Task An_import_is_bound_to_the_channel_and_the_store_too()
    {
        var now = await Till.Now();
        var till = await TillOf(store: "Arbat");
        var others = Order.Of(1_000).PlacedAt(now).With("store", "Nevsky");
        (await Till.Buy(others)).Is(201);
        var fresh = Order.Of(1_000).PlacedAt(now).With("store", "Nevsky").Body();
        fresh["kind"] = "purchase";
        var paid = $$"""{"kind":"event","orderId":"{{others.Id}}","type":"paid","at":"{{Till.Said(now)}}"}""";
        var back =
            $$"""{"kind":"return","orderId":"{{others.Id}}","returnId":"{{Till.NewName("R")}}","at":"{{Till.Said(now)}}","lines":[{"lineId":"1","quantity":1}]}""";

        var report = (await till.Import($"{fresh.ToJsonString()}\n{paid}\n{back}")).Is(200);

        Assert.Equal(
            ["store-forbidden", "store-forbidden", "store-forbidden"],
            report.Items("refused").Select(line => line.Text("code"))
        );
        Assert.Equal("placed", (await Till.Purchase(others)).Is(200).Text("status"));
    }

    [Fact]
    public async Task When_a_key_was_used_last_is_kept()
    {
        var key = Till.NewName("lp_used");
        await portal.Books.AddKeyAsync(key);
        var hash = ApiKeyBook.HashOf(key);

        await portal.TillWith(key).Get("/api/v1/purchases/none");

        var kept = await portal.Books.AskAsync(db => db.ApiKeys.SingleAsync(each => each.KeyHash == hash));
        Assert.Equal(await Till.Now(), kept.LastUsedAt);
    }

    [Fact]
    public async Task A_new_key_is_shown_once_works_and_is_kept_as_a_hash_alone()
    {
        using var shown = new StringWriter();

        var code = await KeyCommand.RunAsync(portal.Services, ["shop"], ["--scopes=purchases:write"], shown);

        var key = shown.ToString().Trim();
        Assert.Equal(0, code);
        Assert.Matches("^lp_[0-9a-f]{40}$", key);
        (await portal.TillWith(key).Get("/api/v1/purchases/none")).IsRefused(404, "order-unknown");
        (await portal.TillWith(key).Find("phone", "+79001234567")).IsRefused(403, "scope-missing");
        Assert.DoesNotContain(
            (await portal.Books.RowsAsync())["ApiKeys"],
            row => row.Contains(key, StringComparison.Ordinal)
        );
        using var another = new StringWriter();
        await KeyCommand.RunAsync(portal.Services, ["shop"], [], another);
        Assert.NotEqual(key, another.ToString().Trim());
    }

    private async Task<Till> TillOf(string[]? channels = null, string? store = null)
    {
        var key = Till.NewName("lp_bound");
        await portal.Books.AddKeyAsync(key, channels: channels, store: store);
        return portal.TillWith(key);
    }

    private Task<Answer> Call(string? key, string method, string path)
    {
        var till = new Till(portal.CreateClient(), key);
        return method == "GET" ? till.Get(path) : till.Post(path, new JsonObject());
    }
}
