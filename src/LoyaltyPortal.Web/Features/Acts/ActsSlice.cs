using LoyaltyPortal.Domain;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>How far an agent may go alone.</summary>
/// <param name="Adjustment">Points above which a second person decides.</param>
public sealed record ActLimits(Points Adjustment)
{
    /// <summary>What the setting says: <c>Desk:AdjustmentLimit</c>, in points, 1000 unless it is set.</summary>
    /// <exception cref="StartRefusedException">The setting is no number of points.</exception>
    public static ActLimits Read(IConfiguration configuration)
    {
        const string Name = "Desk:AdjustmentLimit";
        var text = configuration[Name];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ActLimits(Points.Whole(1_000));
        }
        return
            long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var points)
            && points is >= 0 and <= 10_000_000
            ? new ActLimits(Points.Whole(points))
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
        return builder;
    }
}
