namespace LoyaltyPortal.Web.Platform.Passkeys;

/// <summary>Whether to offer a passkey to a member who has none. A cookie set at signing in says so: pages then need not
/// ask the database.</summary>
public sealed class PasskeyOffer(IHostEnvironment environment)
{
    private static readonly TimeSpan Silence = TimeSpan.FromDays(90);
    private const string Yes = "yes";
    private const string Later = "later";

    private readonly string cookie = PortalCookies.Name("offer", environment);

    /// <summary>Whether the page may offer one.</summary>
    public bool IsOpen(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[cookie] == Yes;
    }

    /// <summary>Makes the offer, unless it was put off in this browser.</summary>
    public void Make(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[cookie] != Later)
        {
            Write(context, Yes, maxAge: null);
        }
    }

    /// <summary>Puts it off for a long while.</summary>
    public void PutOff(HttpContext context) => Write(context, Later, Silence);

    /// <summary>Takes it back: there is a passkey now.</summary>
    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(cookie, PortalCookies.Options(context));
    }

    private void Write(HttpContext context, string value, TimeSpan? maxAge) =>
        context.Response.Cookies.Append(cookie, value, PortalCookies.Options(context, maxAge));
}
