using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>programmes.md, "Suspension".</summary>
public class SuspensionsTests
{
    private static readonly ProgrammeZone Zone = Fixture.Programme("delimano").Zone;

    [Theory]
    // Stopped 10 to 14 March: 10, 11, 12, 13 are days of a stopped clock.
    [InlineData("2026-03-01", "2026-03-31", 4)] // active all the time
    [InlineData("2026-03-01", "2026-03-10", 4)] // its last day is the first of them
    [InlineData("2026-03-01", "2026-03-09", 0)] // ended the day before
    [InlineData("2026-03-12", "2026-07-12", 2)] // starts on the 12th: 12 and 13
    [InlineData("2026-03-13", "2026-03-13", 1)]
    [InlineData("2026-03-14", "2026-07-14", 0)] // starts when the clock runs again
    public void A_lot_gets_back_each_day_of_a_stopped_clock_on_which_it_is_active(string start, string end, int days)
    {
        var stopped = new Suspensions([Clock("2026-03-10T00:00:00+03:00", "2026-03-14T00:00:00+03:00")]);
        Assert.Equal(days, stopped.DaysGivenTo(Day(start), Day(end), Zone));
    }

    [Fact]
    public void The_day_of_the_start_counts_and_the_day_of_the_end_does_not_whatever_the_hour()
    {
        // 10 March 23:30 to 12 March 00:30 in Moscow: the 10th and the 11th.
        var stopped = new Suspensions([Clock("2026-03-10T23:30:00+03:00", "2026-03-12T00:30:00+03:00")]);
        Assert.Equal(2, stopped.DaysGivenTo(Day("2026-03-01"), Day("2026-03-31"), Zone));
    }

    [Fact]
    public void Days_given_back_by_one_suspension_let_a_lot_live_into_the_next()
    {
        // Ends on the 10th, gets the 10th to the 13th back, so it ends on the 14th, and lives to see the second one, 14 to 16.
        var stopped = new Suspensions([
            Clock("2026-03-14T00:00:00+03:00", "2026-03-16T00:00:00+03:00"),
            Clock("2026-03-10T00:00:00+03:00", "2026-03-14T00:00:00+03:00"),
        ]);
        Assert.Equal(6, stopped.DaysGivenTo(Day("2026-03-01"), Day("2026-03-10"), Zone));
    }

    [Fact]
    public void A_day_that_two_suspensions_stop_is_given_back_once()
    {
        var stopped = new Suspensions([
            Clock("2026-03-10T00:00:00+03:00", "2026-03-14T00:00:00+03:00"),
            Clock("2026-03-12T00:00:00+03:00", "2026-03-16T00:00:00+03:00"),
        ]);
        Assert.Equal(6, stopped.DaysGivenTo(Day("2026-03-01"), Day("2026-03-31"), Zone));
    }

    [Fact]
    public void The_three_switches_are_apart()
    {
        var from = DateTimeOffset.Parse("2026-03-10T00:00:00Z", null);
        var stopped = new Suspensions([
            new Suspension(Earning: true, Spending: false, ExpiryClock: false, from, from.AddDays(1)),
        ]);
        Assert.True(stopped.StopEarningAt(from));
        Assert.False(stopped.StopEarningAt(from.AddDays(1)));
        Assert.False(stopped.StopEarningAt(from.AddTicks(-1)));
        Assert.False(stopped.StopSpendingAt(from));
        Assert.Equal(0, stopped.DaysGivenTo(Day("2026-03-01"), Day("2026-03-31"), Zone));
    }

    [Fact]
    public void A_day_of_a_suspension_within_another_one_is_given_back_once()
    {
        var stopped = new Suspensions([
            Clock("2026-03-10T00:00:00+03:00", "2026-03-16T00:00:00+03:00"),
            Clock("2026-03-12T00:00:00+03:00", "2026-03-14T00:00:00+03:00"),
        ]);
        Assert.Equal(6, stopped.DaysGivenTo(Day("2026-03-01"), Day("2026-03-31"), Zone));
    }

    [Fact]
    public void A_switch_is_taken_out_and_the_others_stay()
    {
        var from = DateTimeOffset.Parse("2026-03-10T00:00:00Z", null);
        var all = new Suspension(Earning: true, Spending: true, ExpiryClock: true, from, from.AddDays(1));

        Assert.Equal(all with { Spending = false }, all.Without(Switches.Spending));
        Assert.Equal(
            all with
            {
                Earning = false,
                ExpiryClock = false,
            },
            all.Without(Switches.Earning | Switches.ExpiryClock)
        );
        Assert.Equal(all, all.Without(Switches.None));
        Assert.True(all.Without(Switches.Earning).StopsAnything);
        Assert.False(all.Without(Switches.All).StopsAnything);
    }

    private static Suspension Clock(string from, string to) =>
        new(
            Earning: false,
            Spending: false,
            ExpiryClock: true,
            DateTimeOffset.Parse(from, null),
            DateTimeOffset.Parse(to, null)
        );

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
