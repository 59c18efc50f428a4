using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LoyaltyPortal.Domain.Tests.Amounts;

public class MoneyAndPointsTests
{
    [Fact]
    public void An_amount_is_kept_to_the_hundredth()
    {
        Assert.Equal(123_450, Money.Of(1234.50m).Hundredths);
        Assert.Equal(-1, Points.Of(-0.01m).Hundredths);
        Assert.Equal(1234.5m, Money.Of(1234.50m).Value);
        Assert.Equal(Points.Whole(7), Points.Of(7.00m));
    }

    [Fact]
    public void A_third_decimal_is_refused_and_never_rounded()
    {
        Assert.Throws<ArgumentException>(() => Money.Of(0.001m));
        Assert.Throws<ArgumentException>(() => Points.Of(1.005m));
        Assert.Throws<ArgumentException>(() => Percent.Of(2.50001m));
    }

    [Fact]
    public void Sums_that_do_not_fit_are_an_error()
    {
        var most = new Money(long.MaxValue);
        var least = new Points(long.MinValue);
        Assert.Throws<OverflowException>(() => most + new Money(1));
        Assert.Throws<OverflowException>(() => least - new Points(1));
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => Money.Whole(long.MaxValue));
        Assert.Throws<OverflowException>(() => Points.Whole(long.MaxValue / 100 + 1));
        Assert.Throws<OverflowException>(() => Money.Of(100_000_000_000_000_000_000m));
    }

    [Theory]
    [InlineData("1234.50", "1234.5")]
    [InlineData("0", "0")]
    [InlineData("-0.05", "-0.05")]
    public void An_amount_reads_the_same_in_every_culture(string amount, string written)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
        try
        {
            var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
            Assert.Equal(written, Money.Of(value).ToString());
            Assert.Equal(written, Points.Of(value).ToString());
            Assert.Equal(written, Percent.Of(value).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("799.99", 200, 600)]
    [InlineData("800", 200, 800)]
    [InlineData("199.99", 200, 0)]
    [InlineData("12.99", 1, 12)]
    public void Points_are_floored_to_a_step(string points, int step, int expected) =>
        Assert.Equal(
            Points.Whole(expected),
            Points.Of(decimal.Parse(points, CultureInfo.InvariantCulture)).FloorTo(Points.Whole(step))
        );

    [Fact]
    public void Adding_and_taking_away_again_changes_nothing() =>
        Prop.ForAll<int, int>(
                (one, other) =>
                {
                    var (money, more) = (new Money(one), new Money(other));
                    var (points, extra) = (new Points(one), new Points(other));
                    return money + more - more == money && points + extra - extra == points && -(-money) == money;
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Order_smaller_and_larger_agree_with_the_hundredths() =>
        Prop.ForAll<int, int>(
                (one, other) =>
                    new Money(one) < new Money(other) == one < other
                    && new Money(one) >= new Money(other) == one >= other
                    && new Points(one) <= new Points(other) == one <= other
                    && new Points(one) > new Points(other) == one > other
                    && Money.Min(new(one), new(other)).Hundredths == Math.Min(one, other)
                    && Money.Max(new(one), new(other)).Hundredths == Math.Max(one, other)
                    && Points.Min(new(one), new(other)).Hundredths == Math.Min(one, other)
                    && Points.Max(new(one), new(other)).Hundredths == Math.Max(one, other)
                    && new Money(one).CompareTo(new(other)) == one.CompareTo(other)
                    && new Points(one).IsPositive == one > 0
                    && new Money(one).IsZero == (one == 0)
            )
            .Check(Config.QuickThrowOnFailure);
}
