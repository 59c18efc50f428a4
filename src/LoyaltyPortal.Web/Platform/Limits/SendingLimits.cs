using System.Net;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Platform.Limits;

/// <summary>Keeps others from making the portal send messages without end, to one person or to paid numbers, and from
/// trying codes without end. Counted in the database (<see cref="LimitBook"/>).</summary>
public sealed class SendingLimits(
    LimitBook book,
    SendingRules rules,
    PhoneNumbers phones,
    Programme programme,
    PortalMeters meters,
    ILogger<SendingLimits> log
)
{
    /// <summary>Counted only so that an alarm can be told.</summary>
    private const int Endless = int.MaxValue;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How soon another code may be sent to a phone.</summary>
    public TimeSpan ResendAfter => TimeSpan.FromSeconds(rules.ResendSeconds);

    /// <summary>Counts a code to a phone.</summary>
    /// <returns>Null when it may be sent, else from when on (UTC).</returns>
    public Task<DateTimeOffset?> TakeCodeAsync(
        string phone,
        IPAddress? address,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var owner = Limit.Hidden(phone);
        return TakeAsync(
            [
                new Limit("code-phone-gap", owner, TimeSpan.Zero, Endless) { Gap = ResendAfter },
                new Limit("code-phone-hour", owner, Hour, rules.PhoneHour),
                new Limit("code-phone-day", owner, Day, rules.PhoneDay),
                .. OfAddress(address, "code-address-hour", Hour, rules.AddressHour),
                .. OfAddress(address, "code-address-day", Day, rules.AddressDay),
                .. OfCountry(phone),
                WithAlarm(new Limit("code-day", string.Empty, Day, rules.Day)),
            ],
            now,
            cancellation
        );
    }

    /// <summary>Counts a code that is tried.</summary>
    /// <returns>Null when it may be looked at, else from when on (UTC).</returns>
    public Task<DateTimeOffset?> TakeTryAsync(IPAddress? address, DateTimeOffset now, CancellationToken cancellation) =>
        TakeAsync([.. OfAddress(address, "code-tries-hour", Hour, rules.TriesHour)], now, cancellation);

    /// <summary>Counts a member whom a client of the store API enrols: a key that was stolen must not send without end.</summary>
    /// <returns>Null when the message may be sent, else from when on (UTC).</returns>
    public Task<DateTimeOffset?> TakeEnrolmentAsync(
        string client,
        string phone,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        TakeAsync(
            [
                WithAlarm(new Limit("enrolments-day", Limit.Hidden(client), Day, rules.EnrolmentsDay)),
                .. OfCountry(phone),
            ],
            now,
            cancellation
        );

    /// <summary>Counts a number of a country that is not served: many of them are somebody's search for paid numbers.</summary>
    public Task NoteForeignAsync(DateTimeOffset now, CancellationToken cancellation) =>
        TakeAsync(
            [new Limit("code-foreign-day", string.Empty, Day, Endless) { AlarmAt = rules.ForeignAlarm }],
            now,
            cancellation
        );

    private async Task<DateTimeOffset?> TakeAsync(
        IReadOnlyList<Limit> limits,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (limits.Count == 0)
        {
            return null;
        }
        switch (await book.TakeAsync(limits, now, cancellation))
        {
            case Taking.Taken taken:
                foreach (var alarm in taken.Alarms)
                {
                    meters.LimitNear(alarm.Rule);
                    log.LogWarning(
                        "Limit {Rule} {Country}came to its alarm: {Count} of {Most} in its window",
                        alarm.Rule,
                        alarm.Rule == CountryRule ? alarm.Subject + " " : string.Empty,
                        alarm.AlarmAt,
                        alarm.Most == Endless ? "any" : alarm.Most
                    );
                }
                return null;
            case Taking.Refused refused:
                meters.LimitReached(refused.Limit.Rule);
                return refused.RetryAt;
            default:
                throw new InvalidOperationException("A limit is taken or refused.");
        }
    }

    private const string CountryRule = "code-country-day";

    /// <summary>The loopback address is a developer's, or that of a proxy that does not say for whom it asks: either way it
    /// tells nobody from anybody.</summary>
    internal static IEnumerable<Limit> OfAddress(IPAddress? address, string rule, TimeSpan window, int most) =>
        address is null || IPAddress.IsLoopback(address)
            ? []
            : [new Limit(rule, Limit.Hidden(Network(address)), window, most)];

    /// <summary>Who asks: an IPv4 address, or the 64 bits that one customer of an IPv6 network has.</summary>
    private static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }
        var bytes = address.GetAddressBytes();
        return bytes.Length == 16 ? Convert.ToHexString(bytes, 0, 8) : address.ToString();
    }

    private IEnumerable<Limit> OfCountry(string phone) =>
        phones.Parse(phone, programme.Countries) is PhoneParse.Accepted accepted
        && accepted.Country != programme.Countries[0]
            ? [WithAlarm(new Limit(CountryRule, accepted.Country, Day, rules.CountryDay))]
            : [];

    private Limit WithAlarm(Limit limit) =>
        limit with
        {
            AlarmAt = Math.Max(1, (int)((long)limit.Most * rules.AlarmPercent / 100)),
        };
}
