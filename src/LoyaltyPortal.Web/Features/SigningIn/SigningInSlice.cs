namespace LoyaltyPortal.Web.Features.SigningIn;

/// <summary>Registers the slice.</summary>
public static class SigningInSlice
{
    public static WebApplicationBuilder AddSigningIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ISignInCodes, SignInCodes>();
        return builder;
    }
}
