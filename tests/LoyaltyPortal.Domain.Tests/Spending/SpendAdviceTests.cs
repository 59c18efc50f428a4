using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Spending;
using LoyaltyPortal.Domain.Tests.Ledger;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Spending;

/// <summary>How large an order must be for some points (programmes.md, "Spending").</summary>
public class SpendAdviceTests
{
    [Theory]
    [InlineData("stomatorg", "main", 300, 300, "10000")] // 3 % at the lowest level
    [InlineData("stomatorg", "main", 1, 1, "33.34")] // 33.33 x 3 % is less than a point
    [InlineData("perfone", "main", 300, 300, "600")] // a half
    [InlineData("autostars", "main", 15, 15, "100")]
    [InlineData("lusio", "main", 300, 300, "301")] // a rouble stays
    [InlineData("delimano", "web", 90, 90, "1000.01")] // over 1,000
    [InlineData("delimano", "club", 500, 400, "4000")] // steps of 200 for each full 2,000
    [InlineData("delimano", "club", 199, 0, null)]
    public void The_smallest_order_for_some_points(string name, string wallet, int points, int usable, string? basket)
    {
        var programme = Fixture.Programme(name);

        var advice = SpendAdvice.For(
            Points.Whole(points),
            programme.Wallet(wallet),
            programme.Tiers.List[0],
            programme.Precision
        );

        Assert.Equal(
            new SpendAdvice(
                Points.Whole(usable),
                basket is null ? null : Money.Of(decimal.Parse(basket, CultureInfo.InvariantCulture))
            ),
            advice
        );
    }

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void An_order_of_that_sum_takes_the_points_and_a_smaller_one_does_not(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                Gen.Choose(1, 2_000_000).ToArbitrary(),
                Gen.Choose(0, programme.Tiers.List.Count - 1).ToArbitrary(),
                (hundredths, level) =>
                {
                    foreach (var wallet in programme.Wallets)
                    {
                        var tier = programme.Tiers.List[level];
                        var advice = SpendAdvice.For(new Points(hundredths), wallet, tier, programme.Precision);
                        if (advice.Basket is not { } sum)
                        {
                            continue;
                        }
                        Assert.True(CapOf(sum) >= advice.Points);
                        Assert.True(CapOf(sum - new Money(1)) < advice.Points);

                        Points CapOf(Money price) =>
                            SpendOffer
                                .For(
                                    new SpendCase(
                                        wallet.Channels[0],
                                        new DateOnly(2027, 3, 1),
                                        tier,
                                        null,
                                        [Goods(price)]
                                    ),
                                    programme
                                )
                                .Cap;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static BasketLine Goods(Money price) =>
        new("1", "sku", null, null, 1, price, Money.Zero, LineMarks.None, null);
}
