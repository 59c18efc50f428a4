using System.Diagnostics;
using System.Text.Json;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Faults of a request by JSON path.</summary>
internal sealed class Faults
{
    private readonly SortedDictionary<string, List<string>> byPath = new(StringComparer.Ordinal);

    /// <summary>Whether there is any.</summary>
    public bool Any => byPath.Count > 0;

    /// <summary>Path by path what is wrong.</summary>
    public IReadOnlyDictionary<string, List<string>> ByPath => byPath;

    /// <summary>Adds a fault, such as <c>$.lines[0].quantity</c> "must be at least 1".</summary>
    public void Add(string path, string text)
    {
        if (!byPath.TryGetValue(path, out var texts))
        {
            byPath[path] = texts = [];
        }
        texts.Add(text);
    }
}

/// <summary>Makes answers of the contract: JSON, or problem details (RFC 9457).</summary>
internal static class ApiAnswers
{
    /// <summary>A good answer.</summary>
    public static PostingAnswer Json<T>(int status, T body) =>
        new(status, JsonSerializer.Serialize(body, ContractJson.Options));

    /// <summary>A problem by its code.</summary>
    public static PostingAnswer Problem(
        int status,
        string code,
        string detail,
        IReadOnlyDictionary<string, object?>? more = null
    )
    {
        var problem = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = $"/api#{code}",
            ["title"] = code,
            ["status"] = status,
            ["detail"] = detail,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? string.Empty,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            problem[name] = value;
        }
        return Json(status, problem);
    }

    /// <summary>What the server refuses before any route sees it.</summary>
    public static PostingAnswer Unrouted(int status) =>
        status switch
        {
            404 => Problem(404, "not-found", "There is no such route; see /openapi/v1.json."),
            415 => ApiExchange.NotJson,
            405 => Problem(405, "method-not-allowed", "The route is not asked with this method; see /openapi/v1.json."),
            _ => Problem(status, "malformed", "The request cannot be read."),
        };

    /// <summary>400: what is wrong, field by field.</summary>
    public static PostingAnswer Malformed(Faults faults) =>
        Problem(
            400,
            "malformed",
            "The request cannot be read; see errors.",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = faults.ByPath }
        );

    /// <summary>400 with one fault.</summary>
    public static PostingAnswer Malformed(string path, string text)
    {
        var faults = new Faults();
        faults.Add(path, text);
        return Malformed(faults);
    }

    /// <summary>A refusal of the Domain.</summary>
    public static PostingAnswer Refused(Refusal refusal, ReasonSentences sentences)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (refusal.Max is { } max)
        {
            more["max"] = max;
            more["reasons"] = (refusal.Reasons ?? [])
                .Select(reason => new ReasonAnswer(reason.Code, sentences.Say(reason)))
                .ToList();
        }
        return Problem(StatusOf(refusal.Code), refusal.Code, Details.Of(refusal.Code), more);
    }

    /// <summary>429: more messages than the limits allow.</summary>
    /// <param name="wait">How long until one may be sent.</param>
    public static PostingAnswer TooMany(TimeSpan wait) =>
        Problem(429, "too-many-messages", Details.Of("too-many-messages")) with
        {
            RetryAfter = wait,
        };

    private static int StatusOf(string code) =>
        code switch
        {
            "redemption-closed" or "order-cancelled" or "order-unpaid" => 409,
            _ => 422,
        };
}

/// <summary>What a code means, for the people who write tills.</summary>
internal static class Details
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["code-wrong"] = "The code is not the one that was sent last; see attemptsLeft.",
        ["resend-limit"] = "Three more codes were sent already; cancel the redemption and start again.",
        ["too-many-messages"] = "More messages than the limits allow would be sent; try again after Retry-After.",
        ["redemption-closed"] = "The redemption is not confirmed, has ended or was used.",
        ["redemption-mismatch"] = "The redemption belongs to another member, order or wallet.",
        ["redemption-not-allowed"] = "The points cannot be spent as asked; see max and reasons.",
        ["promo-and-points"] = "A promo code and points exclude each other.",
        ["order-cancelled"] = "The order was cancelled before.",
        ["order-unpaid"] = "The order is not paid: cancel it instead of returning it.",
        ["return-exceeds-purchase"] = "More would come back than was bought and not returned yet.",
        ["time-order"] = "The time lies before the event that it follows.",
        ["already-exists"] = "This was posted before under another key; nothing was changed.",
        ["member-unknown"] = "There is no such member.",
        ["order-unknown"] = "There is no such order.",
        ["redemption-unknown"] = "There is no such redemption.",
        ["channel-unknown"] = "The programme has no such channel.",
        ["card-taken"] = "The card is linked to another member.",
        ["time-in-future"] = "The time lies more than 5 minutes ahead of the portal's clock.",
        ["idempotency-key-reused"] = "The key was used for another request.",
        ["activity-unknown"] = "The programme has no such activity.",
        ["reference-wrong"] = "The reference is not of the kind the programme asks for.",
    };

    public static string Of(string code) => Texts[code];
}
