using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>How far a member has come in proving a phone for a change of their own data. It is good in the session in which
/// it was begun and nowhere else.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="SessionId">In which session.</param>
/// <param name="Purpose">What the code is to open.</param>
/// <param name="Phone">Where the code went, E.164.</param>
/// <param name="CodeId">The code.</param>
/// <param name="Secret">What the browser has to show together with it.</param>
/// <param name="ResendAt">From when on another code may be asked for (UTC).</param>
/// <param name="ProvedPhone">The old phone, once its code was right; null until then.</param>
/// <param name="ProvedAt">When it was (UTC): what follows has to follow soon.</param>
public sealed record ProofTicket(
    Guid AccountId,
    Guid SessionId,
    CodePurpose Purpose,
    string Phone,
    Guid CodeId,
    string Secret,
    DateTimeOffset ResendAt,
    string? ProvedPhone,
    DateTimeOffset? ProvedAt = null
);

/// <summary>Keeps the <see cref="ProofTicket"/> in a cookie that only the portal can read or write.</summary>
internal sealed class ProofTickets(IDataProtectionProvider protection, IHostEnvironment environment, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("LoyaltyPortal.ProofTicket")
        .ToTimeLimitedDataProtector();

    private readonly string cookie = PortalCookies.Name("proof", environment);

    /// <summary>The ticket of this member in this session; null for none.</summary>
    public ProofTicket? Read(HttpContext context)
    {
        if (context.Request.Cookies[cookie] is not { Length: > 0 } text)
        {
            return null;
        }
        try
        {
            var ticket = JsonSerializer.Deserialize<ProofTicket>(protector.Unprotect(text));
            return
                ticket is not null
                && ticket.AccountId == context.User.AccountId()
                && ticket.SessionId == SessionClaims.Id(context.User)
                && (ticket.ProvedAt is not { } proved || time.GetUtcNow() - proved < Lasts)
                ? ticket
                : null;
        }
        catch (CryptographicException)
        {
            // Too old, or not made by this portal: the member starts again.
            return null;
        }
    }

    /// <summary>Writes it.</summary>
    public void Write(HttpContext context, ProofTicket ticket) =>
        context.Response.Cookies.Append(
            cookie,
            protector.Protect(JsonSerializer.Serialize(ticket), Lasts),
            PortalCookies.Options(context)
        );

    /// <summary>Forgets it.</summary>
    public void Drop(HttpContext context) => context.Response.Cookies.Delete(cookie, PortalCookies.Options(context));
}
