using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Data.Identity;

/// <summary>Who signs in: a member (the id is the account's) or staff.</summary>
public sealed class PortalUser : IdentityUser<Guid>;

/// <summary>A role of staff.</summary>
public sealed class PortalRole : IdentityRole<Guid>;
