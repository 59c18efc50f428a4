using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Sessions;
using LoyaltyPortal.Web.Platform.Visits;

namespace LoyaltyPortal.Web.Features.Visits;

/// <summary>Looking through a member's eyes: the page it begins on is the desk's, all others are the member's own.</summary>
public static class VisitSlice
{
    /// <summary>Where whoever has a visit open ends it from a page of the staff.</summary>
    public const string StaffEndPath = StaffSession.HomePath + "/visit/end";

    public static WebApplicationBuilder AddVisits(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTransient<VisitMessages>().AddTransient<Visiting>();
        return builder;
    }

    public static WebApplication MapVisits(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // The visit itself is asked for, which no member's session is.
        app.MapPost(VisitRules.EndPath, EndAsync);
        app.MapPost(StaffEndPath, EndFromStaffAsync).RequireAuthorization(StaffPolicies.Agent);
        return app;
    }

    // The form is read so that its antiforgery token is asked for.
    private static async Task<IResult> EndAsync(
        IFormCollection form,
        HttpContext context,
        VisitBook visits,
        VisitCookie cookie
    )
    {
        if (OpenVisit.Of(context) is not { Visit: var visit })
        {
            return Results.NotFound();
        }
        await visits.EndAsync(visit.Id, context.RequestAborted);
        cookie.Drop(context);
        return Results.LocalRedirect(MemberPath(visit.AccountId));
    }

    private static async Task<IResult> EndFromStaffAsync(
        IFormCollection form,
        HttpContext context,
        VisitBook visits,
        VisitCookie cookie,
        TimeProvider time
    )
    {
        cookie.Drop(context);
        var ended = SessionClaims.Id(context.User) is { } session
            ? await visits.EndAllAsync(session, except: null, Data.Postings.Clock.Now(time), context.RequestAborted)
            : [];
        return Results.LocalRedirect(ended.Count > 0 ? MemberPath(ended[0]) : StaffSession.HomePath);
    }

    /// <summary>The desk's page of a member.</summary>
    public static string MemberPath(Guid account) => $"{StaffSession.DeskPath}/members/{account}";
}
