using Microsoft.AspNetCore.Hosting;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>A portal of one of the five programmes.</summary>
public abstract class PresetPortal(string preset) : DemoPortal
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Loyalty:Programme", preset);
    }
}

public sealed class LusioPortal() : PresetPortal("lusio");

public sealed class DelimanoPortal() : PresetPortal("delimano");

public sealed class AutostarsPortal() : PresetPortal("autostars");

public sealed class PerfonePortal() : PresetPortal("perfone");

public sealed class StomatorgPortal() : PresetPortal("stomatorg");
