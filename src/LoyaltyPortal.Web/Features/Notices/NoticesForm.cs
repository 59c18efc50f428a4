using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>What a member chooses, as it comes from the page.</summary>
internal sealed class NoticesForm
{
    /// <summary>The word for mail.</summary>
    public const string ByMail = "mail";

    /// <summary>The word for text messages.</summary>
    public const string BySms = "sms";

    public bool Ending { get; set; }

    public bool Credited { get; set; }

    public bool Level { get; set; }

    public string? Medium { get; set; }

    public string? QuietFrom { get; set; }

    public string? QuietTo { get; set; }

    public string? Zone { get; set; }

    public bool IsByMail => Medium == ByMail;

    /// <summary>A form that says what is stored; nothing is ticked for who has not chosen yet.</summary>
    public static NoticesForm Of(NoticeSettings? settings) =>
        new()
        {
            Ending = settings?.Kinds.HasFlag(NoticeKinds.Ending) ?? false,
            Credited = settings?.Kinds.HasFlag(NoticeKinds.Credited) ?? false,
            Level = settings?.Kinds.HasFlag(NoticeKinds.Level) ?? false,
            Medium = settings?.Medium == NoticeMedium.Mail ? ByMail : BySms,
            QuietFrom = Hour(settings?.QuietFrom ?? NoticeSettings.UsualQuietFrom),
            QuietTo = Hour(settings?.QuietTo ?? NoticeSettings.UsualQuietTo),
            Zone = settings?.Zone ?? string.Empty,
        };

    /// <summary>The choice. What no page of ours would send is taken for what is usual.</summary>
    /// <param name="zones">The zones that were offered.</param>
    public NoticeChoice Choice(IReadOnlyList<ZoneChoice> zones) =>
        new(
            (Ending ? NoticeKinds.Ending : NoticeKinds.None)
                | (Credited ? NoticeKinds.Credited : NoticeKinds.None)
                | (Level ? NoticeKinds.Level : NoticeKinds.None),
            IsByMail ? NoticeMedium.Mail : NoticeMedium.Sms,
            zones.FirstOrDefault(zone => zone.Id.Length > 0 && zone.Id == Zone)?.Id,
            TimeOf(QuietFrom, NoticeSettings.UsualQuietFrom),
            TimeOf(QuietTo, NoticeSettings.UsualQuietTo)
        );

    /// <summary>A time as the page names it.</summary>
    public static string Hour(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly TimeOf(string? typed, TimeOnly usual) =>
        TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && time.Minute == 0
            ? time
            : usual;
}
