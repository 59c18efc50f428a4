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
}
