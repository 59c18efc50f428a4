using System.Security.Claims;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Visits;

/// <summary>Somebody of the staff looks at this request's page through a member's eyes.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Now">The portal's time (UTC).</param>
public sealed record OpenVisit(SupportVisit Visit, DateTimeOffset Now)
{
    /// <summary>The claim that says who acts in the member's stead (RFC 8693).</summary>
    public const string Actor = "act";

    /// <summary>Whole minutes that are left, at least 1.</summary>
    public int MinutesLeft => Math.Max(1, (int)Math.Ceiling((Visit.EndsAt - Now).TotalMinutes));

    /// <summary>The visit of a request; null where nobody looks through anybody's eyes.</summary>
    public static OpenVisit? Of(HttpContext? context) => context?.Features.Get<OpenVisit>();

    /// <summary>Whom pages are made for: the member, with who acts. It names no session of the member's.</summary>
    public ClaimsPrincipal Principal() =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, Visit.AccountId.ToString()),
                    new Claim(Actor, Visit.StaffId.ToString()),
                ],
                MemberSession.Scheme
            )
        );
}
