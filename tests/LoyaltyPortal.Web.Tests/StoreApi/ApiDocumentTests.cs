using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>The published contract: OpenAPI 3.1 and a page for people.</summary>
public sealed class ApiDocumentTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly string[] ReadWithoutKey = ["GET /api/v1/programme"];

    private static readonly string[] NeedNoIdempotencyKey = ["POST /api/v1/quotes", "POST /api/v1/imports"];

    [Fact]
    public async Task The_document_is_valid_OpenAPI_3_1()
    {
        var text = (await portal.Till.Get("/openapi/v1.json")).Is(200).ToJsonString();

        var read = OpenApiDocument.Parse(text, "json");

        Assert.StartsWith("3.1", JsonNode.Parse(text)!.Text("openapi"), StringComparison.Ordinal);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = (await portal.Till.Get("/openapi/v1.json")).Is(200);

        var references = References(document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(document.At(reference["#/".Length..].Replace('/', '.'))));
    }

    [Fact]
    public async Task Every_route_says_its_key_its_idempotency_and_its_problems()
    {
        foreach (var (route, operation) in await OperationsAsync())
        {
            Assert.NotEmpty(operation.Text("summary"));
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToList();
            Assert.Contains(statuses, status => status[0] == '2');
            if (ReadWithoutKey.Contains(route))
            {
                Assert.Empty(operation["security"]?.AsArray() ?? []);
                continue;
            }
            Assert.NotNull(operation.At("security[0].bearer"));
            Assert.All(["400", "401", "403"], each => Assert.Contains(each, statuses));
            foreach (var status in statuses.Where(status => status[0] is '4' or '5'))
            {
                Assert.NotNull(operation["responses"]![status]!["content"]!["application/problem+json"]!["schema"]);
            }
            var headers = (operation["parameters"]?.AsArray() ?? [])
                .Where(parameter => parameter!.Text("in") == "header")
                .ToDictionary(
                    parameter => parameter!.Text("name"),
                    parameter => parameter!["required"]?.GetValue<bool>()
                );
            if (route.StartsWith("POST", StringComparison.Ordinal))
            {
                Assert.All(["413", "415"], each => Assert.Contains(each, statuses));
                Assert.Equal(
                    !NeedNoIdempotencyKey.Contains(route) && !route.EndsWith("/returns", StringComparison.Ordinal),
                    headers["Idempotency-Key"] ?? false
                );
            }
            else
            {
                Assert.Empty(headers);
            }
        }
    }

    [Fact]
    public async Task The_key_is_borne_and_problems_have_the_fields_of_the_contract()
    {
        var document = (await portal.Till.Get("/openapi/v1.json")).Is(200);

        Assert.Equal("http", document.Text("components.securitySchemes.bearer.type"));
        Assert.Equal("bearer", document.Text("components.securitySchemes.bearer.scheme"));
        Assert.All(
            ["type", "title", "status", "detail", "traceId", "errors", "max", "reasons"],
            field =>
                Assert.Contains(
                    field,
                    document.At("components.schemas.Problem.properties")!.AsObject().Select(each => each.Key)
                )
        );
    }

    [Fact]
    public async Task Amounts_are_numbers_and_days_are_days()
    {
        var document = (await portal.Till.Get("/openapi/v1.json")).Is(200);

        Assert.Contains(
            "number",
            document.At("components.schemas.Money.type")!.ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "number",
            document.At("components.schemas.Points.type")!.ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.Equal("date", document.Text("components.schemas.ExpiringAnswer.properties.on.format"));
        Assert.Equal("date-time", document.Text("components.schemas.RedemptionAnswer.properties.expiresAt.format"));
    }

    [Fact]
    public async Task The_page_for_people_runs_no_script_and_no_style_that_is_written_into_it()
    {
        foreach (var path in new[] { "/api", "/api/index.html" })
        {
            using var response = await portal.Till.Http.GetAsync(
                new Uri(path, UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();

            Assert.DoesNotContain(
                "unsafe-inline",
                policy.Split(';').Single(each => each.Trim().StartsWith("script-src", StringComparison.Ordinal)),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)[^>]*>", page);
            Assert.DoesNotMatch("\\son[a-z]+=", page);
        }
    }

    private async Task<Dictionary<string, JsonNode>> OperationsAsync() =>
        Operations((await portal.Till.Get("/openapi/v1.json")).Is(200));

    /// <summary>Every operation of a document by method and path.</summary>
    public static Dictionary<string, JsonNode> Operations(JsonNode document) =>
        document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(each => ($"{each.Key.ToUpperInvariant()} {path.Key}", each.Value!))
            )
            .ToDictionary(each => each.Item1, each => each.Item2);

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(field =>
                field is { Key: "$ref", Value: { } reference }
                    ? [reference.GetValue<string>()]
                    : References(field.Value)
            ),
            JsonArray array => array.SelectMany(References),
            _ => [],
        };
}
