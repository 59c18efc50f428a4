using System.Net.Mime;
using LoyaltyPortal.Data.Cards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>Registers the slice, and answers what is no page of it: the card as an app, with and without signal.</summary>
public static class CardSlice
{
    public static WebApplicationBuilder AddCard(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .Services.AddScoped<CardReading>()
            .AddScoped<CardAnswers>()
            .AddSingleton<OfflineCodes>()
            .AddSingleton<HomeScreen>()
            .AddSingleton<OfflineFiles>()
            .AddSingleton<CardWatch>()
            .AddHostedService(all => all.GetRequiredService<CardWatch>());
        return builder;
    }

    public static IEndpointRouteBuilder MapCard(this IEndpointRouteBuilder routes)
    {
        HomeScreen.Map(routes);
        routes.MapGet("/sw.js", WriteWorker).ExcludeFromDescription();
        routes.MapGet(OfflineFiles.Shell, ShowShell).ExcludeFromDescription();
        return routes;
    }

    private static IResult WriteWorker(OfflineFiles files, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Text(files.Worker, MediaTypeNames.Text.JavaScript);
    }

    private static RazorComponentResult<OfflineShell> ShowShell(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return new RazorComponentResult<OfflineShell> { PreventStreamingRendering = true };
    }
}
