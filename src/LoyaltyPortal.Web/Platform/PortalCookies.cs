namespace LoyaltyPortal.Web.Platform;

/// <summary>
/// How the portal's cookies are called. <c>__Host-</c> makes a browser refuse one that came without TLS, for another
/// path or from a neighbouring host, so <c>Secure</c> can follow the request and a wrongly set up proxy shows itself in
/// forms that fail, not in cookies that leak. Plain http of Development cannot have the prefix.
/// </summary>
public static class PortalCookies
{
    public static string Name(string name, IHostEnvironment environment) =>
        environment.IsDevelopment() ? $"portal-{name}" : $"__Host-portal-{name}";

    /// <summary>How a cookie of the portal's own is kept.</summary>
    /// <param name="context">The request, whose scheme it follows.</param>
    /// <param name="kept">For how long; null until the browser is closed.</param>
    /// <param name="sameSite">Whether it comes along when a link of another site is followed.</param>
    public static CookieOptions Options(
        HttpContext context,
        TimeSpan? kept = null,
        SameSiteMode sameSite = SameSiteMode.Lax
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CookieOptions
        {
            MaxAge = kept,
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = sameSite,
            Secure = context.Request.IsHttps,
        };
    }
}
