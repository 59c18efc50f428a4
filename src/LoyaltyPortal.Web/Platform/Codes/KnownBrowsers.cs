using System.Security.Cryptography;
using LoyaltyPortal.Data.Limits;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Platform.Codes;

/// <summary>Remembers in a browser which phones were proved in it. It opens nothing; it only keeps limits apart, so that
/// whoever asks for somebody else's codes without end does not keep their owner out.</summary>
public sealed class KnownBrowsers(IDataProtectionProvider protection, IHostEnvironment environment)
{
    /// <summary>So many phones of a family are remembered, the last proved first.</summary>
    private const int Most = 4;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.KnownBrowser");
    private readonly string cookie = PortalCookies.Name("known", environment);

    /// <summary>Whether a phone was proved in this browser.</summary>
    public bool Knows(HttpContext context, string phone)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Read(context).Contains(Limit.Hidden(phone), StringComparer.Ordinal);
    }

    /// <summary>Remembers a phone that was just proved.</summary>
    public void Remember(HttpContext context, string phone)
    {
        ArgumentNullException.ThrowIfNull(context);
        var hidden = Limit.Hidden(phone);
        var phones = Read(context).Where(each => each != hidden).Prepend(hidden).Take(Most);
        context.Response.Cookies.Append(
            cookie,
            protector.Protect(string.Join(' ', phones)),
            PortalCookies.Options(context, Kept)
        );
    }

    private string[] Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[cookie] is { Length: > 0 } text ? protector.Unprotect(text).Split(' ') : [];
        }
        catch (CryptographicException)
        {
            // Not made by this portal.
            return [];
        }
    }
}
