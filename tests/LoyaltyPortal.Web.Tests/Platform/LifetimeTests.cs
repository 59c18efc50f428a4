using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

/// <summary>A version of the programme comes into force while the portal runs: what lives as long as the portal must not keep
/// one (docs/decisions/programme-versions.md).</summary>
public class LifetimeTests(LifetimeTests.Registered portal) : IClassFixture<LifetimeTests.Registered>
{
    [Fact]
    public void Nothing_that_stays_keeps_a_programme()
    {
        Assert.Empty(Keepers(portal.Services));
        Assert.True(portal.Services.Count > 300, "The portal's services were not seen.");
    }

    [Fact]
    public void What_keeps_one_is_found_also_by_way_of_others()
    {
        var services = new ServiceCollection();
        services.AddTransient<Programme>(_ => null!);
        services.AddTransient<Passing>();
        services.AddSingleton<Keeper>();
        services.AddSingleton<KeeperOfMany>();
        services.AddTransient<Passing2>();

        Assert.Equal([nameof(Keeper), nameof(KeeperOfMany)], Keepers([.. services]));
    }

    private static List<string> Keepers(IReadOnlyList<ServiceDescriptor> services) =>
        [
            .. services
                .Where(each => each is { IsKeyedService: false, Lifetime: ServiceLifetime.Singleton })
                .Select(each => each.ImplementationType)
                .OfType<Type>()
                .Distinct()
                .Where(type => Keeps(type, services, []))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static bool Keeps(Type type, IReadOnlyList<ServiceDescriptor> services, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return false;
        }
        var asked = type.GetConstructors().SelectMany(each => each.GetParameters()).Select(each => each.ParameterType);
        return asked
            .Select(each => IsMany(each) ? each.GetGenericArguments()[0] : each)
            .Any(each =>
                each == typeof(Programme)
                || each == typeof(RunningProgramme)
                || services
                    .Where(known =>
                        known is { IsKeyedService: false, Lifetime: not ServiceLifetime.Singleton }
                        && known.ServiceType == each
                    )
                    .Select(known => known.ImplementationType)
                    .OfType<Type>()
                    .Any(made => Keeps(made, services, seen))
            );
    }

    private static bool IsMany(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    /// <summary>A portal whose registrations can be looked at.</summary>
    public sealed class Registered : DemoPortal
    {
        private List<ServiceDescriptor> all = [];

        public new IReadOnlyList<ServiceDescriptor> Services => all;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => all = [.. services]);
        }
    }

    private sealed class Passing(Programme programme)
    {
        public Programme Programme => programme;
    }

    private sealed class Passing2(Passing passing)
    {
        public Passing Passing => passing;
    }

    private sealed class Keeper(Passing passing)
    {
        public Passing Passing => passing;
    }

    private sealed class KeeperOfMany(IEnumerable<Passing2> passing)
    {
        public IEnumerable<Passing2> Passing => passing;
    }
}
