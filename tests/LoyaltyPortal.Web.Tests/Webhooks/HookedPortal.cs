using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;

namespace LoyaltyPortal.Web.Tests.Webhooks;

/// <summary>A portal that may tell receivers on this machine.</summary>
public sealed class HookedPortal : DemoPortal
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Webhooks:AllowPrivate", "true");
    }
}
