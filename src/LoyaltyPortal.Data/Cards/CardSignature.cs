using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Cards;

/// <summary>Signs what the pictures on cards say. A text is <c>lpl.</c>, the code's name and the first 64 bits of its
/// HMAC-SHA-256 under this portal's own key and programme, in hexadecimal: short enough for a coarse picture, and one that is
/// guessed, of another portal or of another programme is none.</summary>
public sealed class CardSignature(
    IPortalDbs databases,
    WriteGate gate,
    IDataProtectionProvider protection,
    ProgrammeBook programmes,
    TimeProvider time
) : IDisposable
{
    private const string Prefix = "lpl.";
    private const string KeyName = "card-signing-key";
    private const int NameLength = 32;
    private const int TagBytes = 8;
    private const int KeyBytes = 32;
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    /// <summary>As long as a name, and none: it has other letters.</summary>
    private static readonly string NoName = new('-', NameLength);

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.CardSignature");
    private readonly SemaphoreSlim loading = new(1);
    private byte[]? key;
    private DateTimeOffset loadedAt;

    /// <summary>Makes the key where there is none yet, so that nothing that only reads has to.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => KeyAsync(cancellation);

    /// <summary>A new name of a code: 128 random bits.</summary>
    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameLength / 2));

    /// <summary>What the picture of a code says.</summary>
    public async Task<string> WriteAsync(string name, CancellationToken cancellation) =>
        Prefix + name + Convert.ToHexStringLower(TagOf(await KeyAsync(cancellation), name));

    /// <summary>The name that a text holds; a name of no code where it is not signed by this portal, so that whoever looks it
    /// up does the same work either way.</summary>
    public async Task<string> ReadAsync(string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        var signing = await KeyAsync(cancellation);
        var isShaped =
            text.Length == Prefix.Length + NameLength + (2 * TagBytes)
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Hex) < 0;
        var name = isShaped ? text.Substring(Prefix.Length, NameLength) : NoName;
        var tag = isShaped ? Convert.FromHexString(text.AsSpan(Prefix.Length + NameLength)) : new byte[TagBytes];
        var isSigned = CryptographicOperations.FixedTimeEquals(tag, TagOf(signing, name));
        if (!isSigned && isShaped && time.GetUtcNow() - loadedAt > Stale)
        {
            // Another node may have had to make another key.
            key = null;
            signing = await KeyAsync(cancellation);
            isSigned = CryptographicOperations.FixedTimeEquals(tag, TagOf(signing, name));
        }
        return isSigned && isShaped ? name : NoName;
    }

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create(
        "0123456789abcdef"
    );

    private byte[] TagOf(byte[] signing, string name) =>
        HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes($"{programmes.Current.Programme.Id}\n{name}"))[..TagBytes];

    private async Task<byte[]> KeyAsync(CancellationToken cancellation)
    {
        if (key is { } known)
        {
            return known;
        }
        await loading.WaitAsync(cancellation);
        try
        {
            if (key is null)
            {
                key = await LoadKeyAsync(cancellation);
                loadedAt = time.GetUtcNow();
            }
            return key;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>What is kept, and the key in it; no key where nothing is kept or what protected it is gone. Codes live for a
    /// minute, so another key does no harm then.</summary>
    private async Task<(string? Kept, byte[]? Key)> FindKeyAsync(CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var kept = await db
            .Settings.Where(each => each.Name == KeyName)
            .Select(each => each.Value)
            .FirstOrDefaultAsync(cancellation);
        try
        {
            return (kept, kept is null ? null : protector.Unprotect(Convert.FromBase64String(kept)));
        }
        catch (CryptographicException)
        {
            return (kept, null);
        }
    }

    private async Task<byte[]> LoadKeyAsync(CancellationToken cancellation)
    {
        var (kept, found) = await FindKeyAsync(cancellation);
        if (found is not null)
        {
            return found;
        }
        var made = RandomNumberGenerator.GetBytes(KeyBytes);
        if (await TryKeepAsync(kept, Convert.ToBase64String(protector.Protect(made)), cancellation))
        {
            return made;
        }
        // Another node was first; its key counts.
        return (await FindKeyAsync(cancellation)).Key
            ?? throw new InvalidOperationException("The key that signs the codes of cards cannot be read.");
    }

    /// <summary>Keeps a key in place of what was found; false when somebody did so in between.</summary>
    private async Task<bool> TryKeepAsync(string? found, string key, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        if (found is not null)
        {
            return await db
                    .Settings.Where(each => each.Name == KeyName && each.Value == found)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Value, key), cancellation) == 1;
        }
        try
        {
            db.Settings.Add(new Setting { Name = KeyName, Value = key });
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            return false;
        }
    }
}
