using System.Net.Sockets;
using System.Text;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Ids in paths that nobody has, and queries that make no sense.</summary>
public sealed class BadAddressTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly string[] Ids =
    [
        "none",
        RouteTable.UnknownId,
        "0",
        "-1",
        "null",
        "a%2Fb",
        "%2F",
        "%2F..%2F..%2Fetc%2Fpasswd",
        "..%5c..%5cwindows",
        "%20",
        "%09%0A",
        "%01",
        "%7F",
        "%25",
        "%252F",
        "%25%30%30",
        "%FF%FE",
        "%ED%A0%80",
        "%D1%91%F0%9F%94%91",
        "%27%3B%20DROP%20TABLE%20Purchases%3B--",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "{orderId}",
        "a;b=c",
        "a:b@c",
        "a.b",
    ];

    private Till Till => portal.Till;

    public static TheoryData<string> RoutesWithId =>
        [.. RouteTable.Routes.Where(route => route.Value.UnknownCode is not null).Select(route => route.Key)];

    [Theory]
    [MemberData(nameof(RoutesWithId))]
    public async Task An_id_that_nobody_has_is_unknown_whatever_it_looks_like(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        await using var walk = await Walk.StartAsync(portal);

        foreach (var id in Ids.Append(new string('x', 3_000)))
        {
            var path = WithId(route, id);
            await walk.Expect(
                route.StartsWith("GET", StringComparison.Ordinal) ? Till.Get(path) : Till.Post(path, good.Body!),
                id,
                404,
                tested.UnknownCode,
                null
            );
        }
        walk.End();
    }

    [Theory]
    [MemberData(nameof(RoutesWithId))]
    public async Task A_path_that_is_none_breaks_nothing(string route)
    {
        // What the server itself cannot read it refuses itself, before any problem can be written.
        var method = route.Split(' ')[0];
        foreach (var id in new[] { "%00", "a%00b", "%", "%zz", "%C0%AF", "..", ".", "" })
        {
            var answer = await Raw($"{method} {WithId(route, id)} HTTP/1.1");
            Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        }
        Assert.Matches("^HTTP/1.1 41[0-9] ", await Raw($"{method} {WithId(route, new string('x', 20_000))} HTTP/1.1"));

        (await Till.Get("/api/v1/programme")).Is(200);
    }

    [Theory]
    [MemberData(nameof(RouteTable.Reads), MemberType = typeof(RouteTable))]
    public async Task A_query_that_makes_no_sense_is_refused_and_named(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        if (tested.BadQueries.Count == 0)
        {
            return;
        }
        await using var walk = await Walk.StartAsync(portal, "79001234567", "9001234567");

        foreach (var (query, named) in tested.BadQueries)
        {
            await walk.Expect(Till.Get(good.Path.Split('?')[0] + query), query, 400, "malformed", named);
        }
        walk.End();

        Assert.Equal(tested.Status, (await Till.Get(good.Path)).Status);
    }

    private static string WithId(string route, string id)
    {
        var path = route.Split(' ')[1];
        return path[..path.IndexOf('{', StringComparison.Ordinal)]
            + id
            + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Says a line to the server that no client library would say; the first line of the answer.</summary>
    private async Task<string> Raw(string line)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", Till.Http.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{line}\r\nHost: localhost\r\nAuthorization: Bearer lp_demo\r\nIdempotency-Key: {Till.NewName("key")}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            )
        );
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? string.Empty;
    }
}
