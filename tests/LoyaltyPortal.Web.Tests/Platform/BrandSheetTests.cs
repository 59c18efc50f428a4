using LoyaltyPortal.Web.Platform;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

public sealed class BrandSheetTests
{
    [Theory]
    [InlineData("#00696e", "#ffffff")]
    [InlineData("#4cc3c7", "#0b1512")]
    [InlineData("#ffe600", "#0b1512")]
    [InlineData("#000000", "#ffffff")]
    public void Letters_on_the_brand_stand_out(string brand, string ink) => Assert.Equal(ink, BrandSheet.InkOn(brand));
}
