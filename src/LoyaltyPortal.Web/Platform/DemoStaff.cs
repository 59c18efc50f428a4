using LoyaltyPortal.Data.Staff;

namespace LoyaltyPortal.Web.Platform;

/// <summary>The staff of Development. Their password and keys are no secret, so they open nothing anywhere else, also on
/// a database that Development has left.</summary>
internal static class DemoStaff
{
    public const string Password = "demo staff of the shop";

    private const string Host = "@demo";

    /// <summary>Address, name, role and the key of the authenticator app.</summary>
    public static IReadOnlyList<(string Email, string Name, string Role, string Key)> All { get; } =
    [
        ("operator" + Host, "Ольга", StaffRoles.Operator, "LOYALTYDEMOOPERATORLOYALTYDEMOAA"),
        ("agent" + Host, "Антон", StaffRoles.Agent, "LOYALTYDEMOAGENTLOYALTYDEMOAAAAA"),
        ("clerk" + Host, "Карина", StaffRoles.Clerk, "LOYALTYDEMOCLERKLOYALTYDEMOAAAAA"),
    ];

    /// <summary>Whether somebody with this address may sign in here.</summary>
    public static bool MayEnter(string email, IHostEnvironment environment) =>
        environment.IsDevelopment() || !email.EndsWith(Host, StringComparison.OrdinalIgnoreCase);
}
