using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Data.Identity;

/// <summary>Who signs in: a member (the id is the account's) or staff.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    /// <summary>The name of somebody of the staff, as colleagues see it; null for a member.</summary>
    public string? StaffName { get; set; }
}

/// <summary>A role of staff.</summary>
public sealed class PortalRole : IdentityRole<Guid>;
