using System.Security.Claims;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;

namespace LoyaltyPortal.Web.Platform.Visits;

/// <summary>Makes a member's pages for an agent whose visit goes on, lets nothing be changed by that, and writes each request
/// into the audit before it is answered. A visit goes on while its time lasts, the agent's own session does, and the agent
/// is one still: all three are read with each request.</summary>
public sealed class VisitGuard(RequestDelegate next)
{
    private const int LongestPath = 200;
    private const string EnhancedRedirect = "blazor-enhanced-nav-redirect-location";

    public async Task InvokeAsync(
        HttpContext context,
        VisitCookie cookie,
        VisitBook visits,
        AuditBook audit,
        TimeProvider time,
        ILogger<VisitGuard> log
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        // Staff's own pages and programs have sign-ins of their own; what belongs to nobody is for everybody.
        if (
            context.Request.Path.StartsWithSegments(StaffSession.HomePath, StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.StartsWithSegments(WebShell.ApiPath, StringComparison.OrdinalIgnoreCase)
            || VisitRules.IsAsset(context)
            || cookie.Read(context) is not { } id
        )
        {
            await next(context);
            return;
        }
        if (VisitActions.At(context.Request.Path) is not null)
        {
            await context.Request.ReadWholeFormAsync();
        }
        var now = Clock.Now(time);
        if (await FindAsync(context, visits, id, now) is not { } visit)
        {
            await LeaveAsync(context, cookie);
            return;
        }
        var open = new OpenVisit(visit, now);
        context.Features.Set(open);
        context.User = open.Principal();
        context.Response.OnStarting(KeepNowhere, context.Response);
        if (IsInPlaceOfFailure(context))
        {
            await next(context);
            return;
        }
        await NoteAsync(context, audit, visit, log);
        if (VisitRules.MayRead(context) || VisitRules.IsOwnForm(context))
        {
            await next(context);
        }
        else if (!await TryLiftedAsync(context, visits, audit, visit, now))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    /// <summary>The visit that a browser names, as long as it goes on and is this agent's.</summary>
    private static async Task<SupportVisit?> FindAsync(
        HttpContext context,
        VisitBook visits,
        Guid id,
        DateTimeOffset now
    )
    {
        // Looks at the session in the database, and at what they may do there.
        var staff = (await context.AuthenticateAsync(StaffSession.Scheme)).Principal;
        return
            staff?.IsInRole(StaffRoles.Agent) == true
            && await visits.FindOpenAsync(id, now, context.RequestAborted) is { } visit
            && visit.StaffId == staff.StaffId()
            && visit.SessionId is { } session
            && session == SessionClaims.Id(staff)
            ? visit
            : null;
    }

    /// <summary>The visit is over: what the page would be now is nobody's, or the agent's own.</summary>
    private Task LeaveAsync(HttpContext context, VisitCookie cookie)
    {
        cookie.Drop(context);
        if (IsInPlaceOfFailure(context))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return next(context);
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(StaffSession.HomePath + "?visit=over");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        return Task.CompletedTask;
    }

    private static async Task NoteAsync(HttpContext context, AuditBook audit, SupportVisit visit, ILogger log)
    {
        // What is closed may hold a secret of somebody's link, and what is no route whatever was typed: neither is kept for ever.
        var path =
            VisitRules.MayRead(context) && context.GetEndpoint() is not null
                ? context.Request.Path.Value ?? "/"
                : (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "—";
        path = path.Length > LongestPath ? path[..LongestPath] : path;
        var note = AuditNote.Of(
            visit.StaffId,
            visit.AccountId,
            AuditActions.VisitRequest,
            new AuditFact("visit", visit.Id.ToString()),
            new AuditFact("method", context.Request.Method),
            new AuditFact("path", path)
        );
        await audit.AddAsync(note, context.RequestAborted);
        log.LogInformation(
            "Agent {StaffId} looks through the eyes of {AccountId} in visit {VisitId}",
            visit.StaffId,
            visit.AccountId,
            visit.Id
        );
    }

    /// <summary>Lets a form through that was lifted for this visit; false for any other. What is sent twice is done once, and
    /// what is refused for what was typed may be sent again.</summary>
    private async Task<bool> TryLiftedAsync(
        HttpContext context,
        VisitBook visits,
        AuditBook audit,
        SupportVisit visit,
        DateTimeOffset now
    )
    {
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || VisitActions.At(context.Request.Path) is not { } action
            || !await visits.TryUseAsync(visit.Id, action.Id, now, context.RequestAborted)
        )
        {
            return false;
        }
        // What broke off may have been done: it counts as such.
        var isDone = true;
        try
        {
            await next(context);
            // A form that did something sends its page on; one that was refused is shown again.
            isDone =
                context.Response.StatusCode is >= 300 and < 400
                || context.Response.Headers.ContainsKey(EnhancedRedirect);
        }
        finally
        {
            // Done or not is to be known also of a browser that does not wait for it.
            await (
                isDone
                    ? TellAsync(visits, audit, visit, action)
                    : visits.GiveBackAsync(visit.Id, action.Id, now, CancellationToken.None)
            );
        }
        return true;
    }

    private static async Task TellAsync(VisitBook visits, AuditBook audit, SupportVisit visit, VisitAction action)
    {
        await visits.NoteLiftedAsync(visit.Id, Reason.Of(action.Done), CancellationToken.None);
        await audit.AddAsync(
            AuditNote.Of(
                visit.StaffId,
                visit.AccountId,
                AuditActions.VisitChanged,
                new AuditFact("visit", visit.Id.ToString()),
                new AuditFact("action", action.Id)
            ),
            CancellationToken.None
        );
    }

    /// <summary>What was seen in a visit is not seen again by going back.</summary>
    private static Task KeepNowhere(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsInPlaceOfFailure(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
