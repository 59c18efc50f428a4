using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Profile;

/// <summary>A member asks to be told, is told once a day, and ends it from the message itself.</summary>
public sealed partial class NoticeTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_asks_to_be_told_is_told_once_a_day_and_ends_it_signed_out(bool hasScript)
    {
        var portal = Alone();
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript), portal);
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync();
        await visitor.GoAsync(ProfilePages.Home);
        await visitor.Page.Locator($"a[href='{NoticesPage.Path}']").ClickAsync();
        await visitor.ArriveAsync(NoticesPage.Path);
        var page = new NoticesPage(visitor);
        await Expect(page.Credited).Not.ToBeCheckedAsync();
        await Expect(page.Example).ToContainTextAsync("закончатся 300 бонусов");

        await page.Credited.CheckAsync();
        await page.Save.ClickAsync();
        await Expect(page.Notices).ToContainTextAsync("Сохранено");
        await Expect(page.Credited).ToBeCheckedAsync();
        await Expect(page.Ending).Not.ToBeCheckedAsync();
        await BuysAsync("TOLD-1");
        await NextNoonAsync();
        var told = Assert.Single(await ToldAsync());
        Assert.Contains("Начислено: 300 бонусов.", told, StringComparison.Ordinal);

        var somebody = await VisitorAsync(new Look(HasScript: hasScript), portal);
        await somebody.GoAsync(StopLink().Match(told).Value);
        await BuysAsync("TOLD-2");
        await BuysAsync("TOLD-3");
        await NextNoonAsync();
        Assert.Equal(2, (await ToldAsync()).Count);
        await new NoticesPage(somebody).Press.ClickAsync();
        await somebody.ArriveAsync(NoticesPage.Stopped);
        await BuysAsync("TOLD-4");
        await NextNoonAsync();

        Assert.Equal(2, (await ToldAsync()).Count);
        await page.OpenAsync();
        await Expect(page.Credited).Not.ToBeCheckedAsync();

        Task BuysAsync(string order) =>
            portal.Shop.BuyAsync(phone, order, portal.Now, received: null, Shop.Line("1", 10_000m));

        // Whatever time it is now, at noon nobody has quiet hours.
        async Task NextNoonAsync()
        {
            var local = portal.Now.ToOffset(TimeSpan.FromHours(3));
            await portal.Shop.MoveClockAsync(local.Date.AddDays(1).AddHours(12) - local.DateTime);
        }

        async Task<List<string>> ToldAsync()
        {
            var messages = await portal.Shop.GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone));
            return
            [
                .. messages
                    .EnumerateArray()
                    .Select(each => each.GetProperty("text").GetString()!)
                    .Where(text => text.Contains("Отписаться", StringComparison.Ordinal)),
            ];
        }
    }

    [Fact]
    public async Task Notices_can_be_chosen_without_a_mouse()
    {
        var portal = Alone();
        var visitor = await VisitorAsync(portal: portal);
        await (await PhonePage.ProveAsync(visitor, NewPhone())).JoinAsync();
        var page = await new NoticesPage(visitor).OpenAsync();
        var keyboard = new Keyboard(visitor);

        await keyboard.GoToAsync(page.Ending);
        await keyboard.PressAsync("Space");
        await keyboard.EnterAsync(page.Save);

        await Expect(page.Notices).ToContainTextAsync("Сохранено");
        await Expect(page.Ending).ToBeCheckedAsync();
    }

    [GeneratedRegex("/notices/stop/[a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StopLink();
}
