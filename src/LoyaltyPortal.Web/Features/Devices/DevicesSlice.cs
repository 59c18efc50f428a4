namespace LoyaltyPortal.Web.Features.Devices;

/// <summary>Registers the slice.</summary>
public static class DevicesSlice
{
    public static WebApplicationBuilder AddDevices(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<OwnDevices>();
        return builder;
    }
}
