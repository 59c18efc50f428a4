namespace LoyaltyPortal.Web.Platform;

/// <summary>
/// What every answer tells the browser to refuse. Scripts, styles and connections come from this host only, none is
/// written into a page, and no other site may put a page into a frame.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'self'; "
        + "frame-ancestors 'none'";

    // The camera is for the till, which reads cards with it; the wake lock keeps a card's screen lit.
    private const string Permissions =
        "camera=(self), screen-wake-lock=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), "
        + "geolocation=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: whoever makes a page in place of a failed one clears the headers set before.
        context.Response.OnStarting(SetAsync, context.Response.Headers);
        return next(context);
    }

    private static Task SetAsync(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
