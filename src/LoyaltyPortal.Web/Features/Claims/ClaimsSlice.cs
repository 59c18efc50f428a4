using LoyaltyPortal.Web.Platform.Support;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>Registers the slice.</summary>
public static class ClaimsSlice
{
    public static WebApplicationBuilder AddClaims(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<SentClaims>();
        builder.Services.AddTransient<ClaimMessages>();
        return builder;
    }
}
