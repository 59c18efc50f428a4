using System.Runtime.CompilerServices;
using System.Text;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/imports: lines of NDJSON, answered when the last one is committed.</summary>
internal sealed class PostImport(ApiExchange exchange, ImportRun import, PostingRunner postings)
{
    /// <summary>The content types that lines of JSON go by.</summary>
    public static readonly string[] Types =
    [
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/json",
    ];

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        foreach (var scope in new[] { ApiScopes.PurchasesWrite, ApiScopes.MembersWrite, ApiScopes.ActivitiesWrite })
        {
            if ((await exchange.CallerAsync(context.Request, scope, cancellation)).Refusal is { } refusal)
            {
                return new ApiResult(refusal);
            }
        }
        var (caller, _) = await exchange.CallerAsync(context.Request, ApiScopes.PurchasesWrite, cancellation);
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        if (type is null || !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return new ApiResult(ApiExchange.NotJson);
        }
        if (await ApiExchange.ReadLimitedAsync(context.Request, cancellation) is not { } body)
        {
            return new ApiResult(ApiExchange.TooLarge);
        }
        var (claim, fault) = ApiExchange.OptionalClaim(context.Request, caller!, body);
        return new ApiResult(fault ?? await AnswerOnceAsync(caller!, body, claim, cancellation));
    }

    /// <summary>Each line is posted once by its own keys, whatever becomes of the answer; with a key the answer is kept as
    /// well, once all lines are committed, where any of them wrote something.</summary>
    private async Task<PostingAnswer> AnswerOnceAsync(
        ApiCaller caller,
        byte[] body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        if (claim is not null && await postings.FindAnswerAsync(claim, cancellation) is { } before)
        {
            return before;
        }
        var report = await RunAsync(caller, body, cancellation);
        var answer = ApiAnswers.Json(200, report);
        return claim is null || report.Accepted == 0
            ? answer
            : await postings.RunAsync(null, null, claim, (_, _) => Task.FromResult(answer), cancellation);
    }

    private async Task<ImportAnswer> RunAsync(ApiCaller caller, byte[] body, CancellationToken cancellation)
    {
        var accepted = 0;
        var repeated = 0;
        var refused = new List<RefusedLineAnswer>();
        await foreach (var results in import.RunAsync(caller, LinesOf(body, cancellation), cancellation))
        {
            accepted += results.Count(line => line.Result == ImportedLine.Accepted);
            repeated += results.Count(line => line.Result == ImportedLine.Repeated);
            refused.AddRange(results.Where(line => line.Result == ImportedLine.Refused).Select(line => line.Told()));
        }
        return new ImportAnswer(accepted, repeated, refused);
    }

    private static async IAsyncEnumerable<string> LinesOf(
        byte[] body,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var reader = new StreamReader(new MemoryStream(body), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            yield return line;
        }
    }
}
