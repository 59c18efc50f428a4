namespace LoyaltyPortal.Web.Platform;

/// <summary>
/// How the portal's cookies are called. <c>__Host-</c> makes the browser refuse one that came without TLS, for another
/// path or from a neighbouring host; plain http of Development cannot have it.
/// </summary>
public static class PortalCookies
{
    public static string Name(string name, IHostEnvironment environment) =>
        environment.IsDevelopment() ? $"portal-{name}" : $"__Host-portal-{name}";

    public static CookieSecurePolicy Security(IHostEnvironment environment) =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
