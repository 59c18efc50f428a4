namespace LoyaltyPortal.Domain.Calendar;

/// <summary>Days of the programme's time zone. All day arithmetic of a programme happens here.</summary>
public sealed class ProgrammeZone(TimeZoneInfo zone)
{
    /// <summary>The IANA name of the zone, such as <c>Europe/Moscow</c>.</summary>
    public string Id => zone.Id;

    /// <summary>The calendar day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The instant at which a day starts: midnight, or the first moment that exists when the clock skips it.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>An instant as it reads on the programme's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
}
