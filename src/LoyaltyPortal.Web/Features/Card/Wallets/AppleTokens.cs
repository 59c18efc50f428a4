using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>By what a wallet shows that it has a pass: the pass's number under the portal's own keys, kept nowhere.</summary>
public sealed class AppleTokens(IDataProtectionProvider protection)
{
    private const string Scheme = "ApplePass ";

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.ApplePass");

    /// <summary>The token that a pass carries.</summary>
    public string Write(Guid passId) => protector.Protect(passId.ToString("N"));

    /// <summary>Whether a request bears the token of a pass.</summary>
    /// <param name="authorization">The header of the request.</param>
    /// <param name="passId">The pass it speaks of.</param>
    public bool IsOf(string? authorization, Guid passId)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }
        try
        {
            return protector.Unprotect(authorization[Scheme.Length..].Trim()) == passId.ToString("N");
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
