using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data.Model;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>A code that went to a member's new phone, and what is to become of it.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="StaffId">Who asked.</param>
/// <param name="Phone">The new phone, E.164.</param>
/// <param name="CodeId">The code.</param>
/// <param name="Secret">What belongs to it.</param>
/// <param name="Check">What was checked.</param>
/// <param name="Ticket">The number under which support keeps the matter.</param>
/// <param name="Reason">Why.</param>
/// <param name="Press">The press.</param>
public sealed record PhoneProof(
    Guid AccountId,
    Guid StaffId,
    string Phone,
    Guid CodeId,
    string Secret,
    PhoneCheck Check,
    string Ticket,
    string Reason,
    Guid Press
);

/// <summary>Keeps a proof on the page between two steps, readable by the portal alone.</summary>
public sealed class PhoneProofs(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("LoyaltyPortal.SupportPhone")
        .ToTimeLimitedDataProtector();

    public string Write(PhoneProof proof) => protector.Protect(JsonSerializer.Serialize(proof), Lasts);

    /// <summary>The proof of a page of this account and this agent; null for anything else.</summary>
    public PhoneProof? Read(string? text, Guid accountId, Guid staffId)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        try
        {
            var proof = JsonSerializer.Deserialize<PhoneProof>(protector.Unprotect(text));
            return proof?.AccountId == accountId && proof.StaffId == staffId ? proof : null;
        }
        catch (CryptographicException)
        {
            // Too old, or not made by this portal.
            return null;
        }
    }
}
