using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>Secrets and signatures as the Standard Webhooks specification wants them.</summary>
public static class WebhookSecret
{
    /// <summary>How every secret begins; base64 of the key follows.</summary>
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    /// <summary>A new secret.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The signature of a body: <c>v1,</c> and base64 of HMAC-SHA256 over id, time and body with points between.</summary>
    /// <param name="secret">As <see cref="New"/> made it.</param>
    /// <param name="id">Of the delivery, as it is sent.</param>
    /// <param name="timestamp">Of the try: Unix seconds.</param>
    /// <param name="body">As it is sent.</param>
    public static string Sign(string secret, string id, long timestamp, string body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        var key = Convert.FromBase64String(secret[Prefix.Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
