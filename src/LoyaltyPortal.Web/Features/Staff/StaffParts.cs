using LoyaltyPortal.Web.Platform.Limits;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>Registers the slice.</summary>
public static class StaffParts
{
    public static WebApplicationBuilder AddStaff(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<StaffLimits>().AddSingleton<StaffTickets>().AddScoped<StaffSignIn>();
        return builder;
    }
}
