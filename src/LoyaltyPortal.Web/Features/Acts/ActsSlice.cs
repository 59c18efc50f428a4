using LoyaltyPortal.Domain;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>How far an agent may go alone.</summary>
/// <param name="Adjustment">Points above which a second person decides.</param>
/// <param name="PhoneWait">How long the owner of an old phone can stop that a member gets another one.</param>
public sealed record ActLimits(Points Adjustment, TimeSpan PhoneWait)
{
    /// <summary>Phones that an agent may ask for in a day.</summary>
    public const int PhonesADay = 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>What the settings say: <c>Desk:AdjustmentLimit</c>, in points, 1000 unless it is set, and
    /// <c>Desk:PhoneChangeWait</c>, days, hours and minutes, a day unless it is set.</summary>
    /// <exception cref="StartRefusedException">A setting is no number of points, or no time up to 30 days.</exception>
    public static ActLimits Read(IConfiguration configuration) =>
        new(ReadAdjustment(configuration), ReadWait(configuration));

    private static TimeSpan ReadWait(IConfiguration configuration)
    {
        const string Name = "Desk:PhoneChangeWait";
        var text = configuration[Name];
        return string.IsNullOrWhiteSpace(text) ? TimeSpan.FromDays(1)
            : TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var wait)
            && wait >= TimeSpan.Zero
            && wait <= LongestWait
                ? wait
            : throw new StartRefusedException($"{Name} is \"{text}\"; it must be a time such as 1.00:00:00.");
    }

    private static Points ReadAdjustment(IConfiguration configuration)
    {
        const string Name = "Desk:AdjustmentLimit";
        var text = configuration[Name];
        if (string.IsNullOrWhiteSpace(text))
        {
            return Points.Whole(1_000);
        }
        return
            long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var points)
            && points is >= 0 and <= 10_000_000
            ? Points.Whole(points)
            : throw new StartRefusedException($"{Name} is \"{text}\"; it must be a whole number of points.");
    }
}

/// <summary>What agents put right on an account.</summary>
public static class ActsSlice
{
    public static WebApplicationBuilder AddActs(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(ActLimits.Read(builder.Configuration));
        builder.Services.AddScoped<MergeMessages>();
        builder.Services.AddTransient<PhoneMessages>();
        builder.Services.AddSingleton<PhoneProofs>();
        builder.Services.AddTransient<PhoneChanging>();
        builder.Services.AddTransient<IMinuteWork, PhoneChanging>();
        builder.Services.AddHostedService<PhoneChangeJob>();
        builder.Services.AddSingleton(all => new PortalJob(
            JobNames.PhoneChanges,
            PhoneChangeJob.Every,
            stop => all.GetRequiredService<PhoneChanging>().RunAsync(stop)
        ));
        return builder;
    }
}
