using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>An answer of the store API as it came over the wire.</summary>
public sealed record Answer(int Status, string Type, string Text, HttpResponseHeaders Headers)
{
    /// <summary>Whether it was given before.</summary>
    public bool IsReplay => Headers.TryGetValues("Idempotent-Replay", out var values) && values.Single() == "true";

    public static async Task<Answer> Of(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType ?? string.Empty,
            await response.Content.ReadAsStringAsync(),
            response.Headers
        );

    /// <summary>The body of an answer that must have this status.</summary>
    public JsonNode Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return JsonNode.Parse(Text)!;
    }

    /// <summary>The body of a refusal that must have this status and code (RFC 9457).</summary>
    public JsonNode IsRefused(int status, string code)
    {
        var problem = Is(status);
        Assert.Equal("application/problem+json", Type);
        Assert.EndsWith(code, problem.Text("type"), StringComparison.Ordinal);
        Assert.Equal(status, problem.Number("status"));
        Assert.NotEmpty(problem.Text("traceId"));
        return problem;
    }

    /// <summary>A 400 that names the field by its JSON path.</summary>
    public void IsMalformed(string path)
    {
        var errors = IsRefused(400, "malformed")["errors"]!.AsObject();
        Assert.True(errors.ContainsKey(path), $"Expected a fault at {path}: {Text}");
        Assert.All(errors[path]!.AsArray(), text => Assert.NotEmpty(text!.GetValue<string>()));
    }
}

/// <summary>Facts of a JSON answer by path, such as <c>earned.points</c> or <c>lines[0].paid</c>.</summary>
public static class Facts
{
    public static JsonNode? At(this JsonNode node, string path)
    {
        var at = node;
        foreach (var step in path.Replace("[", ".", StringComparison.Ordinal).Split('.'))
        {
            at = at switch
            {
                JsonArray array => array[
                    int.Parse(step.TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture)
                ],
                JsonObject item => item.TryGetPropertyValue(step, out var value)
                    ? value
                    : throw new KeyNotFoundException($"No {step} of {path} in {node.ToJsonString()}"),
                _ => throw new KeyNotFoundException($"No {path} in {node.ToJsonString()}"),
            };
        }
        return at;
    }

    public static string Text(this JsonNode node, string path) => node.At(path)!.GetValue<string>();

    public static decimal Number(this JsonNode node, string path) => node.At(path)!.GetValue<decimal>();

    public static bool IsNull(this JsonNode node, string path) => node.At(path) is null;

    public static DateOnly Day(this JsonNode node, string path) =>
        DateOnly.ParseExact(node.Text(path), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(this JsonNode node, string path) =>
        DateTimeOffset.Parse(node.Text(path), System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<JsonNode> Items(this JsonNode node, string path) =>
        [.. node.At(path)!.AsArray().Select(item => item!)];

    /// <summary>The codes of a list of reasons.</summary>
    public static IReadOnlyList<string> Codes(this JsonNode node, string path) =>
        [.. node.Items(path).Select(reason => reason.Text("code"))];
}
