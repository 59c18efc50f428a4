using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LoyaltyPortal.Domain.Tests.Amounts;

public class PercentTests
{
    [Theory]
    [InlineData("2.5", 100_00, 1, Rounding.HalfAwayFromZero, 250)]
    [InlineData("3", 333_33, 100, Rounding.Down, 900)]
    [InlineData("2.5", 50_20, 1, Rounding.HalfAwayFromZero, 126)]
    [InlineData("2.5", 50_19, 1, Rounding.HalfAwayFromZero, 125)]
    [InlineData("100", 12_34, 1, Rounding.Down, 12_34)]
    [InlineData("0", 12_34, 1, Rounding.HalfAwayFromZero, 0)]
    public void A_share_of_an_amount_is_rounded_once(
        string percent,
        long amount,
        long precision,
        Rounding rounding,
        long expected
    ) =>
        Assert.Equal(
            expected,
            Percent.Of(decimal.Parse(percent, CultureInfo.InvariantCulture)).Take(amount, precision, rounding)
        );

    [Theory]
    [InlineData("2.5", "40", "1")]
    [InlineData("3", "40", "1.2")]
    [InlineData("10", "100", "10")]
    public void A_rate_times_a_factor_is_a_rate(string rate, string factor, string expected) =>
        Assert.Equal(Of(expected), Of(rate).Times(Of(factor)));

    [Fact]
    public void The_whole_takes_all_and_nothing_takes_nothing() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                amount =>
                    Percent.Whole.Take(amount, 1, Rounding.Down) == amount
                    && Percent.Zero.Take(amount, 1, Rounding.HalfAwayFromZero) == 0
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_larger_share_or_amount_never_takes_less() =>
        Prop.ForAll(
                Gen.Choose(0, 10_000).Two().ToArbitrary(),
                Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
                (shares, amounts) =>
                {
                    var (less, more) = (Least(shares), Most(shares));
                    var (small, large) = (Least(amounts), Most(amounts));
                    return Percent.Of(less / 100m).Take(small, 100, Rounding.Down)
                        <= Percent.Of(more / 100m).Take(large, 100, Rounding.Down);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Shares_are_ordered_by_size()
    {
        Assert.True(Of("2.5") < Of("3"));
        Assert.True(Of("3") > Of("2.5"));
        Assert.True(Of("3") <= Of("3.0"));
        Assert.True(Of("3") >= Of("3.0"));
        Assert.Equal(-1, Of("2.5").CompareTo(Of("3")));
        Assert.Equal(2.5m, Of("2.5").Value);
    }

    private static Percent Of(string percent) => Percent.Of(decimal.Parse(percent, CultureInfo.InvariantCulture));

    private static int Least((int, int) pair) => Math.Min(pair.Item1, pair.Item2);

    private static int Most((int, int) pair) => Math.Max(pair.Item1, pair.Item2);
}
