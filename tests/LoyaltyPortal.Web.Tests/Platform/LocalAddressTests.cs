using LoyaltyPortal.Web.Platform;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/cabinet")]
    [InlineData("/cabinet/history?after=1&kind=earned")]
    public void A_path_of_this_host_is_kept(string address) => Assert.Equal(address, LocalAddress.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cabinet")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public void Any_other_address_leads_home(string? address) => Assert.Equal("/", LocalAddress.OrHome(address));
}
