using LoyaltyPortal.Domain.Members;

namespace LoyaltyPortal.Domain.Tests.Members;

public class PhoneTests
{
    [Theory]
    [InlineData("+79001234567", "+7 *** ***-**-67")]
    [InlineData("+375291234567", "+375 ** ***-**-67")]
    [InlineData("+14155550123", "+1 *** ***-**-23")]
    [InlineData("+447911123456", "+44 *** ***-**-56")]
    [InlineData("+491512345678901", "+49 ****** ***-**-01")]
    [InlineData("+2909999", "+290 **-99")]
    [InlineData("+290999", null)]
    public void A_number_is_shown_by_its_calling_code_and_its_last_two_digits(string e164, string? masked) =>
        Assert.Equal(masked, Phone.TryOf(e164)?.Masked);

    [Fact]
    public void The_text_of_a_number_never_tells_it()
    {
        var phone = Phone.Of("+79001234567");
        Assert.Equal("+7 *** ***-**-67", phone.ToString());
        Assert.Equal("to +7 *** ***-**-67", $"to {phone}");
        Assert.Equal("+79001234567", phone.E164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("79001234567")]
    [InlineData("+7 900 123-45-67")]
    [InlineData("+09001234567")]
    [InlineData("+7900123456789012")]
    [InlineData("+79001234567\n")]
    [InlineData("+７９００１２３４５６７")]
    [InlineData("+7900abc4567")]
    public void What_is_not_E164_is_no_phone(string? text)
    {
        Assert.Null(Phone.TryOf(text));
        var error = Assert.Throws<ArgumentException>(() => Phone.Of(text!));
        Assert.DoesNotContain("900", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_numbers_are_one_phone() => Assert.Equal(Phone.Of("+79001234567"), Phone.Of("+79001234567"));
}
