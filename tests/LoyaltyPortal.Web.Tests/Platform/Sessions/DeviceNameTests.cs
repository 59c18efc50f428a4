using LoyaltyPortal.Web.Platform.Sessions;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform.Sessions;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
        "Chrome, Android"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Safari, iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36",
        "Yandex Browser, Windows"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox, Linux")]
    [InlineData("curl/8.5.0", "—")]
    [InlineData("", "—")]
    [InlineData(null, "—")]
    public void A_browser_is_called_by_what_its_owner_knows_it_by(string? userAgent, string name) =>
        Assert.Equal(name, DeviceName.Of(userAgent));
}
