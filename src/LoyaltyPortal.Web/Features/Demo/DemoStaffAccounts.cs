using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>One of the staff for each role, with a password and an app's key that everybody knows. They go the way that
/// all staff go: added, a link, a password, an authenticator app.</summary>
internal sealed class DemoStaffAccounts(
    StaffBook staff,
    StaffLinks links,
    SecondFactors factors,
    IPasswordHasher<PortalUser> hasher,
    TimeProvider time
)
{
    public async Task AddAsync(CancellationToken cancellation)
    {
        foreach (var (email, name, role, key) in DemoStaff.All)
        {
            if (await staff.AddAsync(email, name, [role], cancellation) is not StaffAdding.Added { Id: var id })
            {
                continue;
            }
            var hash = hasher.HashPassword(new PortalUser(), DemoStaff.Password);
            await links.UseAsync(id, await links.NewAsync(id, cancellation), hash, cancellation);
            var person = await staff.FindAsync(id, cancellation);
            // The code of a step long ago, so that the present one is still good.
            var step = TimeCodes.StepAt(Clock.Now(time)) - 10;
            await factors.SetUpAsync(id, person!.Stamp, key, step, cancellation);
        }
    }
}
