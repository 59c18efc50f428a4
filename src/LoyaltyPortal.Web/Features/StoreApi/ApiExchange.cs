using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>One request to the store API on its way: who calls, what is asked, how it is answered once.</summary>
internal sealed class ApiExchange(ApiKeys keys, PostingRunner postings)
{
    /// <summary>A body of more is refused with 413.</summary>
    public const int MaxBody = 1 << 20;

    /// <summary>The header of the caller's wish to be answered once.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Answers a request that reads.</summary>
    public async Task<IResult> ReadAsync(
        HttpContext context,
        string scope,
        Func<ApiCaller, CancellationToken, Task<PostingAnswer>> answer
    )
    {
        var cancellation = context.RequestAborted;
        var (caller, refusal) = await CallerAsync(context.Request, scope, cancellation);
        return new ApiResult(refusal ?? await answer(caller!, cancellation));
    }

    /// <summary>Answers a request with a body that writes nothing, so needs no key.</summary>
    public async Task<IResult> AskAsync<T>(
        HttpContext context,
        string scope,
        Func<ApiCaller, T, CancellationToken, Task<PostingAnswer>> answer
    )
        where T : class
    {
        var cancellation = context.RequestAborted;
        var (caller, refusal) = await CallerAsync(context.Request, scope, cancellation);
        if (refusal is not null)
        {
            return new ApiResult(refusal);
        }
        var (bytes, unread) = await BodyAsync(context.Request, cancellation);
        var (body, fault) = unread is null ? Parse<T>(bytes) : (null, unread);
        return new ApiResult(fault ?? await answer(caller!, body!, cancellation));
    }

    /// <summary>Answers a request that writes, once: the same key with the same body gets the first answer again.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">What the key must allow.</param>
    /// <param name="answer">Posts under the claim it is given and answers; the claim is null for what needs none.</param>
    /// <param name="writesNothing">Whether a body only asks (a dry run), so needs no key.</param>
    public async Task<IResult> PostAsync<T>(
        HttpContext context,
        string scope,
        Func<ApiCaller, T, IdempotencyClaim?, CancellationToken, Task<PostingAnswer>> answer,
        Func<T, bool>? writesNothing = null
    )
        where T : class
    {
        var cancellation = context.RequestAborted;
        var key = context.Request.Headers[KeyHeader].ToString();
        var (caller, answered, refusal) = await PosterAsync(context.Request, scope, key, cancellation);
        if (refusal is not null)
        {
            return new ApiResult(refusal);
        }
        var (bytes, unread) = await BodyAsync(context.Request, cancellation);
        if (unread is not null)
        {
            return new ApiResult(unread);
        }
        var claim = KeyFault(key) is null ? ClaimOf(context.Request, caller!, key, bytes) : null;
        if (answered is not null)
        {
            return new ApiResult(PostingRunner.AnswerFrom(answered, claim!));
        }
        var (body, fault) = Parse<T>(bytes);
        if (fault is not null)
        {
            return new ApiResult(fault);
        }
        var asks = writesNothing?.Invoke(body!) == true;
        if (claim is null && !asks)
        {
            return new ApiResult(ApiAnswers.Malformed(KeyHeader, KeyFault(key)!));
        }
        claim = asks ? null : claim;
        var result = await answer(caller!, body!, claim, cancellation);
        if (result.Status == 404 && claim is not null)
        {
            // The same request may have got in between and used up the code that names the member.
            result = await postings.FindAnswerAsync(claim, cancellation) ?? result;
        }
        return new ApiResult(result);
    }

    /// <summary>Answers a request that writes and says all in its route: a body may be left out, but a wrong one is not
    /// passed over.</summary>
    public async Task<IResult> PostEmptyAsync(
        HttpContext context,
        string scope,
        Func<ApiCaller, IdempotencyClaim, CancellationToken, Task<PostingAnswer>> answer
    )
    {
        var cancellation = context.RequestAborted;
        var key = context.Request.Headers[KeyHeader].ToString();
        var (caller, answered, refusal) = await PosterAsync(context.Request, scope, key, cancellation);
        if (refusal is not null)
        {
            return new ApiResult(refusal);
        }
        var (bytes, unread) = await OptionalBodyAsync(context.Request, cancellation);
        if (unread is not null)
        {
            return new ApiResult(unread);
        }
        if (KeyFault(key) is { } fault)
        {
            return new ApiResult(ApiAnswers.Malformed(KeyHeader, fault));
        }
        var claim = ClaimOf(context.Request, caller!, key, bytes);
        return new ApiResult(
            answered is null ? await answer(caller!, claim, cancellation) : PostingRunner.AnswerFrom(answered, claim)
        );
    }

    /// <summary>The caller of a request, or why it is refused.</summary>
    public async Task<(ApiCaller? Caller, PostingAnswer? Refusal)> CallerAsync(
        HttpRequest request,
        string scope,
        CancellationToken cancellation
    )
    {
        var (caller, _, refusal) = await PosterAsync(request, scope, string.Empty, cancellation);
        return (caller, refusal);
    }

    /// <summary>The caller of a request that writes with what is kept of its key, or why it is refused.</summary>
    private async Task<(ApiCaller? Caller, IdempotencyRecord? Answered, PostingAnswer? Refusal)> PosterAsync(
        HttpRequest request,
        string scope,
        string key,
        CancellationToken cancellation
    )
    {
        // A key that cannot be one is under no answer; it is refused once the caller is known.
        var asked = KeyFault(key) is null ? key : string.Empty;
        var (caller, answered) = await keys.FindAsync(request, asked, cancellation);
        if (caller is null)
        {
            return (
                null,
                null,
                ApiAnswers.Problem(
                    401,
                    "unauthorized",
                    "Send a live key as Authorization: Bearer lp_...; never in the URL."
                )
            );
        }
        return caller.Scopes.Contains(scope)
            ? (caller, answered, null)
            : (null, null, ApiAnswers.Problem(403, "scope-missing", $"The key lacks the scope {scope}."));
    }

    /// <summary>413.</summary>
    public static PostingAnswer TooLarge => ApiAnswers.Problem(413, "too-large", "The body is larger than 1 MiB.");

    /// <summary>415.</summary>
    public static PostingAnswer NotJson =>
        ApiAnswers.Problem(415, "not-json", "Send JSON with its Content-Type; see /openapi/v1.json.");

    private static string? KeyFault(string key) =>
        key.Length is >= 1 and <= 255 && key.All(letter => letter is > ' ' and <= '~')
            ? null
            : "must be sent with 1 to 255 visible ASCII characters";

    /// <summary>The caller's wish to be answered once where a key is not asked for; null for none, or 400.</summary>
    public static (IdempotencyClaim? Claim, PostingAnswer? Refusal) OptionalClaim(
        HttpRequest request,
        ApiCaller caller,
        byte[] body
    )
    {
        var key = request.Headers[KeyHeader].ToString();
        if (key.Length == 0)
        {
            return (null, null);
        }
        return KeyFault(key) is { } fault
            ? (null, ApiAnswers.Malformed(KeyHeader, fault))
            : (ClaimOf(request, caller, key, body), null);
    }

    private static IdempotencyClaim ClaimOf(HttpRequest request, ApiCaller caller, string key, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        hash.AppendData(body);
        return new IdempotencyClaim(caller.Client, key, hash.GetHashAndReset());
    }

    /// <summary>The body as it came, or 413 or 415.</summary>
    private static async Task<(byte[] Body, PostingAnswer? Refusal)> BodyAsync(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (!request.HasJsonContentType())
        {
            return ([], NotJson);
        }
        return await ReadLimitedAsync(request, cancellation) is { } body ? (body, null) : ([], TooLarge);
    }

    /// <summary>A body of JSON, or none; or 400, 413 or 415.</summary>
    private static async Task<(byte[] Body, PostingAnswer? Refusal)> OptionalBodyAsync(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (await ReadLimitedAsync(request, cancellation) is not { } body)
        {
            return ([], TooLarge);
        }
        if (body.Length == 0)
        {
            return (body, null);
        }
        return request.HasJsonContentType() ? (body, Parse<EmptyBody>(body).Refusal) : ([], NotJson);
    }

    /// <summary>The body, or null when it is larger than 1 MiB.</summary>
    public static async Task<byte[]?> ReadLimitedAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBody)
        {
            return null;
        }
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.IsCompleted || read.Buffer.Length > MaxBody)
            {
                var body = read.Buffer.Length > MaxBody ? null : read.Buffer.ToArray();
                // A read that is not given back costs the caller the connection.
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The body as a contract type, or 400 with the path of the first fault.</summary>
    public static (T? Body, PostingAnswer? Refusal) Parse<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        try
        {
            var body = JsonSerializer.Deserialize<T>(bytes, ContractJson.Options);
            return body is null ? (null, ApiAnswers.Malformed("$", "must be an object")) : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, ApiAnswers.Malformed(fault.Path ?? "$", FaultText(fault)));
        }
    }

    /// <summary>Our own converters say what they want; of the parser's words only the kind of fault is told.</summary>
    private static string FaultText(JsonException fault)
    {
        if (
            fault.Message.StartsWith("must ", StringComparison.Ordinal)
            || fault.Message.StartsWith("is ", StringComparison.Ordinal)
            || fault.Message.StartsWith("has ", StringComparison.Ordinal)
            || fault.Message.StartsWith("lies ", StringComparison.Ordinal)
        )
        {
            return fault.Message.Split(" Path:")[0];
        }
        return fault.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase)
            ? "stands twice"
            : $"is not of the expected type, or is no JSON (line {(fault.LineNumber ?? 0) + 1})";
    }
}

/// <summary>Writes an answer to the wire.</summary>
internal sealed class ApiResult(PostingAnswer answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var sent = Finished(answer);
        var response = httpContext.Response;
        response.StatusCode = sent.Status;
        response.ContentType = sent.Status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
        if (sent.IsReplay)
        {
            response.Headers["Idempotent-Replay"] = "true";
        }
        if (sent.Status == 401)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
        if (sent.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        }
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync(sent.Body, httpContext.RequestAborted);
    }

    /// <summary>Gives the data layer's own refusals their words.</summary>
    public static PostingAnswer Finished(PostingAnswer answer)
    {
        if (ReferenceEquals(answer, PostingRunner.KeyReused))
        {
            return ApiAnswers.Problem(422, "idempotency-key-reused", Details.Of("idempotency-key-reused"));
        }
        return ReferenceEquals(answer, PostingRunner.NoAccount) ? MemberLookup.Unknown : answer;
    }
}
