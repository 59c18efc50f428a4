using System.Net;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Codes;
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

    private const int ForeignOfOne = 10;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How soon another code may be sent to a phone.</summary>
    public TimeSpan ResendAfter => TimeSpan.FromSeconds(rules.ResendSeconds);

    /// <summary>Counts a code to a phone. A browser that has proved the phone before has counters of its own and no part in
    /// the day's budget: who sends to others without end, or uses the budget up, keeps no member out.</summary>
    /// <returns>Null when it may be sent, else from when on (UTC).</returns>
    public Task<DateTimeOffset?> TakeCodeAsync(CodeRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var owner = LimitSubjects.OfPhone(request.Phone, request.IsKnownBrowser);
        var purpose = LimitSubjects.OfPurpose(request.Phone, request.IsKnownBrowser, request.Purpose);
        Limit[] own =
        [
            new("code-phone-gap", purpose, TimeSpan.Zero, Endless) { Gap = ResendAfter },
            new("code-phone-hour", owner, Hour, rules.PhoneHour),
            new("code-phone-day", owner, Day, rules.PhoneDay),
        ];
        return TakeAsync(
            request.IsKnownBrowser
                ? own
                :
                [
                    .. own,
                    .. OfAddress(request.Address, "code-address-hour", Hour, rules.AddressHour),
                    .. OfAddress(request.Address, "code-address-day", Day, rules.AddressDay),
                    .. OfNetwork(request.Address, "code-network-day", Day, rules.NetworkDay),
                    .. OfCountry(request.Phone, "code-country-day"),
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
                .. OfCountry(phone, "enrolments-country-day"),
            ],
            now,
            cancellation
        );

    /// <summary>Counts a number of a country that is not served: many of them are somebody's search for paid numbers.</summary>
    public Task NoteForeignAsync(IPAddress? address, DateTimeOffset now, CancellationToken cancellation) =>
        TakeAsync(
            [
                // One address alone neither makes the alarm sound nor keeps the counter busy.
                .. OfAddress(address, "code-foreign-address-hour", Hour, ForeignOfOne),
                new Limit("code-foreign-day", string.Empty, Day, Endless) { AlarmAt = rules.ForeignAlarm },
            ],
            now,
            cancellation
        );

    private async Task<DateTimeOffset?> TakeAsync(Limit[] limits, DateTimeOffset now, CancellationToken cancellation)
    {
        if (limits.Length == 0)
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
                        alarm.Rule.EndsWith(CountryDay, StringComparison.Ordinal) ? alarm.Subject + " " : string.Empty,
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

    private const string CountryDay = "country-day";

    /// <summary>The loopback address is a developer's, or that of a proxy that does not say for whom it asks: either way it
    /// tells nobody from anybody.</summary>
    internal static IEnumerable<Limit> OfAddress(IPAddress? address, string rule, TimeSpan window, int most) =>
        address is null || IPAddress.IsLoopback(address)
            ? []
            : [new Limit(rule, Limit.Hidden(Bits(address, ipv4: 32, ipv6: 64)), window, most)];

    /// <summary>The network around an address: who rents many addresses rents them side by side.</summary>
    private static IEnumerable<Limit> OfNetwork(IPAddress? address, string rule, TimeSpan window, int most) =>
        address is null || IPAddress.IsLoopback(address)
            ? []
            : [new Limit(rule, Limit.Hidden(Bits(address, ipv4: 24, ipv6: 48)), window, most)];

    /// <summary>The first bits of an address. Of IPv6 one customer has the last 64 bits at least.</summary>
    private static string Bits(IPAddress address, int ipv4, int ipv6)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes, 0, (bytes.Length == 4 ? ipv4 : ipv6) / 8);
    }

    private IEnumerable<Limit> OfCountry(string phone, string rule) =>
        phones.Parse(phone, programme.Countries) is PhoneParse.Accepted accepted
        && accepted.Country != programme.Countries[0]
            ? [WithAlarm(new Limit(rule, accepted.Country, Day, rules.CountryDay))]
            : [];

    private Limit WithAlarm(Limit limit) =>
        limit with
        {
            AlarmAt = Math.Max(1, (int)((long)limit.Most * rules.AlarmPercent / 100)),
        };
}
