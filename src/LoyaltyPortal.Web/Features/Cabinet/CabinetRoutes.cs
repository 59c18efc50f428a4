using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>The files of the cabinet. Each is asked for with the session and nothing else that says whose it is.</summary>
internal static class CabinetRoutes
{
    public static WebApplicationBuilder AddCabinet(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<HistoryFile>();
        builder.Services.AddScoped<CalendarFile>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCabinet(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/cabinet").RequireAuthorization().ExcludeFromDescription();
        own.MapGet("/history.csv", WriteHistoryAsync);
        own.MapGet("/points.ics", WriteCalendarAsync);
        return routes;
    }

    private static async Task<IResult> WriteHistoryAsync(
        HttpContext context,
        HistoryFile file,
        Programme programme,
        string? kind,
        string? from,
        string? to,
        string? channel
    )
    {
        if (context.User.AccountId() is not { } accountId)
        {
            return Results.NotFound();
        }
        var choice = HistoryChoice.Read(kind, from, to, channel, programme);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=history.csv";
        await file.WriteAsync(context.Response.BodyWriter.AsStream(), accountId, choice, context.RequestAborted);
        return Results.Empty;
    }

    private static async Task<IResult> WriteCalendarAsync(
        HttpContext context,
        MemberReading reading,
        [FromServices] CalendarFile calendar
    )
    {
        var account = context.User.AccountId() is { } id
            ? await reading.AccountAsync(id, context.RequestAborted)
            : null;
        if (account is null)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(calendar.Write(account), "text/calendar; charset=utf-8");
    }
}
