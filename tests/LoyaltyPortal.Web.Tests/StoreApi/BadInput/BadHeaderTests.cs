using System.Text;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

public sealed class BadHeaderTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Theory]
    [MemberData(nameof(RouteTable.Posts), MemberType = typeof(RouteTable))]
    public async Task Without_a_good_idempotency_key_nothing_is_posted(string route)
    {
        var tested = RouteTable.Routes[route];
        if (!tested.NeedsKey)
        {
            return;
        }
        var good = await tested.Good(Till);
        await using var walk = await Walk.StartAsync(portal);

        foreach (var key in new[] { null, "", " ", "a b", "a\tb", new string('x', 256), new string('x', 5_000) })
        {
            await walk.Expect(Post(good, key), key ?? "none", 400, "malformed", "Idempotency-Key");
        }
        // Letters beyond ASCII: sent as UTF-8, the server hands them on.
        using var strange = new HttpClient(
            new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }
        )
        {
            BaseAddress = Till.Http.BaseAddress,
        };
        foreach (var key in new[] { "ключ", "clé", "🔑", "a\u00A0b" })
        {
            var answer = new Till(strange, "lp_demo").Post(good.Path, Till.Json(good.Body!.ToJsonString()), key);
            await walk.Expect(answer, key, 400, "malformed", "Idempotency-Key");
        }
        walk.End();

        Assert.Equal(tested.Status, (await Post(good, Till.NewName("key"))).Status);
    }

    [Theory]
    [MemberData(nameof(RouteTable.Names), MemberType = typeof(RouteTable))]
    public async Task A_bad_key_of_the_client_is_told_nothing(string route)
    {
        if (route == "GET /api/v1/programme")
        {
            return;
        }
        var good = await RouteTable.Routes[route].Good(Till);
        await using var walk = await Walk.StartAsync(portal, "lp_wrong", "PROBE");

        foreach (
            var header in new[]
            {
                null,
                "",
                "Bearer",
                "Bearer lp_wrong",
                "Bearer PROBE",
                $"Bearer {new string('x', 10_000)}",
                "Bearer lp_demo, Bearer lp_wrong",
                "Basic bHBfZGVtbzo=",
                "Bearer ' OR 1=1 --",
                "lp_wrong",
            }
        )
        {
            using var request = new HttpRequestMessage(
                route.StartsWith("GET", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post,
                good.Path
            );
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Till.NewName("key"));
            request.Content = good.Body is null ? null : Till.Json(good.Body.ToJsonString());
            await walk.Expect(Till.Send(request), header ?? "none", 401, "unauthorized", null);
        }
        walk.End();
    }

    [Theory]
    [MemberData(nameof(RouteTable.Names), MemberType = typeof(RouteTable))]
    public async Task Other_methods_are_refused_as_problems(string route)
    {
        var good = await RouteTable.Routes[route].Good(Till);
        await using var walk = await Walk.StartAsync(portal);

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, new HttpMethod("BREW") })
        {
            using var request = Till.Request(method, good.Path);
            await walk.Expect(Till.Send(request), method.Method, 405, "method-not-allowed", null);
        }
        walk.End();
    }

    private Task<Answer> Post(GoodRequest good, string? key) =>
        Till.Post(good.Path, Till.Json(good.Body!.ToJsonString()), key);
}
