using System.Globalization;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>What Apple's wallets ask of the issuer of a pass (PassKit web service): to be told of changes, which passes
/// changed, and a pass anew. A pass's own token opens that pass and nothing else.</summary>
internal static class AppleRoutes
{
    /// <summary>The address that passes carry.</summary>
    public const string Root = "/wallets/apple";

    private const int MostLog = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup(Root + "/v1").DisableAntiforgery().ExcludeFromDescription();
        // Wallets read statuses, not pages.
        own.AddEndpointFilter(
            (context, next) =>
            {
                context.HttpContext.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
                return next(context);
            }
        );
        const string Registration = "/devices/{device}/registrations/{passType}";
        own.MapPost(Registration + "/{serial}", RegisterAsync);
        own.MapDelete(Registration + "/{serial}", UnregisterAsync);
        own.MapGet(Registration, ChangedAsync);
        own.MapGet("/passes/{passType}/{serial}", PassAsync);
        own.MapPost("/log", LogAsync);
    }

    private static async Task<IResult> RegisterAsync(
        string device,
        string passType,
        string serial,
        PushBody body,
        HttpContext context,
        AppleDesk desk
    )
    {
        if (await desk.FindAsync(passType, serial, Token(context), context.RequestAborted) is not { } pass)
        {
            return Results.Unauthorized();
        }
        if (!AppleDesk.IsShaped(device, 100) || !AppleDesk.IsShaped(body.PushToken, 200))
        {
            return Results.BadRequest();
        }
        return await desk.Book.RegisterAsync(pass.Id, device, body.PushToken!, context.RequestAborted) switch
        {
            true => Results.StatusCode(StatusCodes.Status201Created),
            false => Results.Ok(),
            null => Results.StatusCode(StatusCodes.Status409Conflict),
        };
    }

    private static async Task<IResult> UnregisterAsync(
        string device,
        string passType,
        string serial,
        HttpContext context,
        AppleDesk desk
    )
    {
        if (await desk.FindAsync(passType, serial, Token(context), context.RequestAborted) is not { } pass)
        {
            return Results.Unauthorized();
        }
        await desk.Book.UnregisterAsync(pass.Id, device, context.RequestAborted);
        return Results.Ok();
    }

    // The protocol asks this without a token: the wallet's own name, which only it and Apple know, is all there is. What is
    // told are numbers of passes, which open nothing.
    private static async Task<IResult> ChangedAsync(
        string device,
        string passType,
        string? passesUpdatedSince,
        HttpContext context,
        AppleDesk desk
    )
    {
        if (!desk.IsOwn(passType) || !TryReadTag(passesUpdatedSince, out var after))
        {
            return Results.NoContent();
        }
        var changed = await desk.Book.ChangedAsync(device, after, context.RequestAborted);
        return changed.Count == 0
            ? Results.NoContent()
            : Results.Json(
                new
                {
                    serialNumbers = changed.Select(pass => pass.Id.ToString("N")),
                    lastUpdated = changed[^1].ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
                }
            );
    }

    private static async Task<IResult> PassAsync(
        string passType,
        string serial,
        HttpContext context,
        AppleDesk desk,
        ApplePass writer,
        PassFaces faces
    )
    {
        var stop = context.RequestAborted;
        if (await desk.FindAsync(passType, serial, Token(context), stop) is not { } pass)
        {
            return Results.Unauthorized();
        }
        // Headers tell whole seconds.
        var changedAt = DateTimeOffset.FromUnixTimeSeconds(pass.ChangedAt.ToUnixTimeSeconds());
        if (context.Request.GetTypedHeaders().IfModifiedSince is { } known && known >= changedAt)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }
        return await faces.FindAsync(pass.AccountId, stop) is { } face
            ? Results.File(writer.Write(pass.Id, face), ApplePass.ContentType, lastModified: changedAt)
            : Results.Unauthorized();
    }

    /// <summary>Wallets tell what went wrong; what they say may hold anything, so it is counted, not kept.</summary>
    private static async Task<IResult> LogAsync(HttpContext context, PortalMeters meters)
    {
        var buffer = new byte[MostLog];
        _ = await context.Request.Body.ReadAtLeastAsync(
            buffer,
            MostLog,
            throwOnEndOfStream: false,
            context.RequestAborted
        );
        meters.WalletComplained();
        return Results.Ok();
    }

    private static bool TryReadTag(string? tag, out DateTimeOffset? after)
    {
        after = null;
        if (tag is null)
        {
            return true;
        }
        var isTime =
            long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        after = isTime ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        return isTime;
    }

    private static string? Token(HttpContext context) => context.Request.Headers[HeaderNames.Authorization];

    internal sealed record PushBody(string? PushToken);
}

/// <summary>Finds the pass that a wallet speaks of.</summary>
public sealed class AppleDesk(WalletBook book, AppleTokens tokens, AppleSettings settings)
{
    public WalletBook Book => book;

    /// <summary>Whether this portal issues that kind of pass.</summary>
    public bool IsOwn(string passType) => string.Equals(passType, settings.PassType, StringComparison.Ordinal);

    /// <summary>The pass whose token a request bears; null for none.</summary>
    public async Task<WalletPass?> FindAsync(
        string passType,
        string serial,
        string? authorization,
        CancellationToken cancellation
    ) =>
        IsOwn(passType) && Guid.TryParseExact(serial, "N", out var passId) && tokens.IsOf(authorization, passId)
            ? await book.FindAsync(passId, cancellation)
            : null;

    /// <summary>Whether a text can be a name or token of a wallet: some visible letters.</summary>
    public static bool IsShaped(string? text, int most) =>
        text is { Length: > 0 } && text.Length <= most && text.All(letter => letter is > ' ' and <= '~');
}
