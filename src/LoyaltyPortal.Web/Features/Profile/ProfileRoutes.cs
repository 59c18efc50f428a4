using System.Globalization;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Consents;
using Microsoft.AspNetCore.Authorization;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>What a member does with their own data besides the pages: consents, the file of everything, and staying after
/// all. Each is asked for with the session and nothing else that says whose it is.</summary>
internal static class ProfileRoutes
{
    private const int ExportsADay = 10;

    public static WebApplicationBuilder AddProfile(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(LeavingRules.Read(builder.Configuration));
        builder.Services.AddSingleton<ProofTickets>();
        return builder;
    }

    public static IEndpointRouteBuilder MapProfile(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/profile").RequireAuthorization().ExcludeFromDescription();
        own.MapPost("/consents/{kind}", ConsentAsync);
        own.MapPost("/stay", StayAsync);
        own.MapGet("/export.json", ExportAsync);
        return routes;
    }

    // A form is read so that its antiforgery token is asked for.
    private static async Task<IResult> ConsentAsync(
        ConsentKind kind,
        IFormCollection form,
        HttpContext context,
        Consenting consenting
    )
    {
        if (context.User.AccountId() is not { } accountId || !Enum.IsDefined(kind) || kind == ConsentKind.PersonalData)
        {
            return Results.NotFound();
        }
        if (form["give"] == "yes")
        {
            var version = ConsentTexts.Version;
            await consenting.GiveAsync(accountId, kind, version, Languages.Current, context.RequestAborted);
        }
        else
        {
            await consenting.RevokeAsync(accountId, kind, context.RequestAborted);
        }
        return Results.LocalRedirect("/profile/consents");
    }

    private static async Task<IResult> StayAsync(IFormCollection form, HttpContext context, Leaving leaving)
    {
        return context.User.AccountId() is { } accountId && await leaving.StayAsync(accountId, context.RequestAborted)
            ? Results.LocalRedirect("/profile?stays=1")
            : Results.NotFound();
    }

    private static async Task ExportAsync(HttpContext context, Export export, LimitBook limits, TimeProvider time)
    {
        if (context.User.AccountId() is not { } accountId)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var now = Clock.Now(time);
        var limit = new Limit("export-day", Limit.Hidden(accountId.ToString("N")), TimeSpan.FromDays(1), ExportsADay);
        if (await limits.TakeAsync([limit], now, context.RequestAborted) is Taking.Refused)
        {
            context.Response.Redirect("/profile/export?later=1");
            return;
        }
        var day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"my-data-{day}.json\"";
        context.Response.Headers.CacheControl = "no-store";
        await export.WriteAsync(accountId, context.Response.Body, context.RequestAborted);
    }
}
