using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>Prepares a developer's first run: the clock as it was left, the key <c>lp_demo</c>, some members with a
/// history.</summary>
internal static class DemoStart
{
    public static async Task PrepareDemoAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var all = scope.ServiceProvider;
        var db = all.GetRequiredService<PortalDb>();
        await RestoreClockAsync(db, all.GetRequiredService<PortalClock>());
        await AddKeyAsync(db, all.GetRequiredService<SequentialKeys>(), all.GetRequiredService<TimeProvider>());
        if (!await db.Members.AnyAsync() && all.GetRequiredService<IConfiguration>().GetValue("Demo:Members", true))
        {
            await ActivatorUtilities.CreateInstance<DemoMembers>(all).AddAsync(CancellationToken.None);
        }
        if (all.GetRequiredService<IConfiguration>().GetValue("Demo:Members", true))
        {
            await ActivatorUtilities.CreateInstance<DemoStaffAccounts>(all).AddAsync(CancellationToken.None);
            await ActivatorUtilities
                .CreateInstance<DemoSupport>(all)
                .AddAsync(DemoMembers.Phones[1], CancellationToken.None);
        }
        var log = all.GetRequiredService<ILogger<Program>>();
        log.LogInformation(
            "Demo: sign in at /sign-in with {Phones}; the code is on /demo. Staff sign in at /staff/sign-in with {Staff}, "
                + "password \"{Password}\"; codes of their apps are on /demo. Key of the store API: {Key}",
            string.Join(", ", DemoMembers.Phones),
            string.Join(", ", DemoStaff.All.Select(each => each.Email)),
            DemoStaff.Password,
            DemoKey.Text
        );
    }

    private static async Task RestoreClockAsync(PortalDb db, PortalClock clock)
    {
        var kept = await db.Settings.FindAsync(DemoRoutes.ClockSetting);
        if (kept is not null)
        {
            clock.TryMoveTo(TimeSpan.FromTicks(long.Parse(kept.Value, CultureInfo.InvariantCulture)));
        }
    }

    private static async Task AddKeyAsync(PortalDb db, SequentialKeys keys, TimeProvider time)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(DemoKey.Text));
        if (await db.ApiKeys.AnyAsync(each => each.KeyHash == hash))
        {
            return;
        }
        db.ApiKeys.Add(
            new ApiKey
            {
                Id = keys.New(),
                Client = "demo",
                KeyHash = hash,
                Scopes = ["members:read", "members:write", "purchases:write", "redemptions:write", "activities:write"],
                Channels = [],
                CreatedAt = Clock.Now(time),
            }
        );
        await db.SaveChangesAsync();
    }
}
