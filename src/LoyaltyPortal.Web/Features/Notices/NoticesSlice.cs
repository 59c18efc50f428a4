using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Jobs;
using LoyaltyPortal.Web.Platform.Limits;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Registers the slice, and ends notices without signing in.</summary>
internal static class NoticesSlice
{
    /// <summary>Where a member chooses.</summary>
    public const string ChoicePath = "/profile/notices";

    /// <summary>What a notice speaks of is shown there.</summary>
    public const string CabinetPath = "/cabinet";

    /// <summary>The page that says notices have ended.</summary>
    public const string StoppedPath = "/notices/stopped";

    /// <summary>The page that says a mail address was proved.</summary>
    public const string ProvedPath = "/notices/proved";

    /// <summary>Marks the button of the page: whoever pressed it gets a page, a mail program gets a word.</summary>
    public const string Button = "button";

    private const string Stop = "/notices/stop/";

    /// <summary>The servers of a large mail provider end notices of many members from one address, and none of them must be
    /// turned away; tokens cannot be guessed at this rate or any other.</summary>
    private const int StopsAnHour = 600;

    private const int MostBytes = 8 * 1024;

    /// <summary>Where a token ends all notices.</summary>
    public static string StopPath(string token) => Stop + token;

    /// <summary>Where a link in a mail proves its address.</summary>
    public static string MailPath(string token) => $"/notices/mail/{token}";

    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<NoticeWriter>();
        builder.Services.AddSingleton<MailProofs>();
        builder.Services.AddTransient<MailProving>();
        builder.Services.AddTransient<NoticeTelling>();
        builder.Services.AddTransient<IMinuteWork>(all => all.GetRequiredService<NoticeTelling>());
        builder.Services.AddHostedService<NoticeJob>();
        builder.Services.AddSingleton(all => new PortalJob(
            JobNames.Notices,
            NoticeJob.Every,
            stop => all.GetRequiredService<NoticeTelling>().RunAsync(stop)
        ));
        return builder;
    }

    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder routes)
    {
        // The page is at the same address; what is posted there comes here. A mail program knows no antiforgery token
        // (RFC 8058), and whoever has the token may end the notices: there is nothing else it opens.
        routes
            .MapPost(Stop + "{token}", StopAsync)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithOrder(-1)
            .ExcludeFromDescription();
        return routes;
    }

    // One answer for every token: it tells nobody which ones there are.
    private static async Task<IResult> StopAsync(
        string token,
        HttpContext context,
        NoticeBook book,
        LimitBook limits,
        PortalMeters meters,
        TimeProvider time
    )
    {
        var counted = SendingLimits
            .OfAddress(context.Connection.RemoteIpAddress, "notice-stops-hour", TimeSpan.FromHours(1), StopsAnHour)
            .ToList();
        if (
            counted.Count > 0
            && await limits.TakeAsync(counted, Clock.Now(time), context.RequestAborted) is Taking.Refused refused
        )
        {
            meters.LimitReached(refused.Limit.Rule);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        await book.StopAsync(token, context.RequestAborted);
        return context.Request.Query.ContainsKey(Button)
            ? Results.LocalRedirect(StoppedPath)
            : Results.Text("Unsubscribed.");
    }
}
