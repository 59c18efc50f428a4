using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Platform.Visits;

/// <summary>Names the visit in an agent's browser. By itself it opens nothing: the agent's own session has to be there too.</summary>
public sealed class VisitCookie(IDataProtectionProvider protection, IHostEnvironment environment)
{
    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.Visit");
    private readonly string cookie = PortalCookies.Name("visit", environment);

    /// <summary>The visit that a browser names; null for none.</summary>
    public Guid? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[cookie] is not { Length: > 0 } text)
        {
            return null;
        }
        try
        {
            return Guid.TryParse(protector.Unprotect(text), out var id) ? id : Guid.Empty;
        }
        catch (CryptographicException)
        {
            // Not made by this portal: no visit, and to be dropped.
            return Guid.Empty;
        }
    }

    public void Write(HttpContext context, Guid visit)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(
            cookie,
            protector.Protect(visit.ToString()),
            PortalCookies.Options(context, kept: null, SameSiteMode.Strict)
        );
    }

    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(cookie, PortalCookies.Options(context, kept: null, SameSiteMode.Strict));
    }
}
