using System.Security.Claims;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Who of the staff is signed in. It has a scheme and a cookie of its own, so one browser may hold a member and
/// somebody of the staff without one passing for the other. Pages ask for it by a policy of <see cref="StaffPolicies"/>.</summary>
public static class StaffSession
{
    /// <summary>How long a session lasts without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>How long it lasts at most.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>The scheme of staff.</summary>
    public const string Scheme = "LoyaltyPortal.Staff";

    public const string HomePath = "/staff";
    public const string SignInPath = "/staff/sign-in";

    /// <summary>Where clerks work.</summary>
    public const string TillPath = "/staff/till";

    /// <summary>Where agents help members.</summary>
    public const string DeskPath = "/staff/desk";

    /// <summary>Where operators run the programme.</summary>
    public const string AdminPath = "/staff/admin";

    private const string ReturnUrl = "returnUrl";

    public static IServiceCollection AddStaffSession(this IServiceCollection services, IHostEnvironment environment)
    {
        services
            .AddAuthentication()
            .AddCookie(
                Scheme,
                options =>
                {
                    options.Cookie.Name = PortalCookies.Name("staff", environment);
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    options.Cookie.HttpOnly = true;
                    options.Cookie.Path = "/";
                    // What the cookie itself ends by; the end without use is in the database.
                    options.ExpireTimeSpan = Lasts;
                    options.SlidingExpiration = false;
                    options.LoginPath = SignInPath;
                    options.ReturnUrlParameter = ReturnUrl;
                    options.Events.OnRedirectToLogin = AskToSignIn;
                    options.Events.OnRedirectToAccessDenied = Refuse;
                    options.Events.OnValidatePrincipal = ValidateAsync;
                }
            );
        var policies = services
            .AddAuthorizationBuilder()
            .AddPolicy(
                StaffPolicies.AnyStaff,
                policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser()
            );
        foreach (var role in StaffRoles.All)
        {
            policies.AddPolicy(
                StaffPolicies.Of(role),
                policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireRole(role)
            );
        }
        return services;
    }

    /// <summary>Who of the staff is signed in; null for a visitor and for a member.</summary>
    public static Guid? StaffId(this ClaimsPrincipal user) => SessionClaims.UserId(user, Scheme);

    /// <summary>Begins a session of somebody of the staff in this browser.</summary>
    public static async Task SignInStaffAsync(this HttpContext context, Guid userId, SignedInBy by)
    {
        var book = context.RequestServices.GetRequiredService<SessionBook>();
        var before = await context.AuthenticateAsync(Scheme);
        if (before.Principal is { } user && user.StaffId() is { } owner && SessionClaims.Id(user) is { } old)
        {
            await book.EndAsync(old, owner, context.RequestAborted);
        }
        var device = DeviceName.Of(context.Request.Headers.UserAgent);
        var id = await book.StartAsync(userId, isStaff: true, by, device, Idle, context.RequestAborted);
        await context.SignInAsync(
            Scheme,
            SessionClaims.Principal(userId, id, Scheme),
            new AuthenticationProperties { IsPersistent = false }
        );
    }

    /// <summary>The sign-out of staff, and the choices of the footer once more: a form carries a token for whom its page
    /// was made, so the pages of staff need addresses that know staff.</summary>
    public static IEndpointRouteBuilder MapStaffSession(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup(HomePath).RequireAuthorization(StaffPolicies.AnyStaff);
        staff.MapPreferences();
        staff.MapPost("/sign-out", SignOutAsync);
        return routes;
    }

    private static async Task<IResult> SignOutAsync(
        IFormCollection form,
        HttpContext context,
        SessionBook book,
        VisitBook visits,
        TimeProvider time
    )
    {
        if (context.User.StaffId() is { } userId && SessionClaims.Id(context.User) is { } id)
        {
            await visits.EndAllAsync(id, except: null, Clock.Now(time), context.RequestAborted);
            await book.EndAsync(id, userId, context.RequestAborted);
        }
        await context.SignOutAsync(Scheme);
        return Results.LocalRedirect(SignInPath);
    }

    /// <summary>Turns away the cookie of a session that is over and of somebody who was removed. The cookie does not say
    /// what they may do: that is read with each request, so a role that is taken away is gone at once.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var stop = context.HttpContext.RequestAborted;
        if (
            context.Principal?.StaffId() is { } userId
            && SessionClaims.Id(context.Principal) is { } id
            && await services.GetRequiredService<SessionBook>().IsAliveAsync(id, userId, isStaff: true, Idle, stop)
            && await services.GetRequiredService<StaffBook>().FindAsync(userId, stop) is { IsRemoved: false } person
            && DemoStaff.MayEnter(person.Email, services.GetRequiredService<IHostEnvironment>())
        )
        {
            var roles = person.Roles.Select(role => new Claim(ClaimTypes.Role, role)).ToArray();
            context.ReplacePrincipal(SessionClaims.Principal(userId, id, Scheme, roles));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    // What was sent cannot be sent again after signing in, so only a page is come back to.
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var isPage = HttpMethods.IsGet(asked.Request.Method) || HttpMethods.IsHead(asked.Request.Method);
        asked.Response.Redirect(isPage ? asked.RedirectUri : SignInPath);
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> refused)
    {
        refused.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>What a page may ask of whoever opens it: <c>[Authorize(Policy = StaffPolicies.Operator)]</c>.</summary>
public static class StaffPolicies
{
    /// <summary>Anybody of the staff.</summary>
    public const string AnyStaff = "Staff";

    /// <summary>Who helps members.</summary>
    public const string Agent = "Staff" + StaffRoles.Agent;

    /// <summary>Who stands at a till.</summary>
    public const string Clerk = "Staff" + StaffRoles.Clerk;

    /// <summary>Who runs the programme.</summary>
    public const string Operator = "Staff" + StaffRoles.Operator;

    /// <summary>The policy of a role.</summary>
    public static string Of(string role) => "Staff" + role;
}
