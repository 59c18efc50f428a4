using System.Globalization;
using System.Security.Cryptography;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Staff;

/// <summary>Authenticator apps and recovery codes of the staff. A code of either kind lets in once, also when it comes
/// many times at the same moment.</summary>
public sealed class SecondFactors(
    IPortalDbs databases,
    WriteGate gate,
    IDataProtectionProvider protection,
    TimeProvider time
)
{
    /// <summary>So many recovery codes are given at once.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>Whose the portal's own rows among Identity's tokens are.</summary>
    internal const string Provider = "LoyaltyPortal";

    private const string KeyName = "AuthenticatorKey";
    private const string StepName = "AuthenticatorStep";
    private const string RecoveryName = "Recovery-";

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.AuthenticatorKey");

    /// <summary>Sets the authenticator app up.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="stamp">The <see cref="StaffPerson.Stamp"/> under which it was begun.</param>
    /// <param name="key">The app's key, in base 32.</param>
    /// <param name="step">The step of the code that proved it; that code is used up.</param>
    /// <param name="cancellation">Stops waiting; nothing is then set up.</param>
    /// <returns>New recovery codes; null when there is one already, or the password was changed since.</returns>
    public async Task<IReadOnlyList<string>?> SetUpAsync(
        Guid userId,
        string stamp,
        string key,
        long step,
        CancellationToken cancellation
    )
    {
        // Before the transaction: this may write a key of the portal's, which SQLite would keep waiting for it.
        var hidden = protector.Protect(key);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var begun = await db
            .Users.Where(user =>
                user.Id == userId
                && user.SecurityStamp == stamp
                && !user.TwoFactorEnabled
                && (user.LockoutEnd == null || user.LockoutEnd < StaffBook.ForEver)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(user => user.TwoFactorEnabled, true)
                        .SetProperty(user => user.AccessFailedCount, 0)
                        .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
                cancellation
            );
        if (begun == 0)
        {
            return null;
        }
        Add(db, userId, KeyName, hidden);
        Add(db, userId, StepName, step.ToString(CultureInfo.InvariantCulture));
        var codes = AddRecoveryCodes(db, userId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>Uses a code of the authenticator app.</summary>
    /// <returns>False when it is wrong, or that code or a later one was used before.</returns>
    public async Task<bool> UseCodeAsync(Guid userId, string code, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var kept = await Of(db, userId)
            .Where(each => each.Name == KeyName || each.Name == StepName)
            .ToDictionaryAsync(each => each.Name, each => each.Value!, cancellation);
        if (!kept.TryGetValue(KeyName, out var key) || !kept.TryGetValue(StepName, out var last))
        {
            return false;
        }
        var step = TimeCodes.StepOf(protector.Unprotect(key), code, Clock.Now(time));
        if (step is null || step <= long.Parse(last, CultureInfo.InvariantCulture))
        {
            return false;
        }
        var next = step.Value.ToString(CultureInfo.InvariantCulture);
        // Only over what was read: of many with the same code one finds it so.
        return await Of(db, userId)
                .Where(each => each.Name == StepName && each.Value == last)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Value, next), cancellation) == 1;
    }

    /// <summary>Uses a recovery code up; how it is spaced and spelt, large or small, does not matter.</summary>
    public async Task<bool> UseRecoveryCodeAsync(Guid userId, string code, CancellationToken cancellation)
    {
        var name = RecoveryNameOf(userId, code);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        return await Of(db, userId).Where(each => each.Name == name).ExecuteDeleteAsync(cancellation) == 1;
    }

    /// <summary>New recovery codes; those before are no good any more.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Guid userId, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Of(db, userId)
            .Where(each => EF.Functions.Like(each.Name, RecoveryName + "%"))
            .ExecuteDeleteAsync(cancellation);
        var codes = AddRecoveryCodes(db, userId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> CountRecoveryCodesAsync(Guid userId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await Of(db, userId).CountAsync(each => EF.Functions.Like(each.Name, RecoveryName + "%"), cancellation);
    }

    /// <summary>No second factor and no passkey any more, and no link.</summary>
    internal static async Task ForgetAsync(PortalDb db, Guid userId, CancellationToken cancellation)
    {
        await Of(db, userId).ExecuteDeleteAsync(cancellation);
        await db.UserPasskeys.Where(each => each.UserId == userId).ExecuteDeleteAsync(cancellation);
    }

    private static List<string> AddRecoveryCodes(PortalDb db, Guid userId)
    {
        var codes = new List<string>(RecoveryCodes);
        for (var each = 0; each < RecoveryCodes; each++)
        {
            // 80 bits: nobody finds one from its hash.
            var letters = TimeCodes.Write(RandomNumberGenerator.GetBytes(10));
            var code = string.Join('-', letters.Chunk(4).Select(group => new string(group)));
            Add(db, userId, RecoveryNameOf(userId, code), "unused");
            codes.Add(code);
        }
        return codes;
    }

    private static string RecoveryNameOf(Guid userId, string code)
    {
        var letters = new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return RecoveryName + Convert.ToHexString(OneTimeCodes.HashOf(userId, letters));
    }

    private static void Add(PortalDb db, Guid userId, string name, string value) =>
        db.UserTokens.Add(
            new IdentityUserToken<Guid>
            {
                UserId = userId,
                LoginProvider = Provider,
                Name = name,
                Value = value,
            }
        );

    private static IQueryable<IdentityUserToken<Guid>> Of(PortalDb db, Guid userId) =>
        db.UserTokens.Where(each => each.UserId == userId && each.LoginProvider == Provider);
}
