using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Domain.Tests.Notices;

public class QuietHoursTests
{
    /// <summary>Clocks that stand still all year, that skip and repeat hours, midnight too, or move by half an hour.</summary>
    internal static readonly string[] Zones =
    [
        "Europe/Moscow",
        "Asia/Vladivostok",
        "Europe/Berlin",
        "America/Havana",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "UTC",
    ];

    [Theory]
    [InlineData("20:59", false)]
    [InlineData("21:00", true)]
    [InlineData("23:59", true)]
    [InlineData("00:00", true)]
    [InlineData("08:59", true)]
    [InlineData("09:00", false)]
    public void They_go_over_midnight(string time, bool isQuiet) =>
        Assert.Equal(isQuiet, Hours("Europe/Moscow", "21:00", "09:00").IsQuietAt(Instant($"2027-03-01T{time}+03:00")));

    [Theory]
    [InlineData("12:59", false)]
    [InlineData("13:00", true)]
    [InlineData("14:00", false)]
    public void They_may_lie_within_a_day(string time, bool isQuiet) =>
        Assert.Equal(isQuiet, Hours("Europe/Moscow", "13:00", "14:00").IsQuietAt(Instant($"2027-03-01T{time}+03:00")));

    [Fact]
    public void The_same_time_twice_is_none() =>
        Assert.False(Hours("Europe/Moscow", "09:00", "09:00").IsQuietAt(Instant("2027-03-01T09:00+03:00")));

    [Fact]
    public void They_are_those_of_the_members_own_zone() =>
        Assert.True(Hours("Asia/Vladivostok", "21:00", "09:00").IsQuietAt(Instant("2027-03-01T15:00+03:00")));

    /// <summary>Told on 1 March or not; the last two days are those on which Berlin's clock skips and repeats two o'clock.</summary>
    [Theory]
    [InlineData("Europe/Moscow", "21:00", "09:00", "2027-03-01T12:00+03:00", null, "2027-03-01T12:00+03:00")]
    [InlineData("Europe/Moscow", "21:00", "09:00", "2027-03-01T22:10:07+03:00", null, "2027-03-02T09:00+03:00")]
    [InlineData("Europe/Moscow", "21:00", "09:00", "2027-03-01T12:00+03:00", "2027-03-01", "2027-03-02T09:00+03:00")]
    [InlineData("Europe/Moscow", "00:00", "00:00", "2027-03-01T12:00+03:00", "2027-03-01", "2027-03-02T00:00+03:00")]
    [InlineData("Europe/Moscow", "21:00", "09:00", "2027-03-02T10:30+03:00", "2027-03-01", "2027-03-02T10:30+03:00")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2027-03-28T00:00+01:00", null, "2027-03-28T03:00+02:00")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2027-10-31T02:00+02:00", null, "2027-10-31T02:30+02:00")]
    [InlineData("Europe/Berlin", "22:00", "02:30", "2027-10-31T02:00+01:00", null, "2027-10-31T02:30+01:00")]
    public void The_first_free_moment_is_after_them_and_on_another_day_than_the_last_notice(
        string zone,
        string quietFrom,
        string quietTo,
        string from,
        string? toldOn,
        string free
    ) =>
        Assert.Equal(
            Instant(free),
            Hours(zone, quietFrom, quietTo)
                .FirstFree(Instant(from), toldOn is null ? null : DateOnly.Parse(toldOn, CultureInfo.InvariantCulture))
        );

    [Fact]
    public void It_is_free_on_another_day_and_no_earlier_minute_is()
    {
        var any =
            from zone in Gen.Elements(Zones)
            from quietFrom in Gen.Choose(0, (24 * 60) - 1)
            from quietTo in Gen.Choose(0, (24 * 60) - 1)
            from seconds in Gen.Choose(0, 3 * 365 * 24 * 3600)
            from ago in Gen.Choose(-1, 2)
            select (zone, quietFrom, quietTo, seconds, ago);
        Prop.ForAll(
                any.ToArbitrary(),
                each =>
                {
                    var hours = new QuietHours(Zone(each.zone), Time(each.quietFrom), Time(each.quietTo));
                    var from = Instant("2026-01-01T00:00Z").AddSeconds(each.seconds);
                    DateOnly? told = each.ago < 0 ? null : hours.Zone.DayOf(from).AddDays(-each.ago);

                    var free = hours.FirstFree(from, told);

                    Assert.True(free >= from && IsFree(free), $"{free:O}");
                    Assert.True(free == from || !IsFree(new[] { from, free.AddMinutes(-1) }.Max()), $"{free:O}");

                    bool IsFree(DateTimeOffset at) =>
                        !hours.IsQuietAt(at) && (told is null || hours.Zone.DayOf(at) > told);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData("21:00", "09:00", "2027-03-01T12:00+03:00", "2027-03-01T21:00+03:00")]
    [InlineData("13:00", "14:00", "2027-03-01T12:59+03:00", "2027-03-01T13:00+03:00")]
    [InlineData("13:00", "14:00", "2027-03-01T14:00+03:00", "2027-03-02T00:00+03:00")]
    [InlineData("00:00", "00:00", "2027-12-31T23:59:30+03:00", "2028-01-01T00:00+03:00")]
    public void What_is_told_at_a_free_moment_is_good_until_they_begin_or_the_day_ends(
        string from,
        string to,
        string at,
        string until
    ) => Assert.Equal(Instant(until), Hours("Europe/Moscow", from, to).FreeUntil(Instant(at)));

    private static QuietHours Hours(string zone, string from, string to) =>
        new(
            Zone(zone),
            TimeOnly.Parse(from, CultureInfo.InvariantCulture),
            TimeOnly.Parse(to, CultureInfo.InvariantCulture)
        );

    private static ProgrammeZone Zone(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));

    private static TimeOnly Time(int minutes) => TimeOnly.MinValue.AddMinutes(minutes);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
