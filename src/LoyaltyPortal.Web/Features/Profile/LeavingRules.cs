using System.Globalization;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>How long a member who asked to be forgotten may think again, from <c>Members:CoolingOffDays</c>.</summary>
/// <param name="CoolingOff">From asking to the deletion.</param>
public sealed record LeavingRules(TimeSpan CoolingOff)
{
    private const string Key = "Members:CoolingOffDays";
    private const int Longest = 90;

    /// <summary>The rules as configured; 14 days unless said otherwise.</summary>
    /// <exception cref="StartRefusedException">The setting is no sensible number of days.</exception>
    public static LeavingRules Read(IConfiguration configuration)
    {
        var text = configuration[Key] ?? "14";
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= Longest
            ? new LeavingRules(TimeSpan.FromDays(days))
            : throw new StartRefusedException($"{Key} is \"{text}\"; it must be a number of days from 1 to {Longest}.");
    }
}
