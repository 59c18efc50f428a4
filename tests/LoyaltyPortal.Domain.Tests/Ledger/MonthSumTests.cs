using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>A year at a glance is kept as points move, and agrees with the entries.</summary>
public class MonthSumTests
{
    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Months_add_up_to_the_entries(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                history =>
                {
                    var world = World.After(programme, history);
                    var months = world.Account.Months!;
                    var kept = world.Entries.Where(entry =>
                        months.Any(month => month.Month == MonthSum.MonthOf(programme.Zone.DayOf(entry.At)))
                    );

                    Assert.Equal(kept.Sum(entry => entry.Points), months.Sum(month => month.Change));
                    Assert.Equal(
                        kept.Where(entry => entry.Type == EntryType.Redeemed).Sum(entry => -entry.Points),
                        months.Sum(month => month.Spent)
                    );
                    Assert.True(months.Count <= MonthSum.Kept);
                    Assert.Equal(months.OrderBy(month => month.Month), months);
                    var newest = months is [.., var last] ? last.Month : DateOnly.MinValue;
                    Assert.DoesNotContain(
                        world.Entries.Except(kept),
                        entry =>
                            !entry.Points.IsZero
                            && MonthSum.MonthOf(programme.Zone.DayOf(entry.At)) > newest.AddMonths(-MonthSum.Kept)
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void A_movement_told_late_finds_its_month_and_one_before_all_kept_months_is_left_out()
    {
        IReadOnlyList<MonthSum> months = [];
        foreach (var day in new[] { new DateOnly(2027, 3, 5), new DateOnly(2027, 1, 31), new DateOnly(2025, 2, 28) })
        {
            months = MonthSum.With(months, day, EntryType.Earned, Points.Whole(10));
        }
        months = MonthSum.With(months, new DateOnly(2027, 3, 6), EntryType.Redeemed, -Points.Whole(4));
        months = MonthSum.With(months, new DateOnly(2027, 3, 7), EntryType.Expired, -Points.Whole(1));

        Assert.Equal(
            [
                new MonthSum(new DateOnly(2027, 1, 1), Points.Whole(10), Points.Zero, Points.Zero),
                new MonthSum(new DateOnly(2027, 3, 1), Points.Whole(10), Points.Whole(4), Points.Whole(1)),
            ],
            months
        );
    }
}
