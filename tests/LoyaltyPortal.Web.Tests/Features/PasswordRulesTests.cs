using LoyaltyPortal.Web.Features.Staff;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features;

public sealed class PasswordRulesTests
{
    private const string Email = "olga.orlova@shop.example";

    [Theory]
    [InlineData(null, PasswordFault.TooShort)]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("elevensigns", PasswordFault.TooShort)]
    [InlineData("twelve-signs", PasswordFault.None)]
    [InlineData("ababababababab", PasswordFault.TooUniform)]
    [InlineData("password2027!", PasswordFault.TooCommon)]
    [InlineData("P@ssw0rdP@ssw0rd", PasswordFault.TooCommon)]
    [InlineData("Qwerty123456", PasswordFault.TooCommon)]
    [InlineData("Пароль123456", PasswordFault.TooCommon)]
    [InlineData("098765432101", PasswordFault.TooCommon)]
    [InlineData("i am Olga.Orlova!", PasswordFault.HoldsAddress)]
    [InlineData("верная лошадь", PasswordFault.None)]
    [InlineData("correct horse battery", PasswordFault.None)]
    public void A_password_is_taken_or_refused_for_a_reason(string? password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.Check(password, Email));

    [Fact]
    public void One_that_is_too_long_to_hash_is_refused() =>
        Assert.Equal(
            PasswordFault.TooLong,
            PasswordRules.Check(string.Concat(Enumerable.Repeat("abcdefgh", 17)), Email)
        );
}
