using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>Somebody of the staff has proved a password and nothing more yet. It opens the second step alone.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Stamp">Their stamp then: another password since makes the ticket worthless.</param>
/// <param name="NewKey">The key of the authenticator app they are about to set up; null when they have one.</param>
/// <param name="ReturnUrl">Where to go when all is done; a path of this host.</param>
public sealed record StaffTicket(Guid UserId, string Stamp, string? NewKey, string? ReturnUrl)
{
    /// <summary>The ticket of somebody whose password was just proved.</summary>
    public static StaffTicket For(StaffPerson person, string? returnUrl)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new(person.Id, person.Stamp, person.HasSecondFactor ? null : TimeCodes.NewKey(), returnUrl);
    }
}

/// <summary>Keeps the <see cref="StaffTicket"/> in a cookie that only the portal can read or write.</summary>
public sealed class StaffTickets(IDataProtectionProvider protection, IHostEnvironment environment)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("LoyaltyPortal.StaffTicket")
        .ToTimeLimitedDataProtector();

    private readonly string cookie = PortalCookies.Name("staff-step", environment);

    public StaffTicket? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[cookie] is not { Length: > 0 } text)
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<StaffTicket>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            // Too old, or not made by this portal: they start again.
            return null;
        }
    }

    public void Write(HttpContext context, StaffTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = protector.Protect(JsonSerializer.Serialize(ticket), Lasts);
        context.Response.Cookies.Append(cookie, text, PortalCookies.Options(context, sameSite: SameSiteMode.Strict));
    }

    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(cookie, PortalCookies.Options(context, sameSite: SameSiteMode.Strict));
    }
}
