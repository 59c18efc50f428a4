using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>Keys of the store API as operators handle them.</summary>
public sealed class KeyPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string New = "/staff/admin/keys/new";

    [Fact]
    public async Task A_key_is_shown_once_works_with_its_rights_alone_and_is_kept_as_a_hash()
    {
        using var operating = await Operating.BeginAsync(portal);

        var shown = await operating.Browser.SendAsync(
            New,
            "admin-key",
            ("Typed.Client", "касса на Арбате"),
            ("scope", "purchases:write"),
            ("scope", "nonsense:write"),
            ("channel", "store"),
            ("Typed.Store", "Арбат")
        );

        var key = Operating.TextOf(shown, "api-key");
        Assert.Matches("^lp_[0-9a-f]{40}$", key);
        (await portal.TillWith(key).Get("/api/v1/purchases/none")).IsRefused(404, "order-unknown");
        (await portal.TillWith(key).Find("phone", "+79001234567")).IsRefused(403, "scope-missing");
        var kept = await KeptAsync(operating, key);
        Assert.Equal(("касса на Арбате", "Арбат"), (kept.Client, kept.Store));
        Assert.Equal([ApiScopes.PurchasesWrite], kept.Scopes);
        Assert.All(
            (await portal.Books.RowsAsync()).Values.SelectMany(rows => rows),
            row => Assert.DoesNotContain(key, row, StringComparison.Ordinal)
        );
        var act = Assert.Single(await operating.ActsAsync(AuditActions.KeyCreated));
        Assert.Contains(new AuditFact("key", kept.Id.ToString()), act.Facts);
        var list = await operating.Browser.GoAsync("/staff/admin/keys");
        Assert.Contains("касса на Арбате", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_a_client_or_rights_is_not_made()
    {
        using var operating = await Operating.BeginAsync(portal);
        var before = await portal.Books.CountAsync("ApiKeys");

        var refused = await operating.Browser.SendAsync(New, "admin-key", ("Typed.Client", " "), ("Typed.Store", ""));

        Assert.Contains("Напишите, чей это ключ.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Отметьте хотя бы одно.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await portal.Books.CountAsync("ApiKeys"));
    }

    [Fact]
    public async Task A_key_is_replaced_without_a_gap_and_the_old_one_stops_at_once_when_it_is_withdrawn()
    {
        using var operating = await Operating.BeginAsync(portal);
        var made = await operating.Browser.SendAsync(
            New,
            "admin-key",
            ("Typed.Client", "сайт"),
            ("scope", "purchases:write"),
            ("channel", "web")
        );
        var old = Operating.TextOf(made, "api-key");
        var kept = await KeptAsync(operating, old);

        var again = await operating.Browser.SendAsync($"{New}?like={kept.Id}", "admin-key", ("scope", "members:read"));

        var other = Operating.TextOf(again, "api-key");
        var second = await KeptAsync(operating, other);
        Assert.Equal((kept.Client, kept.Store), (second.Client, second.Store));
        Assert.Equal([kept.Scopes, kept.Channels], [second.Scopes, second.Channels]);
        (await portal.TillWith(old).Get("/api/v1/purchases/none")).IsRefused(404, "order-unknown");
        (await portal.TillWith(other).Get("/api/v1/purchases/none")).IsRefused(404, "order-unknown");

        var revoked = await operating.Browser.SendAsync($"/staff/admin/keys/revoke?key={kept.Id}", "admin-key-revoke");

        Assert.Equal("/staff/admin/keys?done=revoked", revoked.To);
        (await portal.TillWith(old).Get("/api/v1/purchases/none")).IsRefused(401, "unauthorized");
        (await portal.TillWith(other).Get("/api/v1/purchases/none")).IsRefused(404, "order-unknown");
        Assert.Single(await operating.ActsAsync(AuditActions.KeyRevoked));
        // A withdrawn key is no pattern for a new one.
        Assert.Equal(404, (await operating.Browser.GoAsync($"{New}?like={kept.Id}")).Status);
        Assert.Equal(404, (await operating.Browser.GoAsync("/staff/admin/keys/revoke?key=none")).Status);
    }

    private static Task<ApiKey> KeptAsync(Operating operating, string key)
    {
        var hash = ApiKeyBook.HashOf(key);
        return operating.AskAsync(db => db.ApiKeys.SingleAsync(each => each.KeyHash == hash));
    }
}
