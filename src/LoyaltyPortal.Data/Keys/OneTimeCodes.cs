using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoyaltyPortal.Data.Keys;

/// <summary>Six-digit codes that a person reads from a message and types, and the hashes that are stored of them.</summary>
public static class OneTimeCodes
{
    /// <summary>A new random code of six digits.</summary>
    public static string New() =>
        RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>What is stored of a secret: SHA-256 of it and the id of what it opens.</summary>
    public static byte[] HashOf(Guid id, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N} {secret}"));

    /// <summary>Whether a secret is the one whose hash was stored, compared in constant time.</summary>
    public static bool IsRight(byte[] hash, Guid id, string secret) =>
        CryptographicOperations.FixedTimeEquals(hash, HashOf(id, secret));
}
