namespace LoyaltyPortal.Data.Staff;

/// <summary>What people of the staff may do.</summary>
public static class StaffRoles
{
    /// <summary>Helps members.</summary>
    public const string Agent = "Agent";

    /// <summary>Stands at a till.</summary>
    public const string Clerk = "Clerk";

    /// <summary>Runs the programme.</summary>
    public const string Operator = "Operator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Agent, Clerk, Operator];
}

/// <summary>Somebody of the staff.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Email">The address they sign in with.</param>
/// <param name="Name">The name as colleagues see it.</param>
/// <param name="Roles">What they may do, in the order of the alphabet.</param>
/// <param name="PasswordHash">What is kept of the password; null until one is set.</param>
/// <param name="HasSecondFactor">Whether an authenticator app is set up.</param>
/// <param name="LockedUntil">Until when wrong tries bar them (UTC); null for not at all.</param>
/// <param name="IsRemoved">They are gone; the row stays for the audit.</param>
/// <param name="Stamp">Changes with the password, and with each link that is used.</param>
public sealed record StaffPerson(
    Guid Id,
    string Email,
    string Name,
    IReadOnlyList<string> Roles,
    string? PasswordHash,
    bool HasSecondFactor,
    DateTimeOffset? LockedUntil,
    bool IsRemoved,
    string Stamp
);

/// <summary>What came of adding somebody to the staff.</summary>
public abstract record StaffAdding
{
    private StaffAdding() { }

    /// <summary>They are of the staff now, and have no password yet.</summary>
    /// <param name="Id">Their id.</param>
    public sealed record Added(Guid Id) : StaffAdding;

    /// <summary>Somebody with that address is of the staff; nothing was changed.</summary>
    public sealed record Known : StaffAdding;
}
