using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Platform;

/// <summary>
/// How far a visitor has come in proving a phone number. It lives in a cookie that only the portal can read or write,
/// so a code works in the browser that asked for it and nowhere else.
/// </summary>
/// <param name="Phone">The number, in E.164.</param>
/// <param name="CodeId">The code that was sent.</param>
/// <param name="Secret">What the browser has to show together with the code.</param>
/// <param name="ResendAt">From when on another code may be asked for.</param>
/// <param name="IsProved">The code was right: the phone is the visitor's.</param>
/// <param name="ReturnUrl">Where to go when all is done; a path of this host.</param>
public sealed record PhoneTicket(
    string Phone,
    Guid CodeId,
    string Secret,
    DateTimeOffset ResendAt,
    bool IsProved,
    string? ReturnUrl
);

/// <summary>Keeps the <see cref="PhoneTicket"/> in its cookie.</summary>
public sealed class PhoneTickets(IDataProtectionProvider protection, IHostEnvironment environment)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("LoyaltyPortal.PhoneTicket")
        .ToTimeLimitedDataProtector();

    private readonly string cookie = PortalCookies.Name("phone", environment);

    public PhoneTicket? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[cookie] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PhoneTicket>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            // Too old, or not made by this portal: the visitor starts again.
            return null;
        }
    }

    public void Write(HttpContext context, PhoneTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = protector.Protect(JsonSerializer.Serialize(ticket), Lasts);
        context.Response.Cookies.Append(cookie, text, Options(context));
    }

    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(cookie, Options(context));
    }

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        };
}
