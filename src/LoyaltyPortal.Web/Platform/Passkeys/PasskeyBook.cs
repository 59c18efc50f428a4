using LoyaltyPortal.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Platform.Passkeys;

/// <summary>Passkeys by ASP.NET Core Identity: it makes the questions, checks the answers and keeps public keys; a private
/// key never leaves its owner's device. Between question and answer Identity keeps what it asked in a cookie of its
/// own.</summary>
public sealed class PasskeyBook(SignInManager<PortalUser> signIn, UserManager<PortalUser> users)
{
    /// <summary>The most passkeys of one user.</summary>
    public const int Most = 10;

    private const int LongestId = 2048;

    /// <summary>The question to a device that is to make a passkey, as JSON.</summary>
    /// <param name="userId">For whom.</param>
    /// <param name="name">What the device calls the account; nothing that is not to be seen over a shoulder.</param>
    public Task<string> AskForNewAsync(Guid userId, string name) =>
        signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = userId.ToString(),
                Name = name,
                DisplayName = name,
            }
        );

    /// <summary>Keeps the passkey that a device has made.</summary>
    /// <param name="userId">Whose it must be.</param>
    /// <param name="credential">The device's answer, as JSON.</param>
    /// <param name="name">The device, as its owner would know it again.</param>
    /// <returns>False when the answer is none to the question that was asked, or there are too many already.</returns>
    public async Task<bool> TryAddAsync(Guid userId, string credential, string name)
    {
        var made = await ReadAsync(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (
            made is not { Succeeded: true }
            || made.UserEntity.Id != userId.ToString()
            || await users.FindByIdAsync(made.UserEntity.Id) is not { } user
            || (await users.GetPasskeysAsync(user)).Count >= Most
        )
        {
            return false;
        }
        made.Passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded;
    }

    /// <summary>The question to any device that has a passkey for this portal, as JSON.</summary>
    public Task<string> AskWhoAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>The user whose passkey answered; null when the answer is none to the question that was asked.</summary>
    public async Task<PortalUser?> WhoAsync(string credential)
    {
        var proved = await ReadAsync(() => signIn.PerformPasskeyAssertionAsync(credential));
        if (proved is not { Succeeded: true })
        {
            return null;
        }
        // The device counts its uses; a copy of a key would fall behind.
        var kept = await users.AddOrUpdatePasskeyAsync(proved.User, proved.Passkey);
        return kept.Succeeded ? proved.User : null;
    }

    /// <summary>A user's passkeys, the newest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> ListAsync(Guid userId) =>
        await users.FindByIdAsync(userId.ToString()) is { } user
            ? [.. (await users.GetPasskeysAsync(user)).OrderByDescending(each => each.CreatedAt)]
            : [];

    /// <summary>The name of a passkey in a form.</summary>
    public static string IdOf(UserPasskeyInfo passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return Convert.ToHexString(passkey.CredentialId);
    }

    /// <summary>Removes a passkey of a user; of anybody else's, or of none, nothing happens.</summary>
    /// <param name="userId">Whose it must be.</param>
    /// <param name="id">Its name as a form sends it (<see cref="IdOf"/>).</param>
    public async Task RemoveAsync(Guid userId, string? id)
    {
        var isId = id is { Length: > 0 and <= LongestId } && id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit);
        if (isId && await users.FindByIdAsync(userId.ToString()) is { } user)
        {
            await users.RemovePasskeyAsync(user, Convert.FromHexString(id!));
        }
    }

    /// <summary>Identity throws when there was no question, or the cookie with it has ended.</summary>
    private static async Task<T?> ReadAsync<T>(Func<Task<T>> answer)
        where T : class
    {
        try
        {
            return await answer();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
