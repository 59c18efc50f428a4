using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Every field of every body with every value it must not take, by the route and as a line of an import.</summary>
public sealed class BadFieldTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Every_route_of_the_document_is_in_the_table() =>
        Assert.Equal(
            ApiDocumentTests
                .Operations((await Till.Get("/openapi/v1.json")).Is(200))
                .Keys.Order(StringComparer.Ordinal),
            RouteTable.Routes.Keys.Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(RouteTable.Names), MemberType = typeof(RouteTable))]
    public async Task A_good_request_is_good(string route)
    {
        var good = await RouteTable.Routes[route].Good(Till);

        var answer = await Send(route, good);

        Assert.True(answer.Status == RouteTable.Routes[route].Status, answer.Text);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithBody), MemberType = typeof(RouteTable))]
    public async Task A_bad_field_is_refused_and_named_and_nothing_is_written(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        await using var walk = await Walk.StartAsync(portal, PhoneIn(good.Body!));

        foreach (var damage in tested.AllDamages)
        {
            var body = DamagedBody.Of(good.Body!, damage);
            await walk.Expect(
                Till.Post(good.Path, Till.Json(body), Till.NewName("key")),
                $"{damage.Path} = {damage.Raw ?? "nothing"}",
                damage.Status,
                damage.Code,
                damage.Named
            );
        }
        walk.End();

        Assert.Equal(tested.Status, (await Send(route, good)).Status);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithBody), MemberType = typeof(RouteTable))]
    public async Task A_bad_line_of_an_import_is_refused_as_its_route_refuses_it(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        if (tested.ImportKind is not { } kind)
        {
            return;
        }
        good.Body!["kind"] = kind;
        await using var walk = await Walk.StartAsync(portal);

        foreach (var damage in tested.AllDamages.Append(Damage.Malformed("$.kind", "\"gift\"")))
        {
            await walk.ExpectRefusedLine(
                Till.Import(DamagedBody.Of(good.Body, damage)),
                $"{damage.Path} = {damage.Raw ?? "nothing"}",
                damage.Code,
                damage.Named
            );
        }
        walk.End();

        Assert.Equal(1, (await Till.Import(good.Body.ToJsonString())).Is(200).Number("accepted"));
    }

    /// <summary>Sends a good request as it is.</summary>
    private Task<Answer> Send(string route, GoodRequest good) =>
        route.StartsWith("GET", StringComparison.Ordinal) ? Till.Get(good.Path) : Till.Post(good.Path, good.Body!);

    private static string? PhoneIn(JsonObject body) => body["phone"]?.GetValue<string>()[1..];
}
