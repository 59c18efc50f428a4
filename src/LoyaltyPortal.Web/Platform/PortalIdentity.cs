using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Web.Platform.Passkeys;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Platform;

/// <summary>ASP.NET Core Identity: users, passwords and second factors of staff, passkeys of all. Its own cookies are not
/// used for sessions (<see cref="MemberSession"/>).</summary>
public static class PortalIdentity
{
    private static readonly TimeSpan PasskeyWait = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddPortalIdentity(this IServiceCollection services, IHostEnvironment environment)
    {
        services
            .AddIdentityCore<PortalUser>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 6;
                options.Lockout.AllowedForNewUsers = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddRoles<PortalRole>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<PasskeyBook>();
        services.AddSingleton<PasskeyOffer>();
        // A passkey alone lets its owner in, so the device has to ask for a finger, a face or a PIN, and has to know the
        // account by itself.
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<PublicAddress>(
                (options, address) =>
                {
                    options.UserVerificationRequirement = "required";
                    options.ResidentKeyRequirement = "required";
                    options.ServerDomain = environment.IsDevelopment() ? null : address.Host;
                    options.AuthenticatorTimeout = PasskeyWait;
                }
            );
        // Between the question to a passkey and its answer Identity keeps what it asked in this cookie.
        services
            .AddAuthentication()
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                options =>
                {
                    options.Cookie.Name = PortalCookies.Name("second", environment);
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    options.Cookie.HttpOnly = true;
                    options.Cookie.Path = "/";
                    options.ExpireTimeSpan = PasskeyWait;
                }
            );
        return services;
    }
}
