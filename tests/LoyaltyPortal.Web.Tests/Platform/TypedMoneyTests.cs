using LoyaltyPortal.Domain;
using LoyaltyPortal.Web.Platform;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

public sealed class TypedMoneyTests
{
    private static readonly Money Most = Money.Whole(100_000_000);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 700)]
    [InlineData("1250.5", 125_050)]
    [InlineData("1250,50", 125_050)]
    [InlineData(" 1 250,50 ", 125_050)]
    [InlineData("1\u00A0250\u202F000", 125_000_000)]
    [InlineData("0,01", 1)]
    [InlineData("007", 700)]
    [InlineData("000000000000000000000000001", 100)]
    [InlineData("100000000", 10_000_000_000)]
    public void A_sum_is_read_with_comma_or_point_and_spaces(string typed, long hundredths) =>
        Assert.Equal(new TypedMoney.Sum(new Money(hundredths)), TypedMoney.Read(typed, Most));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00A0\t")]
    public void Nothing_typed_is_no_sum(string? typed) =>
        Assert.Equal(new TypedMoney.Nothing(), TypedMoney.Read(typed, Most));

    [Theory]
    [InlineData("abc", MoneyFault.NotANumber)]
    [InlineData("-5", MoneyFault.NotANumber)]
    [InlineData("+5", MoneyFault.NotANumber)]
    [InlineData("1e3", MoneyFault.NotANumber)]
    [InlineData("5,", MoneyFault.NotANumber)]
    [InlineData(",5", MoneyFault.NotANumber)]
    [InlineData("1,250.50", MoneyFault.NotANumber)]
    [InlineData("1.250,50", MoneyFault.NotANumber)]
    [InlineData("٣", MoneyFault.NotANumber)]
    [InlineData("5 ₽", MoneyFault.NotANumber)]
    [InlineData("1,250", MoneyFault.TooFine)]
    [InlineData("1.500", MoneyFault.TooFine)]
    [InlineData("100000000.01", MoneyFault.TooMuch)]
    [InlineData("99999999999999999999999999", MoneyFault.TooMuch)]
    public void What_is_no_sum_or_could_be_two_says_why(string typed, MoneyFault fault) =>
        Assert.Equal(new TypedMoney.Wrong(fault), TypedMoney.Read(typed, Most));
}
