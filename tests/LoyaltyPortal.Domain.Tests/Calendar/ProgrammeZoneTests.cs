using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Tests.Calendar;

public class ProgrammeZoneTests
{
    /// <summary>Moscow and Minsk keep one time all year; Havana and Beirut skip midnight in spring and Havana repeats
    /// it in autumn; Lord Howe moves by half an hour; Apia skipped 30 December 2011; Moscow moved for good in 2014.</summary>
    private static readonly string[] Zones =
    [
        "Europe/Moscow",
        "Europe/Minsk",
        "America/Havana",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "UTC",
    ];

    public static TheoryData<string> ZoneNames => [.. Zones];

    [Theory]
    [InlineData("Europe/Moscow", "2026-03-31T20:59:59.9999999Z", "2026-03-31")]
    [InlineData("Europe/Moscow", "2026-03-31T21:00:00Z", "2026-04-01")]
    [InlineData("Europe/Minsk", "2025-12-31T20:59:59Z", "2025-12-31")]
    [InlineData("Europe/Minsk", "2025-12-31T21:00:00Z", "2026-01-01")]
    [InlineData("Europe/Moscow", "2026-01-01T00:30:00+05:00", "2025-12-31")]
    [InlineData("Europe/Moscow", "2014-10-25T20:00:00Z", "2014-10-26")]
    [InlineData("Europe/Moscow", "2014-10-26T20:30:00Z", "2014-10-26")]
    public void An_instant_belongs_to_the_day_on_the_programmes_wall(string zone, string instant, string day) =>
        Assert.Equal(Day(day), Zone(zone).DayOf(Instant(instant)));

    [Theory]
    [InlineData("Europe/Moscow", "2026-04-01", "2026-03-31T21:00:00Z")]
    [InlineData("Europe/Minsk", "2026-01-01", "2025-12-31T21:00:00Z")]
    [InlineData("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z")]
    public void A_day_starts_at_midnight_or_at_the_first_moment_there_is(string zone, string day, string instant) =>
        Assert.Equal(Instant(instant), Zone(zone).StartOf(Day(day)));

    [Theory]
    [MemberData(nameof(ZoneNames))]
    public void The_start_of_a_day_is_its_first_moment(string name)
    {
        var zone = Zone(name);
        Prop.ForAll(
                Gen.Choose(0, 365 * 40).Select(days => new DateOnly(2000, 1, 1).AddDays(days)).ToArbitrary(),
                day =>
                {
                    var skipped = name == "Pacific/Apia" && day == new DateOnly(2011, 12, 30);
                    var start = zone.StartOf(day);
                    return skipped || (zone.DayOf(start) == day && zone.DayOf(start.AddTicks(-1)) < day);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [MemberData(nameof(ZoneNames))]
    public void Days_follow_each_other_and_their_starts_do_too(string name)
    {
        var zone = Zone(name);
        var day = new DateOnly(2010, 1, 1);
        for (var next = day.AddDays(1); next.Year < 2030; (day, next) = (next, next.AddDays(1)))
        {
            Assert.True(zone.StartOf(day) <= zone.StartOf(next), $"{name} {day:O}");
        }
    }

    [Fact]
    public void An_instant_is_shown_on_the_programmes_clock()
    {
        var zone = Zone("Europe/Moscow");
        Assert.Equal("Europe/Moscow", zone.Id);
        Assert.Equal(
            "2026-04-01T00:30:00.0000000+03:00",
            zone.ToLocal(Instant("2026-03-31T21:30:00Z")).ToString("O", CultureInfo.InvariantCulture)
        );
    }

    private static ProgrammeZone Zone(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
