using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Console;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>What the questionnaire needs beside its pages.</summary>
public static class JoiningRoutes
{
    /// <summary>Where a page sends what is being typed.</summary>
    public const string DraftPath = "/join/draft";

    /// <summary>The log of the host that names addresses.</summary>
    public const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private const int MostBytes = 64 * 1024;

    public static WebApplicationBuilder AddJoining(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // It writes down the address of each request, and the address of a link is its secret. Said here and not left to the
        // settings: whoever turns the host's log up must not get links with it.
        builder.Logging.AddFilter(RequestLog, LogLevel.Warning);
        // A setting for the console alone would win over the line above.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(RequestLog, LogLevel.Warning);
        builder.Services.AddTransient<Drafts>();
        builder.Services.AddScoped<Newcomers>();
        return builder;
    }

    public static IEndpointRouteBuilder MapJoining(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DraftPath, KeepDraftAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        return routes;
    }

    // The form is read so that its antiforgery token is asked for: no other site may write into a draft.
    private static async Task<IResult> KeepDraftAsync(
        IFormCollection form,
        HttpContext http,
        Newcomers newcomers,
        Drafts drafts,
        PhoneTickets tickets,
        TimeProvider time,
        Programme programme
    )
    {
        if (await newcomers.FindAsync(http) is not { } newcomer)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        var steps = JoiningSteps.Of(programme);
        var draft = await drafts.FindAsync(newcomer.Phone, http.RequestAborted);
        // A page sends only a step that was reached.
        if (QuestionnaireForm.StepOf(form) is not { } step || step < 1 || step > draft.Step)
        {
            return Results.BadRequest();
        }
        tickets.Renew(http, time.GetUtcNow());
        QuestionnaireForm.Take(form, steps[step - 1], draft.Answers);
        await drafts.KeepLateAsync(newcomer.Phone, draft, http.RequestAborted);
        return Results.NoContent();
    }
}
