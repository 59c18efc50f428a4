using System.Globalization;
using Bunit;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Web.Components;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class AmountTests : PieceTest
{
    [Theory]
    [InlineData("0", "0 бонусов")]
    [InlineData("1", "1 бонус")]
    [InlineData("2", "2 бонуса")]
    [InlineData("4", "4 бонуса")]
    [InlineData("5", "5 бонусов")]
    [InlineData("11", "11 бонусов")]
    [InlineData("12", "12 бонусов")]
    [InlineData("14", "14 бонусов")]
    [InlineData("21", "21 бонус")]
    [InlineData("22", "22 бонуса")]
    [InlineData("25", "25 бонусов")]
    [InlineData("101", "101 бонус")]
    [InlineData("111", "111 бонусов")]
    [InlineData("1001", "1 001 бонус")]
    [InlineData("1250", "1 250 бонусов")]
    [InlineData("1234567", "1 234 567 бонусов")]
    [InlineData("2.5", "2,5 бонуса")]
    [InlineData("21.75", "21,75 бонуса")]
    [InlineData("5.10", "5,1 бонуса")]
    [InlineData("-1", "−1 бонус")]
    [InlineData("-40", "−40 бонусов")]
    [InlineData("-2.5", "−2,5 бонуса")]
    public void Points_take_the_Russian_word_their_number_asks_for(string value, string expected) =>
        Assert.Equal(expected, TextOf(value));

    [Theory]
    [InlineData("0", "0 bonus points")]
    [InlineData("1", "1 bonus point")]
    [InlineData("-1", "−1 bonus point")]
    [InlineData("1.5", "1.5 bonus points")]
    [InlineData("21", "21 bonus points")]
    [InlineData("1250", "1,250 bonus points")]
    public void Points_take_the_English_word_their_number_asks_for(string value, string expected)
    {
        Speak(English);
        Assert.Equal(expected, TextOf(value));
    }

    [Fact]
    public void Nothing_in_an_amount_of_points_breaks_over_two_lines()
    {
        var amount = Page.Render<Amount>(p => p.Add(a => a.Points, Points.Whole(1250))).Find("data");
        Assert.DoesNotContain(' ', amount.TextContent.Replace("bonus points", "", StringComparison.Ordinal));
        Assert.Equal("1250", amount.GetAttribute("value"));
    }

    [Theory]
    [InlineData("1250", "1 250 ₽")]
    [InlineData("1250.5", "1 250,50 ₽")]
    [InlineData("-0.01", "−0,01 ₽")]
    public void Money_has_both_digits_of_a_fraction_or_none(string value, string expected)
    {
        var amount = Page.Render<Amount>(p => p.Add(a => a.Money, Money.Of(Number(value))));
        Assert.Equal(expected, Plain(amount.Find("data").TextContent));
    }

    [Fact]
    public void A_currency_without_a_sign_of_its_own_is_told_by_its_code() =>
        Assert.Equal("10 BYN", Plain((Stomatorg with { Currency = "BYN" }).Say(Money.Whole(10), Russian)));

    [Fact]
    public void A_movement_that_came_in_has_a_plus_and_a_colour()
    {
        var amount = Page.Render<Amount>(p =>
            p.Add(a => a.Points, Points.Whole(120)).Add(a => a.Signed, true).Add(a => a.Bare, true)
        );
        amount.MarkupMatches(
            "<data class=\"amount amount-in\" value=\"120\"><span class=\"amount-figure\">+120</span></data>"
        );
    }

    private string TextOf(string value) =>
        Plain(Page.Render<Amount>(p => p.Add(a => a.Points, Points.Of(Number(value)))).Find("data").TextContent);

    private static decimal Number(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);

    private static string Plain(string text) => text.Replace(Figures.NoBreakSpace, ' ');
}
