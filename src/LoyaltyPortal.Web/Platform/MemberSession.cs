using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Who is signed in, kept in a cookie: the user's id is the id of the member's account.</summary>
public static class MemberSession
{
    /// <summary>How long a browser stays signed in when it comes back in between.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public const string SignInPath = "/sign-in";

    public static IServiceCollection AddMemberSession(this IServiceCollection services, IHostEnvironment environment)
    {
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
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
                }
            );
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>The account of the member who is signed in; null for a visitor.</summary>
    public static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Task SignInMemberAsync(this HttpContext context, Guid accountId)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, accountId.ToString())],
            IdentityConstants.ApplicationScheme
        );
        return context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IsPersistent = true }
        );
    }

    public static IEndpointRouteBuilder MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync);
        return routes;
    }

    // The form is read so that its antiforgery token is asked for: no other site may sign a member out.
    private static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect("/");
    }

    // Whoever is signed in gains nothing from the sign-in page: it is said that this is not theirs.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> refused)
    {
        refused.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
