using System.Text.Json.Nodes;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>A request that is asked well.</summary>
/// <param name="Path">With everything in it that must exist.</param>
/// <param name="Body">The body; null for none.</param>
public sealed record GoodRequest(string Path, JsonObject? Body = null);

/// <summary>A route of the contract as bad input is thrown at it.</summary>
/// <param name="Good">Makes a good request, another one each time.</param>
/// <param name="Status">What a good request is answered.</param>
public sealed record RouteCase(Func<Till, Task<GoodRequest>> Good, int Status)
{
    /// <summary>The fields of the body.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>What else must be refused.</summary>
    public IReadOnlyList<Damage> Damages { get; init; } = [];

    /// <summary>Queries that must be refused, with the field that is to be named.</summary>
    public IReadOnlyList<(string Query, string Named)> BadQueries { get; init; } = [];

    /// <summary>The kind of the import line that has the same body.</summary>
    public string? ImportKind { get; init; }

    /// <summary>Whether it takes an Idempotency-Key, without which nothing is posted.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Whether a body may be left out.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>Whether the path names something by its id.</summary>
    public string? UnknownCode { get; init; }

    /// <summary>Everything that must be refused of the body.</summary>
    public IEnumerable<Damage> AllDamages => Fields.SelectMany(BadInput.Damages.Of).Concat(Damages);
}

/// <summary>A body with one value replaced by raw JSON.</summary>
public static class DamagedBody
{
    private const string Mark = "@here@";

    public static string Of(JsonObject body, Damage damage)
    {
        var damaged = body.DeepClone().AsObject();
        var steps = damage.Path["$.".Length..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode at = damaged;
        foreach (var step in steps[..^1])
        {
            at = Child(at, step);
        }
        Put(at, steps[^1], damage.Raw is null ? null : JsonValue.Create(Mark));
        return damaged.ToJsonString().Replace($"\"{Mark}\"", damage.Raw, StringComparison.Ordinal);
    }

    private static JsonNode Child(JsonNode node, string step) =>
        step[0] == '[' ? node[Index(step)]! : node[step] ?? (node[step] = new JsonObject());

    private static void Put(JsonNode node, string step, JsonNode? value)
    {
        if (step[0] == '[')
        {
            node[Index(step)] = value;
        }
        else if (value is null)
        {
            node.AsObject().Remove(step);
        }
        else
        {
            node[step] = value;
        }
    }

    private static int Index(string step) =>
        int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture);
}
