using System.Security.Claims;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Which member is signed in: a cookie names a session of the database, and counts only while that lasts. The
/// user's id is the id of the member's account.</summary>
public static class MemberSession
{
    /// <summary>How long a browser stays signed in when it comes back in between.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public const string SignInPath = "/sign-in";

    /// <summary>The scheme of members.</summary>
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    public static IServiceCollection AddMemberSession(this IServiceCollection services, IHostEnvironment environment)
    {
        services
            .AddAuthentication(Scheme)
            .AddCookie(
                Scheme,
                options =>
                {
                    options.Cookie.Name = PortalCookies.Name("session", environment);
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.Cookie.HttpOnly = true;
                    options.Cookie.Path = "/";
                    options.ExpireTimeSpan = Lasts;
                    options.SlidingExpiration = true;
                    options.LoginPath = SignInPath;
                    options.ReturnUrlParameter = "returnUrl";
                    options.Events.OnRedirectToAccessDenied = Refuse;
                    options.Events.OnValidatePrincipal = SessionClaims.ValidateAsync;
                }
            );
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>The account of the member who is signed in; null for a visitor and for staff.</summary>
    public static Guid? AccountId(this ClaimsPrincipal user) => SessionClaims.UserId(user, Scheme);

    /// <summary>Begins a session of a member in this browser. One that was there before is over: nobody can have planted
    /// it.</summary>
    public static async Task SignInMemberAsync(this HttpContext context, Guid accountId, SignedInBy by)
    {
        var book = context.RequestServices.GetRequiredService<SessionBook>();
        if (context.User.AccountId() is { } before && SessionClaims.Id(context.User) is { } old)
        {
            await book.EndAsync(old, before, context.RequestAborted);
        }
        // What somebody else may have proved here before is not this member's.
        context.RequestServices.GetRequiredService<PhoneTickets>().Drop(context);
        var device = DeviceName.Of(context.Request.Headers.UserAgent);
        var id = await book.StartAsync(accountId, isStaff: false, by, device, Lasts, context.RequestAborted);
        await context.SignInAsync(
            Scheme,
            SessionClaims.Principal(accountId, id, Scheme),
            new AuthenticationProperties { IsPersistent = true }
        );
    }

    /// <summary>Takes the session, and a phone that was proved, out of this browser.</summary>
    public static Task SignOutMemberAsync(this HttpContext context)
    {
        context.RequestServices.GetRequiredService<PhoneTickets>().Drop(context);
        return context.SignOutAsync(Scheme);
    }

    public static IEndpointRouteBuilder MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync);
        return routes;
    }

    // The form is read so that its antiforgery token is asked for: no other site may sign a member out.
    private static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext context, SessionBook book)
    {
        if (context.User.AccountId() is { } accountId && SessionClaims.Id(context.User) is { } id)
        {
            await book.EndAsync(id, accountId, context.RequestAborted);
        }
        await context.SignOutMemberAsync();
        return Results.LocalRedirect("/");
    }

    // Whoever is signed in gains nothing from the sign-in page: it is said that this is not theirs.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> refused)
    {
        refused.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
