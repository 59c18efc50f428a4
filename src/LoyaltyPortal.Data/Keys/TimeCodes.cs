using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoyaltyPortal.Data.Keys;

/// <summary>Codes of an authenticator app: RFC 6238 as every app understands it, with SHA-1, six digits and a new code
/// every 30 seconds.</summary>
public static class TimeCodes
{
    /// <summary>How long the app shows one code, in seconds.</summary>
    public const int StepSeconds = 30;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;

    /// <summary>A new random key, in the letters that apps take (base 32).</summary>
    public static string NewKey() => Write(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Random bytes in letters and digits that are hard to take for one another (base 32).</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var each in bytes)
        {
            held = (held << 8) | each;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Letters[(held >> bits) & 31]);
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0 ? text.ToString() : text.Append(Letters[(held << (5 - bits)) & 31]).ToString();
    }

    /// <summary>The step that a time lies in, counted from 1970.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    /// <exception cref="FormatException">The key is not one of base 32.</exception>
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // The apps know no other hash, and an HMAC does not need one without collisions.
#pragma warning disable CA5350
        HMACSHA1.HashData(Read(key), counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is: the present one, the one before or the one after, since clocks differ and
    /// people type slowly. Null when it is none of them.</summary>
    /// <exception cref="FormatException">The key is not one of base 32.</exception>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var present = StepAt(now);
        var typed = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = present - 1; step <= present + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(key, step))))
            {
                found = step;
            }
        }
        return found;
    }

    /// <summary>What an app reads from a picture to know the key.</summary>
    /// <param name="issuer">The name the app shows first.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="key">The key, in base 32.</param>
    public static string Address(string issuer, string account, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}"
        + $"?secret={key}&issuer={Uri.EscapeDataString(issuer)}";

    private static byte[] Read(string key)
    {
        var bytes = new List<byte>(key.Length * 5 / 8);
        var (held, bits) = (0, 0);
        foreach (var each in key)
        {
            var value = Letters.IndexOf(each, StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException("The key of an authenticator holds A to Z and 2 to 7 only.");
            }
            held = (held << 5) | value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
