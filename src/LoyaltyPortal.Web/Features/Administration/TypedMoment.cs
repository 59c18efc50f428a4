using System.Globalization;
using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Moments as browsers send them.</summary>
internal static class TypedMoment
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd",
    ];

    /// <summary>A moment of the programme's clock; null for what is none.</summary>
    public static DateTimeOffset? Read(string? text, ProgrammeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (
            !DateTime.TryParseExact(
                text?.Trim(),
                Forms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            ) || local.Year is < 2000 or > 2199
        )
        {
            return null;
        }
        var near = zone.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay;
        // Where the clock was moved on that day, the day's start is an hour away from what its hours say.
        return near + (local - zone.ToLocal(near).DateTime);
    }
}
