using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Who calls: a client with what its key allows.</summary>
/// <param name="Client">The client; idempotency keys are its own.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Channels">Channels it may speak for; empty for all.</param>
/// <param name="Store">The one store it may speak for; null for any.</param>
/// <param name="IsDemo">Whether it bears the key of Development, whom sending limits do not bind.</param>
internal sealed record ApiCaller(
    string Client,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Channels,
    string? Store,
    bool IsDemo = false
)
{
    /// <summary>403 when the key does not speak for that channel or store.</summary>
    public PostingAnswer? Forbids(string channel, string? store)
    {
        if (Forbids(channel) is { } forbidden)
        {
            return forbidden;
        }
        return Store is not null && store != Store
            ? ApiAnswers.Problem(403, "store-forbidden", "The key does not speak for this store.")
            : null;
    }

    /// <summary>403 when the key does not speak for that channel, where no store is named.</summary>
    public PostingAnswer? Forbids(string channel) =>
        Channels.Count > 0 && !Channels.Contains(channel)
            ? ApiAnswers.Problem(403, "channel-forbidden", "The key does not speak for this channel.")
            : null;
}

/// <summary>Recognises callers by the key they bear.</summary>
internal sealed class ApiKeys(PortalDb db, TimeProvider time, IHostEnvironment environment)
{
    private const string Bearer = "Bearer ";

    /// <summary>The caller, or null when the request bears no good key; and, in the same question, what the caller was
    /// answered before under an idempotency key.</summary>
    public async Task<(ApiCaller? Caller, IdempotencyRecord? Answered)> FindAsync(
        HttpRequest request,
        string idempotencyKey,
        CancellationToken cancellation
    )
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || HasKeyInAddress(request))
        {
            return (null, null);
        }
        var borne = header[Bearer.Length..].Trim();
        if (borne == DemoKey.Text && !environment.IsDevelopment())
        {
            return (null, null);
        }
        var hash = ApiKeyBook.HashOf(borne);
        if (
            await ApiQueries.Of(db).KeyWithAnswer(db, hash, idempotencyKey, cancellation) is not { } found
            || found.Key.RevokedAt is not null
        )
        {
            return (null, null);
        }
        var key = found.Key;
        await NoteUseAsync(key, cancellation);
        var isDemo = borne == DemoKey.Text;
        return (new ApiCaller(key.Client, key.Scopes, key.Channels, key.Store, isDemo), found.Answer);
    }

    /// <summary>An address ends up in logs and histories, so a key in it is given away, whatever the header says.</summary>
    private static bool HasKeyInAddress(HttpRequest request) =>
        request.Query.Any(each =>
            each.Value.Any(value => value?.StartsWith(ApiKeyBook.Prefix, StringComparison.OrdinalIgnoreCase) == true)
        );

    /// <summary>Keeps the last use, at most once in an hour, so that reading stays reading.</summary>
    private async Task NoteUseAsync(ApiKey key, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        if (key.LastUsedAt is { } last && now - last < TimeSpan.FromHours(1))
        {
            return;
        }
        await db
            .ApiKeys.Where(each => each.Id == key.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.LastUsedAt, now), cancellation);
    }
}
