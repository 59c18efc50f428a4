using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>What a link in a mail proves: whoever has it reads the mail of that address.</summary>
/// <param name="AccountId">Whose address.</param>
/// <param name="Address">The address the link went to.</param>
/// <param name="Until">How long the link is good (UTC).</param>
internal sealed record MailProof(Guid AccountId, string Address, DateTimeOffset Until);

/// <summary>Writes and reads the <see cref="MailProof"/> of a link. Only the portal can do either; nothing is stored.</summary>
internal sealed class MailProofs(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>For how long a link is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.MailProof");

    /// <summary>The proof as letters fit for an address.</summary>
    public string Write(MailProof proof) => protector.Protect(JsonSerializer.Serialize(proof));

    /// <summary>The proof; null when the link has ended or was not made by this portal.</summary>
    public MailProof? Read(string token)
    {
        try
        {
            var proof = JsonSerializer.Deserialize<MailProof>(protector.Unprotect(token));
            return proof?.Until > time.GetUtcNow() ? proof : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
