using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Ledger;
using LoyaltyPortal.Domain.Tests.Programmes;
using LoyaltyPortal.Domain.Tiers;

namespace LoyaltyPortal.Domain.Tests.Tiers;

/// <summary>The cabinet forecasts what a rolling window does to the level (programmes.md, "Tiers").</summary>
public class TierForecastTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);

    [Fact]
    public void What_was_paid_365_days_ago_leaves_tomorrow_and_takes_the_level_with_it()
    {
        var rules = Fixture.Programme("stomatorg").Tiers;
        QualifyingDay[] days = [Paid(Today.AddDays(-365), 84_000, 2), Paid(Today.AddDays(-100), 20_000, 1)];

        var change = TierForecast.From(Today, rules, days)[0];

        Assert.Equal(Today.AddDays(1), change.Day);
        Assert.Equal(new Counted(Money.Whole(84_000), 2), change.Leaves);
        Assert.Equal(Today.AddDays(-365), change.LeftPaidDay);
        Assert.Equal(rules.List[1], change.Before.Tier);
        Assert.Equal(rules.List[0], change.After.Tier);
        Assert.True(change.ChangesTier);
        Assert.Equal(new Counted(Money.Whole(20_000), 1), change.After.Counted);
    }

    [Fact]
    public void What_counts_from_another_day_on_enters_then()
    {
        var rules = Fixture.Programme("stomatorg").Tiers;
        var row = new QualifyingDay { PaidDay = Today, CountingDay = Today.AddDays(7) };
        row.Add(Money.Whole(150_000), 3);

        var changes = TierForecast.From(Today, rules, [row]);

        Assert.Equal(Today.AddDays(8), changes[0].Day);
        Assert.Equal(rules.List[1], changes[0].After.Tier);
        Assert.Null(changes[0].LeftPaidDay);
        Assert.Equal(Today.AddDays(366), changes[1].Day);
        Assert.Equal(rules.List[0], changes[1].After.Tier);
    }

    [Fact]
    public void A_level_for_life_has_nothing_to_lose()
    {
        var rules = Fixture.Programme("perfone").Tiers;

        Assert.Empty(TierForecast.From(Today, rules, [Paid(Today.AddDays(-4_000), 300_000, 1)]));
    }

    [Fact]
    public void A_day_whose_goods_all_came_back_is_no_news()
    {
        var row = Paid(Today.AddDays(-30), 5_000, 1);
        row.Add(-Money.Whole(5_000), -1);

        Assert.Empty(TierForecast.From(Today, Fixture.Programme("stomatorg").Tiers, [row]));
    }

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void On_every_day_to_come_the_level_is_what_the_forecast_said(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                history =>
                {
                    var world = World.After(programme, history);
                    var days = world.Account.QualifyingDays;
                    var changes = TierForecast.From(world.Today, programme.Tiers, days);
                    var standing = TierStanding.On(world.Today, programme.Tiers, days);
                    for (var day = world.Today.AddDays(1); day <= world.Today.AddDays(450); day = day.AddDays(1))
                    {
                        if (changes.FirstOrDefault(change => change.Day == day) is { } change)
                        {
                            Assert.Equal(standing.Counted, change.Before.Counted);
                            standing = change.After;
                        }
                        var then = TierStanding.On(day, programme.Tiers, days);
                        Assert.Equal(then.Tier.Id, standing.Tier.Id);
                        Assert.Equal(then.Counted, standing.Counted);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static QualifyingDay Paid(DateOnly day, long sum, int orders)
    {
        var row = new QualifyingDay { PaidDay = day, CountingDay = day };
        row.Add(Money.Whole(sum), orders);
        return row;
    }
}
