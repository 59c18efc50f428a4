using System.Globalization;
using System.Text;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>How heavy the cabinet is and whether it stands still.</summary>
public sealed class WeightTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int MostBytes = 100_000;

    [Fact]
    public async Task A_first_visit_to_the_cabinet_takes_no_more_than_100_KB()
    {
        await using var published = await PublishedPortal.StartAsync();
        var member = await VisitorAsync(published.Shop);
        await PhonePage.SignInAsync(member, Portal.Buyer);
        var buyer = await VisitorAsync(published.Shop, await member.Page.Context.StorageStateAsync());
        var wire = await buyer.Page.Context.NewCDPSessionAsync(buyer.Page);
        var addresses = new Dictionary<string, string>();
        var sizes = new Dictionary<string, long>();
        wire.Event("Network.responseReceived").OnEvent += (_, told) =>
        {
            var response = told!.Value.GetProperty("response");
            lock (addresses)
            {
                addresses[told.Value.GetProperty("requestId").GetString()!] = response.GetProperty("url").GetString()!;
            }
        };
        wire.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            lock (addresses)
            {
                sizes[told!.Value.GetProperty("requestId").GetString()!] = (long)
                    told.Value.GetProperty("encodedDataLength").GetDouble();
            }
        };
        await wire.SendAsync("Network.enable");

        await buyer.Page.GotoAsync(Cabinet.Home, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var report = new StringBuilder();
        foreach (var (request, size) in sizes.OrderByDescending(each => each.Value))
        {
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"{size, 8:N0}  {new Uri(addresses[request]).AbsolutePath}"
            );
        }

        var total = sizes.Values.Sum();
        Figures.Tell(string.Create(CultureInfo.InvariantCulture, $"first visit to the cabinet: {total:N0} bytes"));
        Assert.True(sizes.Count >= 6, $"Only {sizes.Count} downloads were seen:\n{report}");
        Assert.True(total <= MostBytes, $"{total} bytes:\n{report}");
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_cabinet_stands_still_while_it_loads(int width)
    {
        var buyer = await MemberAsync(Portal.Buyer, new Look(width));
        await buyer.Page.AddInitScriptAsync(
            """
            window.shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
                .observe({ type: 'layout-shift', buffered: true });
            """
        );
        await buyer.Page.GotoAsync(Cabinet.Home, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var shift = await buyer.Page.EvaluateAsync<double>(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shift))))"
        );

        Figures.Tell(
            string.Create(CultureInfo.InvariantCulture, $"layout shift of the cabinet at {width}: {shift:0.000}")
        );
        Assert.True(shift < 0.1, $"{shift}");
    }
}
