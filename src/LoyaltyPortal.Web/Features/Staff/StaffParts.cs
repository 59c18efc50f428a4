using LoyaltyPortal.Web.Platform.Limits;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>What the slice needs to run.</summary>
internal static class StaffParts
{
    public static IServiceCollection AddStaff(this IServiceCollection services) =>
        services.AddSingleton<StaffLimits>().AddSingleton<StaffTickets>().AddScoped<StaffSignIn>();
}
