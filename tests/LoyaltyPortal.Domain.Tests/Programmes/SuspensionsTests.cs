using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>Suspension (programmes.md): three switches with a from and a to.</summary>
public class SuspensionsTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 0, 0, TimeSpan.FromHours(3));

    [Fact]
    public void A_switch_is_taken_out_and_the_others_stay()
    {
        var all = new Suspension(Earning: true, Spending: true, ExpiryClock: true, Start, Start.AddDays(1));

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

    // A lot lives from a day, mostly 1 March, to 10 March. Days are given for each day of a stopped clock on which it is active, from
    // included and to excluded.
    [Theory]
    [InlineData(0, 8, "5-8")]
    [InlineData(3, 1, "4-7")]
    [InlineData(3, 1, "4-7 4-7")]
    [InlineData(4, 1, "4-7 5-8")]
    [InlineData(4, 1, "4-8 5-7")]
    [InlineData(5, 1, "1-3 4-7")]
    [InlineData(3, 1, "10-13")]
    [InlineData(0, 1, "11-14")]
    [InlineData(4, 1, "10-11 11-14")]
    [InlineData(0, 1, "5-5")]
    public void Every_stopped_day_is_given_once_while_the_lot_is_active(int given, int from, string clocks)
    {
        var zone = Fixture.Programme("delimano").Zone;
        var suspensions = new Suspensions([.. clocks.Split(' ').Select(Clock)]);

        Assert.Equal(given, suspensions.DaysGivenTo(new DateOnly(2027, 3, from), new DateOnly(2027, 3, 10), zone));
    }

    private static Suspension Clock(string days)
    {
        var ends = days.Split('-')
            .Select(day => int.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        return new Suspension(false, false, ExpiryClock: true, Start.AddDays(ends[0] - 1), Start.AddDays(ends[1] - 1));
    }
}
