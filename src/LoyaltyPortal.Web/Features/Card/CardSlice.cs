using System.Net.Mime;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Web.Features.Card.Wallets;
using LoyaltyPortal.Web.Platform.Jobs;
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
            .AddTransient<OfflineCodes>()
            .AddTransient<HomeScreen>()
            .AddTransient<OfflineFiles>()
            .AddSingleton<CardWatch>()
            .AddHostedService(all => all.GetRequiredService<CardWatch>())
            .AddSingleton(new PortalJob(JobNames.OpenCards, CardWatch.Every));
        WalletRoutes.Add(builder);
        return builder;
    }

    public static WebApplication MapCard(this WebApplication app)
    {
        HomeScreen.Map(app);
        app.MapGet("/sw.js", WriteWorker).ExcludeFromDescription();
        app.MapGet(OfflineFiles.Shell, ShowShell).ExcludeFromDescription();
        WalletRoutes.Map(app);
        return app;
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
