using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace LoyaltyPortal.Data.Keys;

/// <summary>New keys in the order in which the database at hand keeps its pages, so that inserts go to the end.</summary>
/// <param name="provider">The database: SQL Server orders GUIDs by their last bytes, the others by their first.</param>
public sealed class SequentialKeys(DatabaseProvider provider)
{
    private const int CounterBits = 12;

    private readonly SequentialGuidValueGenerator sqlServer = new();

    /// <summary>Milliseconds since 1970 and, in the lowest bits, a counter within the millisecond.</summary>
    private long last;

    /// <summary>A key that was never given before.</summary>
    public Guid New() => provider == DatabaseProvider.SqlServer ? sqlServer.Next((EntityEntry)null!) : Ascending();

    /// <summary>A UUID of version 7 whose 12 bits after the time count (RFC 9562, 6.2, method 1): those of one
    /// millisecond ascend too. When the counter is full, it runs into the next millisecond.</summary>
    private Guid Ascending()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
        long seen;
        long next;
        do
        {
            seen = Interlocked.Read(ref last);
            next = Math.Max(seen + 1, now);
        } while (Interlocked.CompareExchange(ref last, next, seen) != seen);

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        var milliseconds = next >> CounterBits;
        for (var i = 5; i >= 0; i--)
        {
            bytes[i] = (byte)milliseconds;
            milliseconds >>= 8;
        }
        bytes[6] = (byte)(0x70 | ((next >> 8) & 0x0F));
        bytes[7] = (byte)next;
        return new Guid(bytes, bigEndian: true);
    }
}
