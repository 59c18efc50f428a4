using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Model;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of those who sign in: sessions, and what ASP.NET Core Identity keeps.</summary>
internal static class SignInTables
{
    private const string Empty = "Nothing is written there for members.";

    public static IReadOnlyList<TableRule> All { get; } =
    [Sessions, Passkeys, PasskeyData, Claims, Logins, Tokens, UserRoles, Users, Roles, RoleClaims];

    private static TableRule<Session> Sessions =>
        new()
        {
            Section = "sessions",
            Of = (db, who) => db.Sessions.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Where the member was signed in.",
            Shown =
            [
                nameof(Session.Device),
                nameof(Session.By),
                nameof(Session.CreatedAt),
                nameof(Session.SeenAt),
                nameof(Session.EndsAt),
                nameof(Session.EndedAt),
            ],
            Hidden =
            [
                new("Keys within the database.", nameof(Session.Id), nameof(Session.UserId), nameof(Session.IsStaff)),
            ],
        };

    private static TableRule<IdentityUserPasskey<Guid>> Passkeys =>
        new()
        {
            Section = "passkeys",
            Of = (db, who) => db.UserPasskeys.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Opens the account.",
            Shown = [nameof(IdentityUserPasskey<Guid>.Data)],
            Hidden =
            [
                new(
                    "Keys within the database.",
                    nameof(IdentityUserPasskey<Guid>.CredentialId),
                    nameof(IdentityUserPasskey<Guid>.UserId)
                ),
            ],
        };

    /// <summary>Lives within its passkey's row, and goes with it.</summary>
    private static TableRule<IdentityPasskeyData> PasskeyData =>
        new()
        {
            Fate = Fate.Deleted,
            Why = "A part of the passkey.",
            Shown =
            [
                nameof(IdentityPasskeyData.Name),
                nameof(IdentityPasskeyData.CreatedAt),
                nameof(IdentityPasskeyData.Transports),
            ],
            Hidden =
            [
                new(
                    "What the key itself is checked by.",
                    nameof(IdentityPasskeyData.PublicKey),
                    nameof(IdentityPasskeyData.SignCount),
                    nameof(IdentityPasskeyData.IsUserVerified),
                    nameof(IdentityPasskeyData.IsBackupEligible),
                    nameof(IdentityPasskeyData.IsBackedUp),
                    nameof(IdentityPasskeyData.AttestationObject),
                    nameof(IdentityPasskeyData.ClientDataJson),
                    "IdentityUserPasskeyCredentialId"
                ),
            ],
        };

    private static TableRule<IdentityUserClaim<Guid>> Claims =>
        new()
        {
            Of = (db, who) => db.UserClaims.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = Empty,
            Hidden =
            [
                new(
                    Empty,
                    nameof(IdentityUserClaim<Guid>.Id),
                    nameof(IdentityUserClaim<Guid>.UserId),
                    nameof(IdentityUserClaim<Guid>.ClaimType),
                    nameof(IdentityUserClaim<Guid>.ClaimValue)
                ),
            ],
        };

    private static TableRule<IdentityUserLogin<Guid>> Logins =>
        new()
        {
            Of = (db, who) => db.UserLogins.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = Empty,
            Hidden =
            [
                new(
                    Empty,
                    nameof(IdentityUserLogin<Guid>.LoginProvider),
                    nameof(IdentityUserLogin<Guid>.ProviderKey),
                    nameof(IdentityUserLogin<Guid>.ProviderDisplayName),
                    nameof(IdentityUserLogin<Guid>.UserId)
                ),
            ],
        };

    private static TableRule<IdentityUserToken<Guid>> Tokens =>
        new()
        {
            Of = (db, who) => db.UserTokens.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Secrets of the account.",
            Hidden =
            [
                new(
                    "Secrets.",
                    nameof(IdentityUserToken<Guid>.UserId),
                    nameof(IdentityUserToken<Guid>.LoginProvider),
                    nameof(IdentityUserToken<Guid>.Name),
                    nameof(IdentityUserToken<Guid>.Value)
                ),
            ],
        };

    private static TableRule<IdentityUserRole<Guid>> UserRoles =>
        new()
        {
            Of = (db, who) => db.UserRoles.Where(each => each.UserId == who.AccountId),
            Fate = Fate.Deleted,
            Why = Empty,
            Hidden =
            [
                new(
                    "Roles are the staff's.",
                    nameof(IdentityUserRole<Guid>.UserId),
                    nameof(IdentityUserRole<Guid>.RoleId)
                ),
            ],
        };

    private static TableRule<PortalUser> Users =>
        new()
        {
            Of = (db, who) => db.Users.Where(each => each.Id == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Who signs in.",
            Hidden =
            [
                new(
                    "Told with the member, or made from the account's id.",
                    nameof(PortalUser.Id),
                    nameof(PortalUser.UserName),
                    nameof(PortalUser.NormalizedUserName),
                    nameof(PortalUser.Email),
                    nameof(PortalUser.NormalizedEmail),
                    nameof(PortalUser.EmailConfirmed),
                    nameof(PortalUser.PhoneNumber),
                    nameof(PortalUser.PhoneNumberConfirmed)
                ),
                new(
                    "Stamps and counters that keep others out.",
                    nameof(PortalUser.SecurityStamp),
                    nameof(PortalUser.ConcurrencyStamp),
                    nameof(PortalUser.LockoutEnd),
                    nameof(PortalUser.LockoutEnabled),
                    nameof(PortalUser.AccessFailedCount)
                ),
                new(
                    "The staff's.",
                    nameof(PortalUser.PasswordHash),
                    nameof(PortalUser.TwoFactorEnabled),
                    nameof(PortalUser.StaffName)
                ),
            ],
        };

    private static TableRule<PortalRole> Roles =>
        new()
        {
            Fate = Fate.Kept,
            Why = "Of nobody.",
            Hidden =
            [
                new(
                    "Of nobody.",
                    nameof(PortalRole.Id),
                    nameof(PortalRole.Name),
                    nameof(PortalRole.NormalizedName),
                    nameof(PortalRole.ConcurrencyStamp)
                ),
            ],
        };

    private static TableRule<IdentityRoleClaim<Guid>> RoleClaims =>
        new()
        {
            Fate = Fate.Kept,
            Why = "Of nobody.",
            Hidden =
            [
                new(
                    "Of nobody.",
                    nameof(IdentityRoleClaim<Guid>.Id),
                    nameof(IdentityRoleClaim<Guid>.RoleId),
                    nameof(IdentityRoleClaim<Guid>.ClaimType),
                    nameof(IdentityRoleClaim<Guid>.ClaimValue)
                ),
            ],
        };
}
