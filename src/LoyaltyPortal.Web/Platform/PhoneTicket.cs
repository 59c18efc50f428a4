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
/// <param name="ProvedAt">When the code was right (UTC); null before.</param>
public sealed record PhoneTicket(
    string Phone,
    Guid CodeId,
    string Secret,
    DateTimeOffset ResendAt,
    bool IsProved,
    string? ReturnUrl,
    DateTimeOffset? ProvedAt = null
);

/// <summary>Keeps the <see cref="PhoneTicket"/> in its cookie.</summary>
public sealed class PhoneTickets(IDataProtectionProvider protection, IHostEnvironment environment)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>For how long somebody who goes on typing needs no new code.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

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
        context.Response.Cookies.Append(cookie, text, PortalCookies.Options(context));
    }

    /// <summary>Lets the ticket last on for somebody who goes on typing.</summary>
    public void Renew(HttpContext context, DateTimeOffset now)
    {
        if (Read(context) is { IsProved: true, ProvedAt: { } since } ticket && now - since < Longest)
        {
            Write(context, ticket);
        }
    }

    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(cookie, PortalCookies.Options(context));
    }
}
