using System.Security.Claims;
using LoyaltyPortal.Data.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LoyaltyPortal.Web.Platform.Sessions;

/// <summary>What the cookie of a session says: whose it is and which session, nothing more.</summary>
public static class SessionClaims
{
    private const string SessionType = "sid";
    private static readonly object Rejected = new();

    /// <summary>The claims of a session. Its authentication type is the scheme, so a member's never passes for staff's.</summary>
    public static ClaimsPrincipal Principal(Guid userId, Guid sessionId, string scheme, params Claim[] more) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, userId.ToString()),
                    new Claim(SessionType, sessionId.ToString()),
                    .. more,
                ],
                scheme
            )
        );

    /// <summary>The user who is signed in by a scheme; null for nobody.</summary>
    public static Guid? UserId(ClaimsPrincipal user, string scheme) =>
        Guid.TryParse(IdentityOf(user, scheme)?.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? id : null;

    /// <summary>The session; null for nobody's.</summary>
    public static Guid? Id(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionType), out var id) ? id : null;

    /// <summary>Whether the session that a member's principal names lasts; it is used by this.</summary>
    public static async ValueTask<bool> IsAliveAsync(
        ClaimsPrincipal user,
        SessionBook book,
        CancellationToken cancellation
    ) =>
        user.AccountId() is { } accountId
        && Id(user) is { } id
        && await book.IsAliveAsync(id, accountId, isStaff: false, MemberSession.Lasts, cancellation);

    /// <summary>Turns away the cookie of a session that is over.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var book = context.HttpContext.RequestServices.GetRequiredService<SessionBook>();
        if (context.Principal is { } user && await IsAliveAsync(user, book, context.HttpContext.RequestAborted))
        {
            return;
        }
        context.RejectPrincipal();
        context.HttpContext.Items[Rejected] = true;
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>Whether a request came with the cookie of a session that is over.</summary>
    public static bool IsRejected(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.ContainsKey(Rejected);
    }

    private static ClaimsIdentity? IdentityOf(ClaimsPrincipal user, string scheme) =>
        user.Identities.FirstOrDefault(each => each.IsAuthenticated && each.AuthenticationType == scheme);
}
