using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>A time zone to choose.</summary>
/// <param name="Id">Its name (IANA); empty for the programme's.</param>
/// <param name="Text">As it is shown: the distance to UTC, then places; a narrow screen cuts the end off.</param>
internal sealed record ZoneChoice(string Id, string Text);

/// <summary>The time zones of the countries that a programme serves, one for each clock there is in them.</summary>
internal static class Zones
{
    private static readonly Dictionary<string, string[]> OfCountry = new(StringComparer.Ordinal)
    {
        ["RU"] =
        [
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka",
        ],
        ["BY"] = ["Europe/Minsk"],
        ["KZ"] = ["Asia/Almaty"],
    };

    /// <summary>What a member may choose: the programme's zone first, then the others from west to east.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="chosen">What the member has chosen; it is among them, whatever it is. Null for the programme's.</param>
    /// <param name="now">The time for which distances to UTC are told.</param>
    /// <param name="texts">Names of places.</param>
    public static IReadOnlyList<ZoneChoice> Of(
        Programme programme,
        string? chosen,
        DateTimeOffset now,
        IStringLocalizer<NoticesTexts> texts
    )
    {
        var others = programme
            .Countries.SelectMany(country => OfCountry.GetValueOrDefault(country, []))
            .Append(chosen)
            .Where(id => id is not null && id != programme.Zone.Id)
            .Distinct(StringComparer.Ordinal)
            .Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id!, out var zone) ? zone : null)
            .OfType<TimeZoneInfo>()
            .OrderBy(zone => zone.GetUtcOffset(now))
            .Select(zone => new ZoneChoice(zone.Id, Show(zone.Id, zone.GetUtcOffset(now), texts)));
        var own = new ZoneChoice(string.Empty, Show(programme.Zone.Id, programme.Zone.ToLocal(now).Offset, texts));
        return [own, .. others];
    }

    private static string Show(string id, TimeSpan offset, IStringLocalizer<NoticesTexts> texts)
    {
        var name = texts[$"Zone-{id}"];
        var sign = offset < TimeSpan.Zero ? '\u2212' : '+';
        var distance = offset.ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture);
        return $"UTC{sign}{distance} · {(name.ResourceNotFound ? id : name.Value)}";
    }
}
