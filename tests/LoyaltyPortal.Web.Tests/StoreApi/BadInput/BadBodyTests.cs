using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Bodies that are no JSON object, too large, too deep, or of another type.</summary>
public sealed class BadBodyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const int Mebibyte = 1 << 20;
    private const string Imports = "POST /api/v1/imports";

    private Till Till => portal.Till;

    [Theory]
    [MemberData(nameof(RouteTable.Posts), MemberType = typeof(RouteTable))]
    public async Task A_body_that_is_no_object_is_refused(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        await using var walk = await Walk.StartAsync(portal);

        foreach (var (told, body) in NotObjects(good.Body!.ToJsonString()))
        {
            if (route == Imports)
            {
                if (!body.Contains('\n', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(body))
                {
                    await walk.ExpectRefusedLine(Till.Import(body), told, "malformed", null);
                }
                continue;
            }
            if (!(tested.BodyIsOptional && body.Length == 0))
            {
                await walk.ExpectRefusal(Post(good.Path, Bytes(Encoding.UTF8.GetBytes(body))), told, "malformed");
            }
        }
        if (route != Imports)
        {
            foreach (
                var bytes in new byte[][] { [0xFF, 0xFE, 0x00], [0xC3, 0x28], [0x00], Encoding.Unicode.GetBytes("{}") }
            )
            {
                await walk.ExpectRefusal(Post(good.Path, Bytes(bytes)), Convert.ToHexString(bytes), "malformed");
            }
        }
        walk.End();
        await GoodStill(good, tested.Status);
    }

    [Theory]
    [MemberData(nameof(RouteTable.Posts), MemberType = typeof(RouteTable))]
    public async Task A_body_of_another_type_or_none_is_refused(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        var text = good.Body!.ToJsonString();
        await using var walk = await Walk.StartAsync(portal);

        foreach (
            var type in new[]
            {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "text/csv",
                "image/png",
                null,
            }
        )
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.Length > 2 ? text : "{ }"));
            content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
            await walk.Expect(Post(good.Path, content), type ?? "no type", 415, "not-json", null);
        }
        using var form = new MultipartFormDataContent { { new StringContent(text), "body" } };
        await walk.Expect(Post(good.Path, form), "multipart", 415, "not-json", null);
        if (!tested.BodyIsOptional)
        {
            await walk.ExpectRefusal(Post(good.Path, null), "no body", "not-json", "malformed");
        }
        walk.End();
        await GoodStill(good, tested.Status);
    }

    [Theory]
    [MemberData(nameof(RouteTable.Posts), MemberType = typeof(RouteTable))]
    public async Task A_body_over_a_mebibyte_is_refused_whether_or_not_its_length_is_told(string route)
    {
        var tested = RouteTable.Routes[route];
        var good = await tested.Good(Till);
        var text = good.Body!.ToJsonString();
        var large = Encoding.UTF8.GetBytes(text + new string(' ', Mebibyte + 1 - text.Length));
        await using var walk = await Walk.StartAsync(portal);

        await walk.Expect(Post(good.Path, Bytes(large)), "length told", 413, "too-large", null);
        await walk.Expect(Post(good.Path, Chunked(large)), "chunked", 413, "too-large", null);
        await walk.Expect(Post(good.Path, Chunked(new byte[8 * Mebibyte])), "chunked, 8 MiB", 413, "too-large", null);
        walk.End();

        Assert.Equal(tested.Status, (await Post(good.Path, Chunked(large[..^1]))).Status);
    }

    [Fact]
    public async Task A_body_in_chunks_is_a_body()
    {
        var order = Order.Of(100).PlacedAt(DemoPortal.Start).Body().ToJsonString();

        (await Post("/api/v1/purchases", Chunked(Encoding.UTF8.GetBytes(order)))).Is(201);
    }

    private static IEnumerable<(string Told, string Body)> NotObjects(string good)
    {
        foreach (
            var body in new[]
            {
                "",
                " ",
                "\n",
                "null",
                "true",
                "1",
                "1e400",
                "NaN",
                "\"text\"",
                "\"\\ud800\"",
                "[]",
                "[{}]",
                "[null]",
                "{",
                "}",
                "{}}",
                "{}{}",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":NaN}",
                "/**/{}",
                "<xml/>",
                "a=1&b=2",
                "\u0000",
            }
        )
        {
            yield return (body, body);
        }
        yield return ("cut short", good[..^1]);
        yield return ("twice", good + good);
        yield return ("a tail", good + "]");
        yield return ("a property twice", $"{good[..^1]},{good[1..]}");
        yield return ("deep objects", Nested("{\"a\":", "1", "}", 5_000));
        yield return ("deep arrays", Nested("[", "", "]", 100_000));
        yield return ("deep in an unknown property", $"{{\"x\":{Nested("[", "", "]", 5_000)},{good[1..]}");
        yield return ("open for ever", new string('[', 100_000));
    }

    private static string Nested(string open, string inside, string close, int times) =>
        string.Concat(Enumerable.Repeat(open, times)) + inside + string.Concat(Enumerable.Repeat(close, times));

    private Task<Answer> Post(string path, HttpContent? content) => Till.Post(path, content, Till.NewName("key"));

    private async Task GoodStill(GoodRequest good, int status)
    {
        var answer = await Till.Post(good.Path, good.Body!);
        Assert.True(
            answer.Status == status,
            string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {answer.Text}")
        );
    }

    private static ByteArrayContent Bytes(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static ChunkedContent Chunked(byte[] body) => new(body);

    /// <summary>A body whose length is not told.</summary>
    private sealed class ChunkedContent : HttpContent
    {
        private readonly byte[] body;

        public ChunkedContent(byte[] body)
        {
            this.body = body;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            for (var from = 0; from < body.Length; from += 60_000)
            {
                await stream.WriteAsync(body.AsMemory(from, Math.Min(60_000, body.Length - from)));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
