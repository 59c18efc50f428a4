using FsCheck;
using FsCheck.Fluent;

namespace LoyaltyPortal.Domain.Tests.Amounts;

public class RatioTests
{
    [Theory]
    [InlineData(199, 100, 1, Rounding.Down, 1)]
    [InlineData(149, 100, 1, Rounding.HalfAwayFromZero, 1)]
    [InlineData(150, 100, 1, Rounding.HalfAwayFromZero, 2)]
    [InlineData(249, 1, 100, Rounding.HalfAwayFromZero, 200)]
    [InlineData(250, 1, 100, Rounding.HalfAwayFromZero, 300)]
    [InlineData(299, 1, 100, Rounding.Down, 200)]
    [InlineData(0, 7, 100, Rounding.HalfAwayFromZero, 0)]
    public void A_fraction_is_rounded_once_to_a_multiple_of_the_precision(
        long numerator,
        long denominator,
        long precision,
        Rounding rounding,
        long expected
    ) => Assert.Equal(expected, Ratio.Round(numerator, denominator, precision, rounding));

    [Fact]
    public void Sums_beyond_64_bits_are_exact_on_the_way() =>
        Assert.Equal(long.MaxValue, Ratio.Round((Int128)long.MaxValue * 1_000_000, 1_000_000, 1, Rounding.Down));

    [Fact]
    public void A_result_beyond_64_bits_is_an_error_and_never_another_amount() =>
        Assert.Throws<OverflowException>(() => Ratio.Round((Int128)long.MaxValue * 2, 1, 1, Rounding.Down));

    [Fact]
    public void What_is_negative_is_not_rounded()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.Round(-1, 1, 1, Rounding.Down));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.Round(1, 0, 1, Rounding.Down));
    }

    [Fact]
    public void Rounding_is_within_one_step_and_half_up_is_within_half_a_step() =>
        Prop.ForAll(
                Gen.Choose(0, 1_000_000_000).Zip(Gen.Choose(1, 100_000)).ToArbitrary(),
                Gen.Elements(1L, 100L).ToArbitrary(),
                (pair, precision) =>
                {
                    var (numerator, denominator) = pair;
                    var unit = denominator * precision;
                    var down = Ratio.Round(numerator, denominator, precision, Rounding.Down);
                    var half = Ratio.Round(numerator, denominator, precision, Rounding.HalfAwayFromZero);
                    var below = numerator - (down * denominator);
                    var off = numerator - (half * denominator);
                    return down % precision == 0
                        && half % precision == 0
                        && below >= 0
                        && below < unit
                        && off * 2 <= unit - 1
                        && off * 2 >= -unit;
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(2, new long[] { 1, 1, 1 }, new long[] { 1, 1, 0 })]
    [InlineData(10, new long[] { 0, 5, 0 }, new long[] { 0, 10, 0 })]
    [InlineData(1, new long[] { 1, 2 }, new long[] { 0, 1 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(0, new long[0], new long[0])]
    public void A_sum_is_shared_by_largest_remainder_and_ties_go_to_the_earlier(
        long total,
        long[] weights,
        long[] expected
    ) => Assert.Equal(expected, Ratio.Share(total, weights));

    [Fact]
    public void Something_cannot_be_shared_over_nothing()
    {
        Assert.Throws<ArgumentException>(() => Ratio.Share(1, []));
        Assert.Throws<ArgumentException>(() => Ratio.Share(1, [0, 0]));
    }

    [Fact]
    public void Shares_add_up_to_the_total() =>
        Prop.ForAll(Basket(), basket => Ratio.Share(basket.Total, basket.Weights).Sum() == basket.Total)
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Each_share_lies_within_one_unit_of_the_exact_one() =>
        Prop.ForAll(
                Basket(),
                basket =>
                {
                    var sum = (Int128)basket.Weights.Sum();
                    return Ratio
                        .Share(basket.Total, basket.Weights)
                        .Zip(basket.Weights)
                        .All(line => Int128.Abs((line.First * sum) - ((Int128)basket.Total * line.Second)) < sum);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Lines_of_one_weight_differ_by_one_unit_at_most_and_the_earlier_gets_it() =>
        Prop.ForAll(
                Basket(),
                basket =>
                {
                    var shares = Ratio.Share(basket.Total, basket.Weights);
                    return basket
                        .Weights.Index()
                        .GroupBy(line => line.Item, line => shares[line.Index])
                        .All(same => same.SequenceEqual(same.OrderDescending()) && same.First() - same.Last() <= 1);
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_heavier_line_never_gets_less() =>
        Prop.ForAll(
                Basket(),
                basket =>
                {
                    var lines = Ratio.Share(basket.Total, basket.Weights).Zip(basket.Weights).ToList();
                    return lines.TrueForAll(line =>
                        lines.TrueForAll(other => line.Second <= other.Second || line.First >= other.First)
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void What_has_no_weight_gets_nothing_and_nobody_gets_more_than_the_total() =>
        Prop.ForAll(
                Basket(),
                basket =>
                    Ratio
                        .Share(basket.Total, basket.Weights)
                        .Zip(basket.Weights)
                        .All(line =>
                            line.First >= 0 && line.First <= basket.Total && (line.Second > 0 || line.First == 0)
                        )
            )
            .Check(Config.QuickThrowOnFailure);

    /// <summary>A total and weights that often tie and are sometimes zero, never all of them.</summary>
    private static Arbitrary<(long Total, long[] Weights)> Basket() =>
        Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 100_000_00))
            .Select(weight => (long)weight)
            .NonEmptyListOf()
            .Where(weights => weights.Any(weight => weight > 0))
            .Select(weights => weights.ToArray())
            .Zip(Gen.OneOf(Gen.Choose(0, 10), Gen.Choose(0, 1_000_000_00)))
            .Select(pair => ((long)pair.Item2, pair.Item1))
            .ToArbitrary();
}
