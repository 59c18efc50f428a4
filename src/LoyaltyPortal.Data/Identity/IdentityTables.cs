using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Data.Identity;

/// <summary>Which of Identity's tables there are. Identity reads it from its options while a context makes its model, so
/// the portal, its tests and the migration tool must all say it.</summary>
internal static class IdentityTables
{
    /// <summary>The version that has passkeys.</summary>
    public static IServiceCollection AddIdentityTables(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    /// <summary>For the migration tool, which has no portal around.</summary>
    public static IServiceProvider Alone() => new ServiceCollection().AddIdentityTables().BuildServiceProvider();
}
